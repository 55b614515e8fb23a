import type { CountryCode } from 'libphonenumber-js/min'
import { getExampleNumber } from 'libphonenumber-js/min'
import examples from 'libphonenumber-js/mobile/examples'
import { readPhone } from '../records/import/clean/phone.ts'
import { Chance } from './chance.ts'
import { placeOf, type Town } from './words.ts'

/** Who a customer of the sample is. All of it is invented. */
export interface Identity {
  readonly number: string
  readonly type: 'person' | 'company'
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly street: string
  readonly city: string
  readonly postcode: string
  readonly country: string
  /** WGS 84; of some only the town is known. */
  readonly position?: readonly [lat: number, lng: number]
  readonly contact?: { readonly name: string; readonly email: string; readonly phone: string; readonly job: string }
}

/** Numbers that no one has: ranges kept free for films where there are some, otherwise the numbering plan's own example. */
const invented = (chance: Chance, code: string): string => {
  const digits = String(chance.whole(100, 999))
  const kept: { readonly [code: string]: string } = {
    GB: `+442079460${digits}`,
    DE: `+493023125${digits}`,
    FR: `+33199005${digits}`,
    US: `+1415555${digits}0`,
  }
  const example = getExampleNumber(code as CountryCode, examples)?.number ?? `+442079460${digits}`
  return [kept[code], `${example.slice(0, -3)}${digits}`].find((one) => one && readPhone(one, code)) ?? example
}

const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/gi, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()

/** Of the shop's buyers at home, some are said to live elsewhere, so that the sample knows the world. */
const moved = (chance: Chance, country: string): string => {
  if (country !== 'United Kingdom') return country
  const where = chance.next()
  return where < 0.24 ? 'China' : where < 0.3 ? 'Germany' : where < 0.34 ? 'France' : country
}

/** Somewhere within a few kilometres of the middle of the town. */
const around = (chance: Chance, [, , lat, lng]: Town): Identity['position'] => {
  if (lat === undefined || lng === undefined || !chance.happens(0.6)) return undefined
  const off = () => chance.whole(-300, 300) / 10_000
  return [Number((lat + off()).toFixed(4)), Number((lng + off()).toFixed(4))]
}

const jobs = ['Buyer', 'Owner', 'Head of purchasing', 'Shop manager', 'Assistant']
const chineseJobs = ['采购经理', '店长', '总经理', '采购主管']

/** The identity of the customer with this number; the same for the same seed. */
export const identityOf = (seed: number, number: string, given: string): Identity => {
  const chance = new Chance(`${seed} ${number}`)
  const country = moved(chance, given)
  const place = placeOf(country)
  const chinese = place.code === 'CN'
  const person = () => [chance.pick(place.first), chance.pick(place.last)] as const
  const full = ([first, last]: readonly [string, string]): string => (chinese ? last + first : `${first} ${last}`)
  const who = person()
  const company = chance.happens(0.6)
  const name = company
    ? `${chance.pick(place.last)}${chinese ? chance.pick(['和', '美', '嘉', '华']) : ' '}${chance.pick(place.company)}`
    : full(who)
  const domain = `c${number}.example.com`
  const address = (one: readonly [string, string]): string =>
    chinese ? `n${chance.whole(100, 999)}@${domain}` : `${slug(one[0])}.${slug(one[1])}@${domain}`
  const town = chance.pick(place.cities)
  const [city, postcode] = town
  // Of a stream of its own, so that everybody else stays who they were.
  const position = around(new Chance(`${seed} ${number} place`), town)
  const street = chinese
    ? `${chance.pick(place.streets)}${chance.whole(1, 300)}号`
    : `${chance.pick(place.streets)} ${chance.whole(1, 120)}`
  const contact = {
    name: full(who),
    email: address(who),
    phone: invented(chance, place.code),
    job: chance.pick(chinese ? chineseJobs : jobs),
  }
  const own = { name, email: company ? `hello@${domain}` : contact.email, phone: invented(chance, place.code) }
  return {
    number,
    type: company ? 'company' : 'person',
    ...own,
    street,
    city,
    postcode,
    country,
    ...(position && { position }),
    ...(company && { contact }),
  }
}

import type { Address } from '@rapport/vocabulary/define/kinds/address.ts'
import type { Point } from '@rapport/vocabulary/insights/visit_times.ts'
import { Problem } from '../../errors.ts'
import { countryCode } from '../../records/import/clean/country.ts'
import { Towns } from './towns.ts'

/** How well a place is known; the rest says why it is not. */
export type Precision = 'exact' | 'town' | 'no_address' | 'no_town' | 'no_country' | 'unknown_town' | 'several_towns'

export interface Placed {
  readonly place: Precision
  readonly point: Point | null
}

/** What is known of where somebody is. */
export interface Whereabouts {
  readonly addresses: readonly Address[] | null
  readonly country: string | null
}

const isExact = (address: Address): address is Address & Point =>
  typeof address.lat === 'number' && typeof address.lng === 'number'

const codeOf = (...names: readonly (string | null | undefined)[]): string =>
  names.flatMap((name) => (name ? (countryCode(name) ?? []) : []))[0] ?? ''

const townOf = ({ addresses }: Whereabouts): Address | undefined => addresses?.find((one) => one.city)

/** Every country in which a town has to be looked up. */
export const countriesOf = (all: readonly Whereabouts[], home: string): ReadonlySet<string> =>
  new Set([...all.map((one) => codeOf(townOf(one)?.country, one.country, home)), home])

/** Where somebody is: by the first address with a position, else by the town of the first that names one. */
export function placed(of: Whereabouts, towns: Towns, home: string): Placed {
  const exact = of.addresses?.find(isExact)
  if (exact) return { place: 'exact', point: { lat: exact.lat, lng: exact.lng } }
  if (!of.addresses || of.addresses.length === 0) return { place: 'no_address', point: null }
  const address = townOf(of)
  if (!address?.city) return { place: 'no_town', point: null }
  const country = codeOf(address.country, of.country, home)
  if (country === '') return { place: 'no_country', point: null }
  const found = towns.find({ city: address.city, ...(address.region && { region: address.region }), country })
  return typeof found === 'string' ? { place: found, point: null } : { place: 'town', point: found }
}

const degrees = /^\s*([+\-\u2212]?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*([+\-\u2212]?\d{1,3}(?:\.\d+)?)\s*$/

/** Where a start or an end is, as a person wrote it: "53.8, -1.55", "Leeds" or "Springfield, Illinois". */
export function pointOf(written: string, towns: Towns, country: string): Point {
  const [, lat, lng] = degrees.exec(written) ?? []
  if (lat !== undefined && lng !== undefined) return { lat: toNumber(lat), lng: toNumber(lng) }
  const [city = '', region = ''] = written.split(/[,，]/).map((part) => part.trim())
  const found = towns.find({ city, region, country })
  if (found === 'several_towns')
    throw new Problem(
      'invalid',
      `There are several towns called "${city}"; add the region, or give latitude and longitude.`,
    )
  if (found === 'unknown_town')
    throw new Problem(
      'invalid',
      `No town "${written}" is known${country === '' ? '; name its country' : ` in ${country}`}. Give a town, or latitude and longitude such as 53.8, -1.55.`,
    )
  return found
}

const toNumber = (text: string): number => Number(text.replace('\u2212', '-'))

export const openTowns = (countries: ReadonlySet<string>): Towns => new Towns(countries)

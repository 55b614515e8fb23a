import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { CsvRows } from '../records/import/csv.ts'
import { type Identity, identityOf } from './identity.ts'

/** One invoice line of the slice of Online Retail, its date brought near today. */
export interface Line {
  readonly invoice: string
  readonly code: string
  readonly description: string
  readonly quantity: string
  readonly at: string
  readonly price: string
  readonly customer: string
  readonly country: string
}

const slice = new URL('../../data/online-retail/online-retail.csv.gz', import.meta.url)
const WEEK = 7 * 86_400_000

/** The lines, moved by whole weeks so that the last order lies in the week before `now` and weekdays stay weekdays. */
export const readLines = (now: Date): Line[] => {
  const reader = new CsvRows(',')
  const rows = [...reader.push(gunzipSync(readFileSync(slice)).toString()), ...reader.end()].slice(1)
  const times = rows.map((row) => Date.parse(`${row.cells[4]!.replace(' ', 'T')}Z`))
  const shift = Math.floor((now.getTime() - Math.max(...times)) / WEEK) * WEEK
  return rows.map(({ cells }, i) => ({
    invoice: cells[0]!,
    code: cells[1]!,
    description: cells[2]!,
    quantity: cells[3]!,
    at: new Date(times[i]! + shift).toISOString().slice(0, 19).replace('T', ' '),
    price: cells[5]!,
    customer: cells[6]!.replace(/\.0$/, ''),
    country: cells[7]!,
  }))
}

export const identitiesOf = (lines: readonly Line[], seed: number): Map<string, Identity> => {
  const known = new Map<string, Identity>()
  for (const { customer, country } of lines)
    if (customer && !known.has(customer)) known.set(customer, identityOf(seed, customer, country))
  return known
}

const csv = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`

const orderHeader = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
]

/** The shop's own export, as it would be imported. */
export const ordersCsv = (lines: readonly Line[], identities: ReadonlyMap<string, Identity>): string =>
  [
    orderHeader,
    ...lines.map((one) => [
      one.invoice,
      one.code,
      one.description,
      one.quantity,
      one.at,
      one.price,
      one.customer,
      identities.get(one.customer)?.country ?? one.country,
    ]),
  ]
    .map(csv)
    .join('')

const customerHeader = [
  'Customer ID',
  'Name',
  'Type',
  'E-mail',
  'Phone',
  'Street',
  'City',
  'Postcode',
  'Latitude',
  'Longitude',
  'Country',
  'Source',
]

/** The shop's customer list, invented. */
export const customersCsv = (identities: Iterable<Identity>): string =>
  [
    customerHeader,
    ...[...identities].map((one, at) => [
      one.number,
      one.name,
      one.type,
      one.email,
      one.phone,
      one.street,
      one.city,
      one.postcode,
      String(one.position?.[0] ?? ''),
      String(one.position?.[1] ?? ''),
      one.country,
      ['Web shop', 'Fair', 'Referral'][at % 3]!,
    ]),
  ]
    .map(csv)
    .join('')

const contactHeader = ['Name', 'E-mail', 'Phone', 'Job title', 'Company number', 'Country']

/** The people who buy for the companies, invented. */
export const contactsCsv = (identities: Iterable<Identity>): string =>
  [
    contactHeader,
    ...[...identities].flatMap(({ number, country, contact }) =>
      contact ? [[contact.name, contact.email, contact.phone, contact.job, number, country]] : [],
    ),
  ]
    .map(csv)
    .join('')

import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { scopeOf } from '@rapport/vocabulary/define/permission.ts'
import { membersOf } from '@rapport/vocabulary/insights/members.ts'
import type { Runner } from '../../database/runner.ts'
import { Problem } from '../../errors.ts'
import { csvCell } from '../../records/export.ts'
import type { Person } from '../../records/person.ts'
import type { PersonalRecords } from '../../records/records.ts'
import { offersForMany, type Shown, seenBy } from './serve.ts'
import { noteShown, type Showing } from './shown.ts'

export interface CampaignAsk {
  readonly db: Runner
  readonly newId: () => string
  readonly records: PersonalRecords
  readonly person: Person
  readonly campaign: string
  /** Products for each customer. */
  readonly limit: number
  readonly now: string
}

const words = {
  name: label('Name', '名称'),
  email: label('E-mail', '邮箱'),
  product: label('Product', '产品'),
  price: label('Price', '价格'),
  because: label('Goes with', '搭配'),
}
const pageSize = 500

const firstOf = (entries: unknown): string =>
  Array.isArray(entries) ? String((entries[0] as { value?: unknown } | undefined)?.value ?? '') : ''

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const line = (customer: AnyRow, shown: readonly Shown[]): string =>
  [
    customer.id,
    csvCell(textOf(customer.name), false),
    csvCell(firstOf(customer.emails), false),
    ...shown.flatMap(({ row, other }) => [
      csvCell(textOf(row.name), false),
      csvCell(textOf(row.price), true),
      csvCell(textOf(other?.name), false),
    ]),
  ].join()

/** The lists of a campaign's customers as a file that mail programs take, in bounded memory. */
export async function campaignFile(ask: CampaignAsk): Promise<AsyncGenerator<Buffer>> {
  const { records, person } = ask
  const campaign = await records.get('campaign', ask.campaign)
  if (scopeOf(person.grants, { name: 'customer' }, 'export') === 'none')
    throw new Problem('forbidden', 'Your role does not let you export customers.')
  if (typeof campaign.segment !== 'string')
    throw new Problem('verb_refused', 'The campaign has no segment: choose for whom it is first.')
  const filter = membersOf(await records.get('segment', campaign.segment))
  return lines(ask, filter)
}

async function* lines(ask: CampaignAsk, filter: Filter): AsyncGenerator<Buffer> {
  const { records, person, limit } = ask
  const say = (word: keyof typeof words): string => words[word][person.locale]
  const numbered = Array.from({ length: limit }, (_, k) =>
    (['product', 'price', 'because'] as const).map((word) => `${say(word)} ${k + 1}`),
  )
  // The mark at the start tells spreadsheets that it is UTF-8.
  yield Buffer.from(`\ufeff${['id', say('name'), say('email'), ...numbered.flat()].join()}\r\n`)
  let cursor: string | undefined
  do {
    const wanted = { filter, fields: ['name', 'emails'], sort: ['-created_at'], limit: pageSize, cursor }
    const { data, next } = await records.list('customer', wanted, 'export')
    yield Buffer.from(await page(ask, data))
    cursor = next ?? undefined
  } while (cursor)
}

/** The lines of some customers; those without a list have none. */
async function page(ask: CampaignAsk, customers: readonly AnyRow[]): Promise<string> {
  const { db, newId, records, limit, now } = ask
  const ids = customers.map((one) => one.id)
  const lists = await offersForMany(db, ids, limit, { now, most: null })
  const seen = await seenBy(
    records,
    [...lists.values()].flatMap(({ offers }) => offers),
  )
  const rows = new Map(seen.map((one) => [one.product, one.row]))
  const others = new Map(seen.flatMap(({ other }) => (other ? [[other.id, other] as const] : [])))
  const written: string[] = []
  const showings: Showing[] = []
  for (const customer of customers) {
    const list = lists.get(customer.id)
    if (!list) continue
    const shown = list.offers.flatMap((offer) => {
      const row = rows.get(offer.product)
      const other = 'item' in offer.because ? (others.get(offer.because.item) ?? null) : null
      return row ? [{ ...offer, row, other }] : []
    })
    written.push(`${line(customer, shown)}\r\n`)
    const products = shown.map((one) => one.product)
    showings.push({ customer: customer.id, place: 'campaign', run: list.run, heldOut: list.held_out, products, now })
  }
  await noteShown(db, newId, ...showings)
  return written.join('')
}

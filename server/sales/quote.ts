import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import { numbered } from '../records/number.ts'
import type { Area, RuleContext } from '../records/rules.ts'
import { linesOf, taxOfLine } from './lines.ts'

const writeQuoteTotals = (tx: Runner, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update quote q set total = sums.total, tax_total = sums.tax
    from (
      select w.id, coalesce(sum(l.amount), 0) as total, round(coalesce(sum(${taxOfLine}), 0), 4) as tax
      from unnest(${ids}::uuid[]) as w(id) left join quote_line l on l.quote = w.id and l.deleted_at is null group by w.id) sums
    where sums.id = q.id and (q.total, q.tax_total) is distinct from (sums.total, sums.tax)`)

const lineFields = ['product', 'name', 'quantity', 'unit_price', 'discount', 'tax', 'position'] as const

/** The order that an accepted quote becomes, with a copy of each of its lines. */
async function makeOrder(quote: AnyRow, { records, person }: RuleContext): Promise<AnyRow> {
  const made = await records.create('order', {
    customer: quote.customer,
    quote: quote.id,
    deal: quote.deal,
    currency: quote.currency,
    owner: quote.owner ?? person.id,
  })
  let cursor: string | undefined
  do {
    const lines = await records.list('quote_line', {
      filter: { field: 'quote', op: 'eq', value: quote.id },
      limit: 500,
      cursor,
    })
    for (const line of lines.data)
      await records.create('order_line', {
        order: made.id,
        ...Object.fromEntries(lineFields.map((name) => [name, line[name]])),
      })
    cursor = lines.next ?? undefined
  } while (cursor)
  return records.get('order', made.id)
}

export const quote: Area = {
  rules: {
    async before(draft, context) {
      await numbered('quote', 'Q', draft, context)
      if (draft.verb === 'create') draft.values.quoted_on ??= context.now.slice(0, 10)
    },
  },
  verbs: {
    send: ({ id }, { records }) => records.update('quote', id, { status: 'sent' }),
    refuse: ({ id }, { records }) => records.update('quote', id, { status: 'refused' }),
    async accept({ id, row }, context) {
      if (row.status === 'accepted')
        throw new Problem('verb_refused', `The quote ${row.number} has been accepted already.`)
      await context.records.update('quote', id, { status: 'accepted' })
      return makeOrder(row, context)
    },
  },
}

export const quoteLine: Area = linesOf('quote_line', 'quote', writeQuoteTotals)

import { label } from '@rapport/vocabulary/define/label.ts'
import type { Groups } from '@rapport/vocabulary/insights/report.ts'
import { type Sql, sql } from '../../database/sql.ts'
import type { Outcomes } from '../features/customers.ts'
import type { Feature } from '../features/feature.ts'
import type { Grouped } from './groups.ts'

/** What a customer's sheet is widened by: parts of the query, their joins, and what is read from them. */
export interface Wider {
  readonly parts: Sql
  readonly joins: Sql
  readonly features: readonly Feature[]
}

const groupOf = ({ products, codes }: Grouped): Sql => sql`
  sorted as materialized (
    select product, code from unnest(${products}::uuid[], ${codes}::int[]) as g(product, code))`

/** What is left over is no answer: it says nothing of what is wanted. */
const told = ({ keys }: Groups): Sql => sql`g.code < ${keys.length - 1}::int`

/** How much of each group was bought before the moment, which the most, and which lately. One pass over the lines. */
export function boughtBefore(groups: Groups, given: Grouped): Wider {
  const codes = [...groups.keys.keys()]
  const counts = codes.map((code) => sql`count(*) filter (where g.code = ${code}::int) as ${sql.id(`n${code}`)}`)
  const parts = sql`${groupOf(given)},
    wanted as (
      select o.customer, count(*) as lines, mode() within group (order by g.code) filter (where ${told(groups)}) as usual, ${sql.join(counts)}
      from orders o join order_line l on l."order" = o.id join sorted g on g.product = l.product
      where l.deleted_at is null group by o.customer),
    newest as (select distinct on (customer) customer, id from orders order by customer, placed_at desc, id desc),
    lately as (
      select n.customer, mode() within group (order by g.code) filter (where ${told(groups)}) as code
      from newest n join order_line l on l."order" = n.id join sorted g on g.product = l.product
      where l.deleted_at is null group by n.customer)`
  const named = (code: Sql): Sql => sql`(${[...groups.names]}::text[])[${code} + 1]`
  const shares = codes.map((code): Feature => {
    const name = groups.names[code]!
    return {
      name: `group_${code}`,
      label: label(`Share of lines: ${name}`, `明细占比：${name}`),
      unit: 'share',
      about: 'does',
      sql: sql`q.${sql.id(`n${code}`)}::float8 / nullif(q.lines, 0)`,
    }
  })
  const features: Feature[] = [
    ...shares,
    {
      name: 'group_usual',
      label: label('Bought most often', '最常购买'),
      unit: 'word',
      about: 'does',
      sql: named(sql`q.usual`),
    },
    {
      name: 'group_last',
      label: label('Bought most in the last order', '上一单购买最多'),
      unit: 'word',
      about: 'does',
      sql: named(sql`z.code`),
    },
  ]
  const joins = sql` left join wanted q on q.customer = c.id left join lately z on z.customer = c.id`
  return { parts, joins, features }
}

/** What the first order within some days after the moment holds most lines of: strictly after every feature. */
export function boughtNext(groups: Groups, at: string, days: number): Outcomes {
  const parts = sql`
    following as (
      select distinct on (customer) customer, id from "order"
      where deleted_at is null and status <> 'cancelled' and customer is not null
        and placed_at >= ${at}::timestamptz and placed_at < ${at}::timestamptz + make_interval(days => ${days}::int)
      order by customer, placed_at, id),
    next_bought as (
      select f.customer, mode() within group (order by g.code) filter (where ${told(groups)}) as code
      from following f join order_line l on l."order" = f.id join sorted g on g.product = l.product
      where l.deleted_at is null group by f.customer)`
  const joins = sql` left join next_bought x on x.customer = c.id`
  return { parts, joins, of: [{ name: 'next', sql: sql`x.code` }] }
}

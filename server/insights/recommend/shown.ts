import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { Place } from './serve.ts'

export interface Showing {
  readonly customer: string
  readonly place: Place
  readonly run: string
  readonly heldOut: boolean
  /** As they stood, the first on top. */
  readonly products: readonly string[]
  readonly now: string
}

/** Writes down what was shown; the same thing at the same place counts once a day. */
export async function noteShown(db: Runner, newId: () => string, ...showings: readonly Showing[]): Promise<void> {
  const rows = showings.flatMap(({ products, ...showing }) =>
    products.map((product, k) => ({ ...showing, product, rank: k + 1 })),
  )
  if (rows.length === 0) return
  const of = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name])
  await db.run(sql`
    insert into insight.shown (id, customer, product, place, run, held_out, rank, at, day)
    select m.id, m.customer, m.product, m.place, m.run, m.held_out, m.rank, m.at, (m.at at time zone 'UTC')::date
    from unnest(${rows.map(() => newId())}::uuid[], ${of('customer')}::uuid[], ${of('product')}::uuid[], ${of('place')}::text[], ${of('run')}::uuid[],
      ${of('heldOut')}::boolean[], ${of('rank')}::int[], ${of('now')}::timestamptz[]) m(id, customer, product, place, run, held_out, rank, at)
    on conflict (customer, product, place, day) do nothing`)
}

export interface Taken {
  readonly customer: string
  readonly product: string
  readonly place: Place
  readonly now: string
}

/** Somebody took up what was shown last at this place. */
export async function noteTaken(db: Runner, { customer, product, place, now }: Taken): Promise<void> {
  const touched = await db.run(sql`
    update insight.shown set clicked_at = coalesce(clicked_at, ${now}) where id = (
      select id from insight.shown where customer = ${customer} and product = ${product} and place = ${place} order by at desc limit 1)`)
  if (touched === 0) throw new Problem('not_found', 'This product was not recommended to this customer there.')
}

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
export async function noteShown(db: Runner, newId: () => string, showing: Showing): Promise<void> {
  const { customer, place, run, heldOut, products, now } = showing
  if (products.length === 0) return
  await db.run(sql`
    insert into insight.shown (id, customer, product, place, run, held_out, rank, at, day)
    select m.id, ${customer}, m.product, ${place}, ${run}, ${heldOut}, m.rank, ${now}, (${now}::timestamptz at time zone 'UTC')::date
    from unnest(${products.map(() => newId())}::uuid[], ${products}::uuid[]) with ordinality m(id, product, rank)
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

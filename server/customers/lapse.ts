import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { defineJob } from '../jobs/define.ts'

/** Every night: time alone makes customers lapse. */
export const lapseJob = defineJob<object>('lapse')
export const lapseTime = '10 1 * * *'

type Turned = { id: string; before: string; after: string; version: number }
const STEP = 5_000

/** Customers whose lifecycle is no longer what their last order and the organisation's `lapse_days` say. */
const turnSome = (tx: Runner, now: string): Promise<Turned[]> =>
  tx.query(sql`
    with setting as (select coalesce((select lapse_days from organisation where deleted_at is null order by id limit 1), 180) as days),
    due as (
      select c.id, c.lifecycle as before,
        case when c.last_order_at >= ${now}::timestamptz - make_interval(days => setting.days) then 'active' else 'lapsed' end as after
      from customer c, setting
      where c.deleted_at is null and c.orders > 0 and c.last_order_at is not null
        and c.lifecycle <> case when c.last_order_at >= ${now}::timestamptz - make_interval(days => setting.days) then 'active' else 'lapsed' end
      order by c.id limit ${STEP} for update of c)
    update customer c set lifecycle = due.after, version = c.version + 1, updated_at = ${now} from due where c.id = due.id
    returning c.id, due.before, due.after, c.version`)

/** Brings the lifecycle of customers up to the moment, step by step, each with its change. Answers how many turned. */
export const lapseCustomers = async (db: Runner, now: string, newId: () => string): Promise<number> => {
  for (let total = 0; ; ) {
    const turned = await db.transaction(async (tx) => {
      const some = await turnSome(tx, now)
      const of = <K extends keyof Turned>(name: K) => some.map((one) => one[name])
      await tx.run(sql`
        insert into change (id, at, via, object, record, verb, version, before, after)
        select m.id, ${now}, 'job', 'customer', m.record, 'update', m.version, jsonb_build_object('lifecycle', m.before), jsonb_build_object('lifecycle', m.after)
        from unnest(${some.map(() => newId())}::uuid[], ${of('id')}::uuid[], ${of('version')}::int[], ${of('before')}::text[], ${of('after')}::text[])
          m(id, record, version, before, after)`)
      return some.length
    })
    total += turned
    if (turned < STEP) return total
  }
}

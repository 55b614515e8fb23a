/*
 * Gives the invented customers of a database what insights learn from, the same in every run: products, orders with their lines, returns,
 * tickets, events, contacts, reviews, consents, and the history of all of it.
 *
 *   node benchmarks/records/fill.ts <DATABASE_URL> 1000000
 *   node benchmarks/insights/fill.ts <DATABASE_URL> [orders of a customer, in the mean] [lines of an order]
 */
import { openDatabase } from '@rapport/server/database/pool.ts'
import { type Sql, sql } from '@rapport/server/database/sql.ts'

const [url, orders = '2.5', lines = '4'] = process.argv.slice(2)
if (!url) throw new Error('Give the URL of a database that benchmarks/records/fill.ts has filled.')
const db = openDatabase({ address: { url }, connections: 1 })

const now = sql`'2026-11-15T00:00:00Z'::timestamptz`
const stamp = sql`created_at, updated_at, version`
const day = sql`interval '1 day'`
/** A number from 0 to 1 that is the same for the same row, whatever else is asked of it. */
const chance = (of: Sql, salt: number): Sql =>
  sql`((hashint8extended((${of})::bigint, ${salt}) & 2147483647)::float8 / 2147483648)`
/** An id whose first part tells its time, like those of the application. */
const idOf = (at: Sql, name: Sql): Sql =>
  sql`(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${name}), 1, 3) || 'a' || substr(md5(${name}), 4, 15))::uuid`

/** Numbers a line of `placed`. */
const line = sql`hashtext(number) * 64::bigint + k`

const steps: readonly (readonly [table: string, rows: Sql])[] = [
  [
    'product',
    sql`insert into product (id, code, name, price, cost, ${stamp})
      select ${idOf(sql`'2024-01-01'::timestamptz`, sql`'p' || i`)}, 'P' || i, 'Product ' || i, round((1 + 40 * ${chance(sql`i`, 1)})::numeric, 2), round((0.6 * (1 + 40 * ${chance(sql`i`, 1)}))::numeric, 2),
        '2024-01-01', '2024-01-01', 1 from generate_series(1, 3500) i`,
  ],
  [
    'order_line',
    sql`insert into order_line (id, "order", product, name, quantity, unit_price, discount, amount, unit_cost, ${stamp})
      select ${idOf(sql`at`, sql`n || '.' || k`)}, o, p.id, p.name, quantity, p.price, discount, round((quantity * p.price * (1 - coalesce(discount, 0) / 100))::numeric, 4), p.cost, at, at, 1
      from (select id as o, at, number as n, k, 1 + floor(6 * ${chance(line, 5)}) as quantity, case when ${chance(line, 6)} < 0.15 then 10 end as discount,
          'P' || 1 + (case when ${chance(line, 7)} < 0.6 then (i % 20) * 175 + floor(175 * ${chance(line, 8)} ^ 2) else floor(3500 * ${chance(line, 9)} ^ 3) end)::int as code
        from placed, generate_series(1, 1 + floor(${2 * Number(lines) - 1}::float8 * ${chance(sql`hashtext(number)`, 10)})::int) k) taken
      join product p on p.code = taken.code order by at`,
  ],
  [
    'order',
    sql`insert into "order" (id, number, customer, status, placed_at, channel, country, currency, total, cost, ${stamp})
      select o.id, number, customer, case when ${chance(sql`hashtext(number)`, 3)} < 0.02 then 'cancelled' else 'done' end, at,
        case when ${chance(sql`i`, 4)} < 0.7 then 'web' else 'shop' end, country, 'EUR', l.total, l.cost, at, at, 1
      from placed o join (select "order", sum(amount) as total, sum(unit_cost * quantity::numeric) as cost from order_line group by 1) l on l."order" = o.id order by at`,
  ],
  [
    'return',
    sql`insert into return (id, number, customer, "order", status, returned_at, total, currency, ${stamp})
      select ${idOf(sql`placed_at`, sql`'r' || number`)}, 'R' || number, customer, id, 'refunded', placed_at + 9 * ${day}, 12, 'EUR', placed_at + 9 * ${day}, placed_at + 9 * ${day}, 1
      from "order" where hashtext(number) % 25 = 0 and status = 'done' and placed_at < ${now} - 9 * ${day}`,
  ],
  [
    'ticket',
    sql`insert into ticket (id, number, subject, customer, kind, status, resolved_at, ${stamp})
      select ${idOf(sql`placed_at`, sql`'t' || number`)}, 'T' || number, 'Question ' || number, customer, case when hashtext(number) % 60 = 0 then 'complaint' else 'consultation' end, 'resolved',
        placed_at + 3 * ${day}, placed_at + 2 * ${day}, placed_at + 3 * ${day}, 1 from "order" where hashtext(number) % 12 = 0 and placed_at < ${now} - 3 * ${day}`,
  ],
  [
    'event',
    sql`insert into event (customer_id, at, id, type, channel)
      select customer, at, ${idOf(sql`at`, sql`'e' || i || '.' || k`)}, 'viewed', 'web'
      from (select customer, i, k, began + (ended - began) * ${chance(sql`i * 100 + k`, 11)} as at from buyer, generate_series(1, 3) k) seen`,
  ],
  [
    'campaign_contact',
    sql`insert into campaign_contact (id, customer, at, ${stamp})
      select ${idOf(sql`at`, sql`'k' || i`)}, customer, at, at, at, 1 from (select customer, i, ended - 40 * ${day} * ${chance(sql`i`, 12)} as at from buyer where i % 2 = 0) reached`,
  ],
  [
    'review',
    sql`insert into review (id, title, customer, "order", rating, at, ${stamp})
      select ${idOf(sql`placed_at`, sql`'v' || number`)}, 'Review', customer, id, 1 + abs(hashtext(number)) % 5, placed_at + 5 * ${day}, placed_at + 5 * ${day}, placed_at + 5 * ${day}, 1
      from "order" where hashtext(number) % 20 = 0`,
  ],
  [
    'consent',
    sql`insert into consent (id, customer, purpose, channel, given, at, ${stamp})
      select ${idOf(sql`began`, sql`'c' || i`)}, customer, case when i % 25 = 0 then 'profiling' else 'marketing' end, 'any', i % 25 <> 0, began, began, began, 1 from buyer where i % 3 < 2`,
  ],
  [
    'change',
    sql`insert into change (id, at, via, object, record, verb, version, before, after)
      select ${idOf(sql`created_at`, sql`'a' || number`)}, created_at, 'import', 'order', id, 'create', 1, null::jsonb, jsonb_build_object('number', number, 'status', status, 'customer', customer) from "order"
      union all select ${idOf(sql`created_at`, sql`id::text`)}, created_at, 'import', 'customer', id, 'create', 1, null, jsonb_build_object('name', name, 'country', country, 'source', source) from customer
      union all select ${idOf(sql`ended`, sql`'b' || i`)}, ended, 'web', 'customer', customer, 'update', 2, jsonb_build_object('country', null), jsonb_build_object('country', country) from buyer where i % 50 = 0`,
  ],
]

/** Rows come in without indexes, which are built after: many times faster than row by row. */
async function filled(table: string, rows: Sql): Promise<void> {
  const began = performance.now()
  const indexes = await db.query<{ name: string; definition: string }>(sql`
    select i.indexname as name, i.indexdef as definition from pg_indexes i
    where i.tablename = ${table} and not exists (select 1 from pg_constraint c where c.conname = i.indexname)`)
  for (const { name } of indexes) await db.run(sql`drop index ${sql.id(name)}`)
  const count = await db.run(rows, { prepare: false })
  for (const { definition } of indexes) await db.run(sql.raw(definition), { prepare: false })
  console.log(`${count} of ${table} in ${((performance.now() - began) / 1000).toFixed(0)} s`)
}

await db.run(sql`set session_replication_role = replica`)
await db.run(sql`set maintenance_work_mem = '1GB'`)
await db.run(sql`set work_mem = '256MB'`)
await db.run(sql`
  create temp table buyer as select customer, i, country, orders, began, case when ${chance(sql`i`, 21)} < 0.5 then ${now} else began + (${now} - began) * ${chance(sql`i`, 22)} end as ended
  from (select id as customer, i, country, floor(-ln(1 - ${chance(sql`i`, 20)}) * ${Number(orders) * 1.2}::float8)::int as orders, created_at + interval '1 year' * ${chance(sql`i`, 23)} as began
    from (select id, country, created_at, row_number() over (order by id) as i from customer where deleted_at is null) numbered) c`)
await db.run(sql`
  create temp table placed as select ${idOf(sql`at`, sql`'o' || i || '.' || k`)} as id, 'O' || i || '.' || k as number, customer, i, country, at
  from (select b.*, k, began + (ended - began) * ${chance(sql`i * 100 + k`, 2)} as at from buyer b, generate_series(1, b.orders) k) made`)
await db.run(sql`analyze placed`)
for (const [table, rows] of steps) await filled(table, rows)
await db.run(sql`vacuum analyze`)
await db.close()

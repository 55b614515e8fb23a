/*
 * Gives every customer of a filled database a list of forty recommendations with their reasons, as a run writes them, so that reading
 * them can be measured (recommendations.ts) however many customers there are.
 *
 *   node benchmarks/insights/fill-lists.ts <DATABASE_URL>
 */
import { openDatabase } from '@rapport/server/database/pool.ts'
import { sql } from '@rapport/server/database/sql.ts'

const url = process.argv[2]
if (!url) throw new Error('Give the URL of a database that benchmarks/insights/fill.ts has filled.')
const db = openDatabase({ address: { url }, connections: 1 })
const run = '00000000-0000-7000-8000-0000000000ff'
const templates = 2_000

await db.transaction(async (tx) => {
  await tx.run(sql`delete from insight.recommendation`)
  await tx.run(sql`
    create temp table list on commit drop as
    with goods as (select array_agg(id order by code) as ids, count(*) as many from product)
    select n, array_agg(ids[1 + (n * 7919 + place * 104729) % many] order by place) as products, array_agg((1.0 / place)::real order by place) as scores,
      jsonb_agg(jsonb_build_object('kind', 'together', 'item', ids[1 + (n * 31 + place * 17) % many], 'both', 3 + (n * place) % 40, 'of', 60 + (n + place) % 90) order by place) as because
    from generate_series(0, ${templates - 1}::bigint) n, generate_series(1, 40) place, goods group by n`)
  const count = await tx.run(sql`
    insert into insight.recommendation (run, customer, held_out, products, scores, because)
    select ${run}::uuid, c.id, false, l.products, l.scores, l.because
    from customer c join list l on l.n = abs(hashtext(c.id::text)) % ${templates}::int`)
  await tx.run(sql`
    insert into insight.result (kind, at, content) values ('recommend', now(), jsonb_build_object('run', ${run}::text))
    on conflict (kind) do update set content = excluded.content`)
  console.log(`${count} lists`)
})
await db.run(sql`vacuum analyze insight.recommendation`)
await db.close()

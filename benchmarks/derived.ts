/*
 * What formulas and roll-ups cost beside many records: an edit of one order line, the import of invoice lines, and working out the values
 * of all records anew, each without and with a formula on the line and roll-ups of the lines of each product.
 *
 *   node benchmarks/derived.ts [order lines] [invoice lines of an import] [folder of the database, emptied first]
 */
import { rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { readConfig } from '@rapport/server/config.ts'
import { sql } from '@rapport/server/database/sql.ts'
import { startDatabase } from '@rapport/server/database/start.ts'
import { openHouse } from '@rapport/server/house.ts'
import { recount } from '@rapport/server/records/custom/recount.ts'
import { theSystem } from '@rapport/server/records/person.ts'
import { writeLines } from './import/lines.ts'
import { importFile } from './import/run.ts'

const lines = Number(process.argv[2] ?? 1_000_000)
const imported = Number(process.argv[3] ?? 50_000)
const folder = process.argv[4] ?? join(tmpdir(), 'rapport-benchmark-derived')

rmSync(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true, mode: 0o755 })
const config = readConfig({ RAPPORT_DATA: join(folder, 'data') }, folder)
const running = await startDatabase(config, () => undefined)
const house = await openHouse({ db: running.db, config, clock: () => new Date() })
const { db } = house
const designer = { ...theSystem('command'), abilities: ['designer'] } as ReturnType<typeof theSystem>
const own = house.as(designer)
const out = (text: string): void => void process.stdout.write(`${text}\n`)

/** Products and orders of which the lines are, as many to each as a shop has; no trigger runs meanwhile. */
const fill = (): Promise<void> =>
  db.transaction(async (tx) => {
    const stamp = sql`'2025-01-01'::timestamptz, '2025-01-01'::timestamptz, 1`
    await tx.run(sql`set local session_replication_role = replica`)
    await tx.run(sql`insert into product (id, code, name, created_at, updated_at, version)
      select md5('p' || i)::uuid, (20000 + i)::text, 'Product ' || i, ${stamp} from generate_series(0, 3500) i`)
    await tx.run(sql`insert into "order" (id, number, placed_at, currency, created_at, updated_at, version)
      select md5('o' || i)::uuid, 'B' || i, '2025-01-01', 'GBP', ${stamp} from generate_series(0, ${lines / 20}::int) i`)
    await tx.run(sql`insert into order_line (id, "order", product, name, quantity, unit_price, amount, unit_cost, created_at, updated_at, version)
      select md5('l' || i)::uuid, md5('o' || i / 20)::uuid, md5('p' || hashint4(i)::bigint % 3501 * sign(hashint4(i)))::uuid, 'Line ' || i,
        1 + i % 9, 2.5, (1 + i % 9) * 2.5, 1.5, ${stamp} from generate_series(1, ${lines}::int) i`)
  })

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!

async function edits(name: string): Promise<void> {
  const some = await db.query<{ id: string }>(
    sql`select id from order_line where product is not null order by id limit 300`,
  )
  const times: number[] = []
  for (const [at, { id }] of some.entries()) {
    const began = performance.now()
    await own.update('order_line', id, { unit_cost: String((at % 7) + Math.round(began) / 100) })
    times.push(performance.now() - began)
  }
  const last = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)]!
  out(`one line edited, ${name}: median ${median(times).toFixed(1)} ms, p95 ${last.toFixed(1)} ms`)
}

let files = 0
async function lot(name: string): Promise<void> {
  const path = join(folder, `lines-${files}.csv`)
  await writeLines(path, imported, files++ * 100_000)
  const { seconds, postgres, server } = await importFile(house, path, `lines-${files}.csv`)
  out(
    `${imported} lines imported, ${name}: ${seconds.toFixed(1)} s, CPU a row ${server.toFixed(0)} µs server + ${postgres.toFixed(0)} µs PostgreSQL`,
  )
}

async function added(object: string, name: string, field: object): Promise<void> {
  let began = performance.now()
  await house.custom.addField(designer, object, name, field)
  const atOnce = performance.now() - began
  began = performance.now()
  const at = (await house.custom.recounts()).find((one) => one.object === object)
  while ((await house.custom.recounts()).length > 0) await setTimeout(200)
  const seconds = (performance.now() - began) / 1_000
  const left = at ? at.total - at.done : 0
  out(
    `${object}.${name} added in ${(atOnce / 1_000).toFixed(1)} s; ${left} records in the background at ${Math.round(left / seconds)} a second`,
  )
}

async function again(object: string, fields: readonly string[]): Promise<void> {
  await db.run(sql`insert into recount (object, fields, total, started_at) select ${object}, ${fields}::text[], count(*), now()
    from ${sql.id(object)}`)
  const began = performance.now()
  await recount(db, house.vocabulary(), house.vocabulary().find(object)!)
  const seconds = (performance.now() - began) / 1_000
  const { count } = await db.one<{ count: number }>(sql`select count(*)::int as count from ${sql.id(object)}`)
  out(`${object} worked out once more, nothing differs: ${Math.round(count / seconds)} records a second`)
}

const label = (en: string) => ({ en, zh: en })
try {
  await house.wake()
  await fill()
  await db.run(sql`vacuum analyze order_line`)
  await db.run(sql`vacuum analyze "order"`)
  await db.run(sql`vacuum analyze product`)
  out(`${lines} order lines stand`)
  await edits('nothing derived')
  await lot('nothing derived')
  const margin = { kind: 'money', label: label('Margin'), formula: 'amount - unit_cost * quantity' }
  await added('order_line', 'x_margin', margin)
  await again('order_line', ['x_margin'])
  await edits('with a formula')
  await lot('with a formula')
  const from = 'order_line.product'
  const sold = { kind: 'money', label: label('Margin'), rollup: { from, measure: 'sum', field: 'x_margin' } }
  await added('product', 'x_sold', sold)
  await added('product', 'x_lines', { kind: 'integer', label: label('Lines'), rollup: { from, measure: 'count' } })
  await edits('with a formula and roll-ups')
  await lot('with a formula and roll-ups')
  await again('product', ['x_sold', 'x_lines'])
} finally {
  await house.close()
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
}

/*
 * How fast customers are imported — read, cleaned, looked up by key, written with their changes and search — against a plain COPY of
 * the same rows into the same table with the same indexes, in the same run.
 *
 *   node benchmarks/import.ts [rows] [folder of the database, emptied first]
 */
import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readConfig } from '@rapport/server/config.ts'
import { sql } from '@rapport/server/database/sql.ts'
import { startDatabase } from '@rapport/server/database/start.ts'
import { openHouse } from '@rapport/server/house.ts'
import { theSystem } from '@rapport/server/records/person.ts'
import { writeCustomers } from './import/file.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
const folder = process.argv[3] ?? join(tmpdir(), 'rapport-benchmark-import')
const me = theSystem('command')
const say = (line: string) => process.stdout.write(`${line}\n`)
const seconds = (since: number): number => (performance.now() - since) / 1_000

rmSync(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true, mode: 0o755 })
const config = readConfig({ RAPPORT_DATA: join(folder, 'data') }, folder)
const running = await startDatabase(config, () => undefined)
const house = await openHouse({ db: running.db, config, clock: () => new Date() })

let most = 0
const watching = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss())
}, 50)

try {
  const file = join(folder, 'customers.csv')
  await writeCustomers(file, rows)
  const stored = await house.files.put(createReadStream(file), 'customers.csv', Number.MAX_SAFE_INTEGER)
  most = 0
  const looked = performance.now()
  const row = await house.imports.begin(me, { name: 'customers.csv', ...stored })
  const detecting = seconds(looked)
  const began = performance.now()
  const cpu = process.cpuUsage()
  await house.imports.take(me, row.id, new AbortController().signal)
  const importing = seconds(began)
  const { user, system } = process.cpuUsage(cpu)
  const peak = most
  const done = await house.imports.get(me, row.id)
  if (done.counts.created !== rows) throw new Error(`Only ${done.counts.created} of ${rows} rows were imported.`)

  // The same rows as they stand, into a table with the same columns and indexes.
  const dump = join(folder, 'customer.copy')
  await house.db.copyOut(sql`copy customer to stdout`, (chunks) => pipeline(chunks, createWriteStream(dump)))
  await house.db.run(sql`create table plain_customer (like customer including all)`)
  const copied = performance.now()
  await house.db.copyIn(sql`copy plain_customer from stdin`, createReadStream(dump, { highWaterMark: 65_536 }))
  const copying = seconds(copied)

  const rate = (took: number): string => Math.round(rows / took).toLocaleString('en')
  say(`${rows.toLocaleString('en')} customers, ${Math.round(statSync(file).size / 1e6)} MB of CSV`)
  say(`looked at:   ${detecting.toFixed(1)} s`)
  say(
    `imported:    ${importing.toFixed(1)} s, ${rate(importing)} rows/s, ${((user + system) / rows).toFixed(1)} µs of the server's CPU a row`,
  )
  say(`plain COPY:  ${copying.toFixed(1)} s, ${rate(copying)} rows/s`)
  say(`ratio:       ${(copying / importing).toFixed(2)} of plain COPY (at least 0.33)`)
  say(`memory:      ${Math.round(peak / 1_048_576)} MB at most in the server (below 400)`)
} finally {
  clearInterval(watching)
  await house.close()
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
}

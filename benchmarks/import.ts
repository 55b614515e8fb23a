/*
 * How fast files are imported — read, cleaned, looked up by key, written with their changes and search. Customers against a plain
 * COPY of the same rows into the same table with the same indexes, in the same run; then invoice lines, each with its order, product
 * and customer.
 *
 *   node benchmarks/import.ts [customers] [invoice lines] [folder of the database, emptied first]
 */
import { execFileSync } from 'node:child_process'
import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readConfig } from '@rapport/server/config.ts'
import { sql } from '@rapport/server/database/sql.ts'
import { startDatabase } from '@rapport/server/database/start.ts'
import { openHouse } from '@rapport/server/house.ts'
import { importFile, type Measured, measure } from './import/run.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
const lines = Number(process.argv[3] ?? 100_000)
const folder = process.argv[4] ?? join(tmpdir(), 'rapport-benchmark-import')

const writer = new URL('./import/write.ts', import.meta.url).pathname
const written = (what: 'customers' | 'lines', count: number): string => {
  const path = join(folder, `${what}.csv`)
  execFileSync(process.execPath, [writer, what, path, String(count)])
  return path
}

const say = (name: string, count: number, { seconds, server, postgres, memory, kept }: Measured): void => {
  const rate = Math.round(count / seconds).toLocaleString('en')
  process.stdout.write(
    `${name.padEnd(14)} ${seconds.toFixed(1).padStart(7)} s ${rate.padStart(8)} rows/s   CPU a row: ${server.toFixed(1)} µs server + ${postgres.toFixed(1)} µs PostgreSQL   ${memory} MB at most   serving thread busy for ${kept.toFixed(0)} ms (p99)\n`,
  )
}

rmSync(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true, mode: 0o755 })
const config = readConfig({ RAPPORT_DATA: join(folder, 'data') }, folder)
const running = await startDatabase(config, () => undefined)
const house = await openHouse({ db: running.db, config, clock: () => new Date() })

const plainCopy = async (): Promise<Measured> => {
  const dump = join(folder, 'customer.copy')
  await house.db.copyOut(sql`copy customer to stdout`, (chunks) => pipeline(chunks, createWriteStream(dump)))
  await house.db.run(sql`create table plain_customer (like customer including all)`)
  const source = createReadStream(dump, { highWaterMark: 65_536 })
  return measure(rows, () => house.db.copyIn(sql`copy plain_customer from stdin`, source))
}

try {
  if (rows > 0) {
    const imported = await importFile(house, written('customers', rows), 'customers.csv')
    say('customers', rows, imported)
    const copied = await plainCopy()
    say('plain COPY', rows, copied)
    const ratio = (copied.seconds / imported.seconds).toFixed(2)
    process.stdout.write(`the import is ${ratio} as fast as plain COPY (at least 0.33)\n`)
  }
  if (lines > 0) {
    say('invoice lines', lines, await importFile(house, written('lines', lines), 'lines.csv'))
  }
} finally {
  await house.close()
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
}

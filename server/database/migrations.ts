import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Transaction } from './runner.ts'

export const migrationsFolder = fileURLToPath(new URL('./migrations/', import.meta.url))

/** One step of the schema, a file `0001_name.sql`, or `0001_name.ts` that exports `up(tx)`. */
export type Migration = { number: number; name: string; checksum: string; path: string; text: string }

const FILE = /^(\d{4})_[a-z0-9_]+\.(sql|ts)$/

/** The migrations of a folder in their order. Numbers are unique; gaps are allowed. */
export function readMigrations(folder: string = migrationsFolder): Migration[] {
  const names = readdirSync(folder).filter((name) => FILE.test(name) && !name.endsWith('.test.ts'))
  const found = names.sort().map((name) => readMigration(folder, name))
  const twice = found.find((one, i) => one.number === found[i + 1]?.number)
  if (twice)
    throw new Error(`Two migrations in ${folder} carry the number of ${twice.name}: give the later one the next.`)
  return found
}

function readMigration(folder: string, name: string): Migration {
  const path = join(folder, name)
  const text = readFileSync(path, 'utf8')
  const checksum = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
  return { number: Number(name.slice(0, 4)), name, checksum, path, text }
}

/** `create index concurrently` and its like refuse a transaction: such a file says so and holds one statement. */
export const refusesTransaction = (migration: Migration) => migration.text.startsWith('-- without transaction')

export async function upOf(migration: Migration): Promise<(tx: Transaction) => Promise<void>> {
  const module = (await import(pathToFileURL(migration.path).href)) as { up?: (tx: Transaction) => Promise<void> }
  if (!module.up) throw new Error(`It does not export a function up(tx).`)
  return module.up
}

import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { appliedMigrations } from '../migrate.ts'
import type { Address } from '../pool.ts'
import type { Transaction } from '../runner.ts'
import { openSession } from '../session.ts'
import { sql } from '../sql.ts'
import { type ArchiveWriter, writeArchive } from './archive.ts'
import { type Description, describe, type Table } from './description.ts'
import { type FileData, FORMAT, MANIFEST, type Manifest, storedColumns, type TableData, withRows } from './manifest.ts'

export type BackupOptions = {
  from: Address
  filesFolder: string
  to: string
  createdAt: string
  rapport: string
  tell?: (sentence: string) => void
}

/** Smaller tables pass in a moment and are not told of one by one. */
export const WORTH_TELLING = 10_000

/** Writes one consistent state of the database, and the files, into one zip file, while everybody goes on working. */
export async function backUp(options: BackupOptions): Promise<Manifest> {
  const session = await openSession(options.from)
  const archive = writeArchive(options.to)
  try {
    const manifest = await session.transaction((tx) => writeAll(tx, archive, options), {
      isolation: 'repeatable read',
      readOnly: true,
    })
    await archive.finish()
    return manifest
  } catch (error) {
    await archive.abandon()
    throw error
  } finally {
    await session.close()
  }
}

async function writeAll(tx: Transaction, archive: ArchiveWriter, options: BackupOptions): Promise<Manifest> {
  const description = await hold(tx)
  const { version } = await tx.one<{ version: string }>(sql`select current_setting('server_version') as version`)
  const tables: TableData[] = []
  for (const table of withRows(description)) tables.push(await writeTable(tx, archive, table, options.tell))
  const manifest: Manifest = {
    format: FORMAT,
    rapport: options.rapport,
    postgres: version,
    createdAt: options.createdAt,
    migrations: await appliedMigrations(tx),
    description,
    tables,
    files: await writeFiles(archive, options.filesFolder),
  }
  await archive.add(MANIFEST, Readable.from([Buffer.from(JSON.stringify(manifest))]))
  return manifest
}

// A field added by someone between reading the catalogue and reading the rows would tear the two apart.
async function hold(tx: Transaction): Promise<Description> {
  const first = await describe(tx)
  const names = withRows(first).map((table) => sql.id(table.schema, table.name))
  if (names.length > 0) await tx.run(sql`lock table ${sql.join(names)} in access share mode`)
  return describe(tx)
}

async function writeTable(tx: Transaction, archive: ArchiveWriter, table: Table, tell?: (sentence: string) => void) {
  const columns = storedColumns(table)
  const name = sql.id(table.schema, table.name)
  const entry = `tables/${table.schema}.${table.name}.copy`
  const { rows } = await tx.one<{ rows: number }>(sql`select count(*)::float8 as rows from ${name}`)
  if (rows >= WORTH_TELLING) tell?.(`Saving ${rows} rows of ${table.schema}.${table.name} …`)
  const list = columns.length > 0 ? sql.join(columns.map((column) => sql.id(column))) : sql.empty
  const statement = sql`copy (select ${list} from ${name}) to stdout`
  const sum = await tx.copyOut(statement, (chunks) => archive.add(entry, chunks))
  return { schema: table.schema, name: table.name, entry, columns, rows, ...sum }
}

async function writeFiles(archive: ArchiveWriter, folder: string): Promise<FileData[]> {
  const files: FileData[] = []
  for (const path of await filesIn(folder)) {
    const entry = `files/${path}`
    files.push({ path, entry, ...(await archive.add(entry, createReadStream(join(folder, path)))) })
  }
  return files
}

/** Relative paths of all files below a folder, in order; none when there is no such folder. */
export async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

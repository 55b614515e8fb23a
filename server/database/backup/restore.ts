import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../../errors.ts'
import { migrate } from '../migrate.ts'
import { type Migration, readMigrations } from '../migrations.ts'
import type { Address } from '../pool.ts'
import type { Transaction } from '../runner.ts'
import { openSession, type Session } from '../session.ts'
import { sql } from '../sql.ts'
import { type ArchiveReader, invalid, readArchive, summing } from './archive.ts'
import { WORTH_TELLING } from './backup.ts'
import { type Description, describe, type Sequence } from './description.ts'
import { difference } from './difference.ts'
import { FORMAT, MANIFEST, type Manifest, type TableData } from './manifest.ts'
import { arrivingOf, forgetRestore, markArrived, noteRestore, swapFiles } from './swap.ts'

export type RestoreOptions = {
  from: string
  into: Address
  filesFolder: string
  /** Removes what the database holds first. Without it, a database that holds anything is left alone. */
  replace?: boolean
  migrations?: Migration[]
  tell?: (sentence: string) => void
}

/** Rebuilds the database and the files of a backup: all of it, proved by counts and checksums, or nothing. */
export async function restore(options: RestoreOptions): Promise<Manifest> {
  const archive = await readArchive(options.from)
  try {
    const manifest = await readManifest(archive, options.from)
    const migrations = options.migrations ?? readMigrations()
    refuseNewer(manifest, migrations)
    options.tell?.('Checking the backup …')
    await verify(archive, manifest, options.from)
    await makeRoom(options)
    await rebuild(archive, manifest, migrations, options)
    await migrate(options.into, { migrations, tell: options.tell })
    return manifest
  } finally {
    archive.close()
  }
}

async function parseManifest(archive: ArchiveReader): Promise<Manifest> {
  const chunks: Buffer[] = []
  for await (const chunk of await archive.read(MANIFEST)) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Manifest
}

async function readManifest(archive: ArchiveReader, path: string): Promise<Manifest> {
  const manifest = await parseManifest(archive).catch((error) => {
    throw error instanceof Problem ? error : invalid(path, `its manifest cannot be read (${error.message})`, error)
  })
  if (manifest.format !== FORMAT)
    throw invalid(path, `it has format ${manifest.format}, and this Rapport reads ${FORMAT}`)
  return manifest
}

// Before anything is touched, so that a damaged file costs nothing, not even what --replace would remove.
async function verify(archive: ArchiveReader, manifest: Manifest, path: string) {
  for (const part of [...manifest.tables, ...manifest.files]) {
    const { stream, sum } = summing()
    const read = async () => pipeline(await archive.read(part.entry), stream.resume())
    await read().catch((error) => {
      throw invalid(path, `${part.entry} cannot be read (${error.message})`, error)
    })
    if (sum().sha256 !== part.sha256) throw invalid(path, `${part.entry} is damaged (its checksum differs)`)
  }
}

const newest = (list: { number: number }[]) => list.at(-1)?.number ?? 0

function refuseNewer(manifest: Manifest, migrations: Migration[]) {
  if (newest(manifest.migrations) <= newest(migrations)) return
  throw new Problem(
    'schema_newer',
    `The backup was made by a newer Rapport (${manifest.rapport}). Update this one first, then restore.`,
  )
}

async function makeRoom({ into, replace, filesFolder, from }: RestoreOptions) {
  const session = await openSession(into)
  try {
    const there = await session.transaction((tx) => describe(tx))
    const held = [...there.tables, ...there.views].length > 0
    const schemas = there.schemas.filter((name) => name !== 'public')
    if (!held && schemas.length === 0) return
    if (!replace)
      throw new Problem(
        'restore_not_empty',
        'The database already holds data, so nothing was restored. Restore into a new data folder or an empty database, or add --replace to remove what is there.',
      )
    await noteRestore(filesFolder, from)
    await session.run(
      sql`drop schema if exists ${sql.join(['public', ...schemas].map((name) => sql.id(name)))} cascade`,
    )
    await session.run(sql`create schema public`)
  } finally {
    await session.close()
  }
}

async function rebuild(archive: ArchiveReader, manifest: Manifest, migrations: Migration[], options: RestoreOptions) {
  const session = await openSession(options.into)
  try {
    await bringIn(session, archive, manifest, migrations, options)
    await swapFiles(session, options.filesFolder)
    await session.run(sql`analyze`)
  } finally {
    await session.close()
  }
}

async function bringIn(
  session: Session,
  archive: ArchiveReader,
  manifest: Manifest,
  migrations: Migration[],
  options: RestoreOptions,
) {
  const { into, from, filesFolder, tell } = options
  const arriving = arrivingOf(filesFolder)
  try {
    await noteRestore(filesFolder, from)
    await migrate(into, { migrations, upTo: newest(manifest.migrations), tell })
    await restoreFiles(archive, manifest, arriving, from)
    await session.transaction(async (tx) => {
      await fill(tx, archive, manifest, options)
      await markArrived(tx)
    })
  } catch (error) {
    await rm(arriving, { recursive: true, force: true })
    await emptyAgain(session)
    await forgetRestore(filesFolder)
    throw error
  }
}

// What the migrations made before the rows failed must not stand in the way of the next try.
async function emptyAgain(session: Session) {
  const there = await session.transaction((tx) => describe(tx))
  const schemas = [...new Set(['public', ...there.schemas])]
  await session.run(sql`drop schema if exists ${sql.join(schemas.map((name) => sql.id(name)))} cascade`)
  await session.run(sql`create schema public`)
}

async function fill(tx: Transaction, archive: ArchiveReader, manifest: Manifest, { from, tell }: RestoreOptions) {
  const there = await describe(tx)
  await tx.run(sql`set local search_path to public`)
  await dropForeignKeys(tx, there)
  const { before, after } = difference(manifest.description, there)
  for (const statement of before) await tx.run(statement)
  await setTriggers(tx, there, 'disable')
  await removeSeeds(tx, manifest)
  for (const table of manifest.tables) {
    if (table.rows >= WORTH_TELLING) tell?.(`Restoring ${table.rows} rows of ${table.schema}.${table.name} …`)
    await fillTable(tx, archive, table, from)
  }
  for (const statement of after) await tx.run(statement)
  await setTriggers(tx, there, 'enable')
  for (const sequence of manifest.description.sequences) await setSequence(tx, sequence)
}

// Rows arrive table by table, in no order that links could ask for; they are added again at the end, and checked there.
async function dropForeignKeys(tx: Transaction, there: Description) {
  for (const { schema, table, name } of there.constraints.filter((one) => one.foreign))
    await tx.run(sql`alter table ${sql.id(schema, table)} drop constraint ${sql.id(name)}`)
}

async function setTriggers(tx: Transaction, there: Description, way: 'enable' | 'disable') {
  for (const { schema, table, name } of there.triggers)
    await tx.run(sql`alter table ${sql.id(schema, table)} ${sql.raw(way)} trigger ${sql.id(name)}`)
}

async function removeSeeds(tx: Transaction, manifest: Manifest) {
  const names = manifest.tables.map((table) => sql.id(table.schema, table.name))
  if (names.length > 0) await tx.run(sql`truncate ${sql.join(names)} cascade`)
}

async function fillTable(tx: Transaction, archive: ArchiveReader, table: TableData, path: string) {
  if (table.columns.length === 0) return
  const columns = sql.join(table.columns.map((name) => sql.id(name)))
  const statement = sql`copy ${sql.id(table.schema, table.name)} (${columns}) from stdin`
  const rows = await tx.copyIn(statement, await archive.read(table.entry))
  if (rows !== table.rows) throw invalid(path, `${table.entry} holds ${rows} rows instead of ${table.rows}`)
}

async function setSequence(tx: Transaction, { schema, name, last, start }: Sequence) {
  const sequence = sql.id(schema, name).text
  await tx.run(sql`select setval(${sequence}::regclass, ${last ?? start}::bigint, ${last !== null})`)
}

async function restoreFiles(archive: ArchiveReader, manifest: Manifest, folder: string, from: string) {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const file of manifest.files) {
    const path = normalize(file.path)
    if (path.startsWith('..') || path.startsWith('/'))
      throw invalid(from, `it names a file outside its folder: ${file.path}`)
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 })
    await pipeline(await archive.read(file.entry), createWriteStream(join(folder, path), { mode: 0o600 }))
  }
}

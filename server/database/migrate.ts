import type pg from 'pg'
import { Problem } from '../errors.ts'
import { type Migration, readMigrations, refusesTransaction, upOf } from './migrations.ts'
import type { Address } from './pool.ts'
import type { Runner } from './runner.ts'
import { openSession, type Session } from './session.ts'
import { sql } from './sql.ts'

export type MigrateOptions = {
  migrations?: Migration[]
  /** Stops after this number: a restore goes to the schema of the backup first. */
  upTo?: number
  tell?: (sentence: string) => void
}

export type MigrateReport = { applied: string[]; version: number }

// Any number that no other program is likely to lock on.
const LOCK = 7_276_019

/** Brings the schema up to this code, one starter at a time. Halts at the first failure, which is undone whole. */
export async function migrate(address: Address, options: MigrateOptions = {}): Promise<MigrateReport> {
  const session = await openSession(address)
  try {
    await session.run(sql`select pg_advisory_lock(${LOCK})`)
    return await underLock(session, options.migrations ?? readMigrations(), options)
  } finally {
    await session.close()
  }
}

async function underLock(session: Session, migrations: Migration[], { upTo = Infinity, tell }: MigrateOptions) {
  await prepare(session)
  const done = await appliedMigrations(session)
  refuseNewer(done, migrations)
  refuseChanged(done, migrations)
  const known = new Set(done.map((one) => one.number))
  const due = migrations.filter((one) => !known.has(one.number) && one.number <= upTo)
  if (due.length > 0) tell?.(`Bringing the database from migration ${Math.max(0, ...known)} to ${due.at(-1)?.number} …`)
  for (const migration of due) await apply(session, migration)
  const version = Math.max(0, ...known, ...due.map((one) => one.number))
  return { applied: due.map((one) => one.name), version }
}

export type Applied = { number: number; name: string; checksum: string }

/** What has run on this database already; none on an empty one. */
export async function appliedMigrations(runner: Runner): Promise<Applied[]> {
  const { there } = await runner.one<{ there: boolean }>(
    sql`select to_regclass('internal.migration') is not null as there`,
  )
  if (!there) return []
  return runner.query<Applied>(sql`select number, name, checksum from internal.migration order by number`)
}

async function prepare(session: Session) {
  const { there } = await session.one<{ there: boolean }>(
    sql`select to_regclass('internal.migration') is not null as there`,
  )
  if (there) return
  await session.script(`
    begin;
    create schema if not exists internal;
    create table internal.migration (
      number int primary key, name text not null, checksum text not null,
      applied_at timestamptz not null default now(), milliseconds int not null
    );
    commit;
  `)
  await setDefaults(session)
}

// Behind a pooler a session cannot set these for itself, so the database carries them, where we may say so.
async function setDefaults(session: Session) {
  const { name } = await session.one<{ name: string }>(sql`select current_database() as name`)
  const settings = [
    sql`timezone to 'UTC'`,
    sql`datestyle to 'ISO, YMD'`,
    sql`intervalstyle to 'iso_8601'`,
    sql`search_path to public`,
  ]
  for (const setting of settings) {
    try {
      await session.run(sql`alter database ${sql.id(name)} set ${setting}`)
    } catch (error) {
      if ((error as pg.DatabaseError).code !== '42501') throw error
    }
  }
}

function refuseNewer(done: Applied[], migrations: Migration[]) {
  const newest = migrations.at(-1)?.number ?? 0
  const newer = done.find((one) => one.number > newest)
  if (!newer) return
  throw new Problem(
    'schema_newer',
    `The database has been changed by a newer Rapport (migration ${newer.name}), and this one ends at ${migrations.at(-1)?.name ?? 'none'}. Update Rapport, or restore a backup made by this version.`,
    { database: newer.name },
  )
}

function refuseChanged(done: Applied[], migrations: Migration[]) {
  const now = new Map(migrations.map((one) => [one.number, one]))
  const changed = done.find((one) => now.get(one.number)?.checksum !== one.checksum)
  if (!changed) return
  const file = now.get(changed.number)
  const what = file ? `differs from what ran` : `ran on this database but is missing here`
  throw new Problem(
    'migration_changed',
    `The migration ${changed.name} ${what}. A migration that has run is never edited: put the file back and write the change as a new migration.`,
    { migration: changed.name },
  )
}

async function apply(session: Session, migration: Migration) {
  const began = performance.now()
  const record = (runner: Runner) =>
    runner.run(sql`
      insert into internal.migration (number, name, checksum, milliseconds)
      values (${migration.number}, ${migration.name}, ${migration.checksum}, ${Math.round(performance.now() - began)})`)
  try {
    if (refusesTransaction(migration)) {
      await session.script(migration.text)
      await record(session)
      return
    }
    await session.transaction(async (tx) => {
      if (migration.name.endsWith('.ts')) await (await upOf(migration))(tx)
      else await session.script(migration.text)
      await record(tx)
    })
  } catch (error) {
    throw failed(migration, error as pg.DatabaseError)
  }
}

function failed(migration: Migration, error: pg.DatabaseError): Problem {
  const at = Number(error.position)
  const line =
    at > 0 && migration.name.endsWith('.sql') ? ` in line ${migration.text.slice(0, at).split('\n').length}` : ''
  const more = [error.detail, error.hint].filter(Boolean).join(' ')
  return new Problem(
    'migration_failed',
    `Migration ${migration.name} failed${line}: ${error.message}. ${more ? `${more} ` : ''}Nothing of it was kept, and the server was not started.`,
    { migration: migration.name, sqlstate: error.code },
    error,
  )
}

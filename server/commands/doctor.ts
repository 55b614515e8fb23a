import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { livingOwner } from '../database/embedded/owner.ts'
import { spaceOf } from '../database/embedded/settings.ts'
import { appliedMigrations } from '../database/migrate.ts'
import { readMigrations } from '../database/migrations.ts'
import type { Database } from '../database/pool.ts'
import { sql } from '../database/sql.ts'
import { joinDatabase } from '../database/start.ts'
import { Problem } from '../errors.ts'
import type { Call, Command } from './command.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: 'Check the installation and say what is wrong and what to do.',
  details: 'It changes nothing. The exit code is 1 when something needs attention.',
  run: examine,
}

type Finding = { well: boolean; sentence: string }

const fine = (sentence: string): Finding => ({ well: true, sentence })
const amiss = (sentence: string): Finding => ({ well: false, sentence })

async function examine({ config, say, tell }: Call): Promise<number> {
  const findings = [...program(config), ...folder(config)]
  try {
    const { db, stop } = await joinDatabase(config, tell)
    findings.push(...(await database(db)))
    await stop()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    findings.push(amiss(error.message))
  }
  for (const { well, sentence } of findings) say(`${well ? 'ok  ' : '!!  '}${sentence}`)
  return findings.every((finding) => finding.well) ? 0 : 1
}

function program(config: Config): Finding[] {
  const built = statSync(join(config.root, 'web', 'dist', 'index.html'), { throwIfNoEntry: false })
  const web = built ? fine('The web app is built.') : amiss('The web app is not built yet; `npm start` builds it.')
  return [fine(`Node ${process.versions.node} on ${process.platform} ${process.arch}.`), web]
}

const GB = 1024 ** 3

function folder(config: Config): Finding[] {
  if (config.databaseUrl) return [fine('The database is a server of your own (DATABASE_URL).')]
  const owner = livingOwner(config.dataFolder)
  const where = owner
    ? `runs at ${owner.address ?? 'an address not yet known'} (process ${owner.pid})`
    : 'is not running'
  const free = spaceOf(config.dataFolder)
  const space = `${(free / GB).toFixed(1)} GB are free for the data.`
  return [
    fine(`The data folder is ${config.dataFolder}; Rapport ${where}.`),
    free > GB ? fine(space) : amiss(`Only ${space} Free some before the disk is full.`),
  ]
}

async function database(db: Database): Promise<Finding[]> {
  const facts = await db.one<{ version: string; size: string; durable: boolean }>(sql`
    select current_setting('server_version') as version,
      pg_size_pretty(pg_database_size(current_database())) as size,
      current_setting('fsync')::bool and current_setting('synchronous_commit') <> 'off' as durable`)
  const done = await appliedMigrations(db)
  const due = readMigrations().filter((one) => !done.some((other) => other.number === one.number))
  return [
    fine(`PostgreSQL ${facts.version} answers; the database takes ${facts.size}.`),
    facts.durable
      ? fine('Every acknowledged write is on the disk.')
      : amiss('fsync or synchronous_commit is off: a power cut can lose acknowledged writes. Turn both on.'),
    due.length === 0
      ? fine(`The schema is up to date (${done.length} migrations).`)
      : amiss(`${due.length} migrations are due; the next start runs them.`),
  ]
}

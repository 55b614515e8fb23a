import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { restore as rebuild } from '../database/backup/restore.ts'
import type { Address } from '../database/pool.ts'
import { openSession } from '../database/session.ts'
import { sql } from '../database/sql.ts'
import { openPlace } from '../database/start.ts'
import { Problem } from '../errors.ts'
import { filesFolder } from './backup.ts'
import { type Call, type Command, Misuse } from './command.ts'

export const restore: Command = {
  name: 'restore',
  usage: '<file>',
  summary: 'Rebuild the database and the files from a backup.',
  options: { replace: { type: 'boolean', summary: 'Remove what the database holds first.' } },
  details:
    'Rapport must not be running meanwhile. The file is checked whole before anything is touched.\n\n' +
    'Example: RAPPORT_DATA=/srv/rapport npx rapport restore /backups/rapport.zip',
  run: bringBack,
}

async function bringBack({ args, options, config, say, tell }: Call): Promise<undefined> {
  const [file, ...more] = args
  if (!file || more.length > 0) throw new Misuse('Name the one file to restore.')
  const from = resolve(file)
  if (!existsSync(from)) throw new Misuse(`There is no file ${from}.`)
  const place = await openPlace(config, tell)
  try {
    await refuseRunning(place.direct)
    mkdirSync(config.dataFolder, { recursive: true })
    const into = { from, into: place.direct, filesFolder: filesFolder(config), replace: options.replace === true, tell }
    const manifest = await rebuild(into)
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    say(`Restored ${rows} rows and ${manifest.files.length} files, as they were on ${manifest.createdAt}.`)
  } finally {
    await place.stop()
  }
}

// The embedded database has one owner anyway; a server of the user's own may have a Rapport working on it.
async function refuseRunning(address: Address) {
  const session = await openSession(address)
  const others = await session.query(sql`
    select from pg_stat_activity
    where datname = current_database() and application_name = 'rapport' and pid <> pg_backend_pid()`)
  await session.close()
  if (others.length > 0)
    throw new Problem('data_folder_in_use', 'Rapport is running on this database. Stop it, then restore.')
}

import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { backUp } from '../database/backup/backup.ts'
import { joinDatabase } from '../database/start.ts'
import { type Call, type Command, Misuse } from './command.ts'

export const backup: Command = {
  name: 'backup',
  usage: '[file]',
  summary: 'Save everything into one file, while Rapport runs or not.',
  details:
    'The file holds one consistent state: every row of every table, people and settings included, and all files.\n' +
    'It can be restored into the embedded database and into a server of your own, by this version and by later ones.\n\n' +
    'Example: npx rapport backup /backups/rapport.zip',
  run: save,
}

async function save({ args, config, clock, say, tell }: Call): Promise<undefined> {
  if (args.length > 1) throw new Misuse('A backup goes into one file.')
  const now = clock().toISOString()
  const to = resolve(args[0] ?? `rapport-${now.slice(0, 16).replace(':', '-')}.zip`)
  const { db, stop } = await joinDatabase(config, tell)
  try {
    const rapport = versionOf(config)
    const manifest = await backUp({
      from: db.direct,
      filesFolder: filesFolder(config),
      to,
      createdAt: now,
      rapport,
      tell,
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const size = (statSync(to).size / 1024 / 1024).toFixed(1)
    say(
      `Saved ${rows} rows of ${manifest.tables.length} tables and ${manifest.files.length} files into ${to} (${size} MB).`,
    )
  } finally {
    await stop()
  }
}

export const filesFolder = (config: Config) => join(config.dataFolder, 'files')

export const versionOf = (config: Config): string =>
  (JSON.parse(readFileSync(join(config.root, 'package.json'), 'utf8')) as { version: string }).version

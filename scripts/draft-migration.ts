/*
 * Drafts the migration that leads from the committed migrations to the vocabulary: node scripts/draft-migration.ts add_tags
 * Until a release carries it, a draft may be made again under its number: node scripts/draft-migration.ts 0002_objects
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '@rapport/server/database/embedded/cluster.ts'
import { migrate } from '@rapport/server/database/migrate.ts'
import { migrationsFolder, readMigrations } from '@rapport/server/database/migrations.ts'
import { openDatabase } from '@rapport/server/database/pool.ts'
import { draft, migrationText } from '@rapport/server/database/schema/draft.ts'
import { objects } from '@rapport/vocabulary/index.ts'

const given = /^(?:(\d{4})_)?([a-z0-9_]+)$/.exec(process.argv[2] ?? '')
if (!given) {
  console.error('Say what the migration does, in lower case: node scripts/draft-migration.ts add_birthday')
  process.exit(2)
}
const all = readMigrations()
const number = Number(given[1] ?? (all.at(-1)?.number ?? 0) + 1)
// A new number leads from everything that is there, whatever its number; one that exists is drafted again from those before it.
const again = all.some((migration) => migration.number === number)
const earlier = again ? all.filter((migration) => migration.number < number) : all

const folder = mkdtempSync(join(tmpdir(), 'rapport-draft-'))
const cluster = await startCluster({ dataFolder: folder })
try {
  await migrate(cluster.address(), { migrations: earlier })
  const db = openDatabase({ address: cluster.address() })
  const made = await draft(db, objects)
  await db.close()
  if (made.steps.length === 0) console.log('The migrations and the vocabulary agree; there is nothing to draft.')
  else {
    const path = join(migrationsFolder, `${String(number).padStart(4, '0')}_${given[2]}.sql`)
    writeFileSync(path, migrationText(made))
    console.log(`Drafted ${path} with ${made.steps.length} statements. Read it before you commit it.`)
  }
} finally {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}

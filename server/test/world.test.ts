import { expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { openWorld, useWorld } from './world.ts'

const world = useWorld()

test('a file has a migrated database of its own', async () => {
  await world.db.run(sql`create table only_here (id int)`)
  const other = await openWorld()
  const seen = await other.db.one<{ table: string | null }>(sql`select to_regclass('only_here') as table`)
  const migrated = await other.db.one<{ table: string | null }>(
    sql`select to_regclass('internal.migration')::text as table`,
  )
  await other.close()
  expect(seen.table).toBeNull()
  expect(migrated.table).toBe('internal.migration')
})

test('an empty world has no tables at all', async () => {
  const empty = await openWorld({ empty: true })
  const found = await empty.db.one<{ table: string | null }>(sql`select to_regclass('internal.migration') as table`)
  await empty.close()
  expect(found.table).toBeNull()
})

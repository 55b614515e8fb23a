import { expect, test } from 'vitest'
import { useWorld } from '../test/world.ts'
import { openDatabase } from './pool.ts'
import { sql } from './sql.ts'

const world = useWorld()
const endless = sql`select count(*) from generate_series(1, 1e12)`

test('a query beyond its time is stopped in PostgreSQL too, and its connection goes on to the next', async () => {
  const db = openDatabase({ address: world.address, connections: 1 })
  await expect(db.query(endless, { limit: 50 })).rejects.toMatchObject({ code: '57014' })
  expect(await db.one(sql`select 1 as one`)).toEqual({ one: 1 })
  const { working } = await db.one<{ working: number }>(sql`
    select count(*)::int as working from pg_stat_activity
    where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`)
  expect(working).toBe(0)
  await db.close()
})

test('the usual limit is that of the server, and a query without one may take its time', async () => {
  const db = openDatabase({ address: world.address, connections: 1, queryMs: 40 })
  await expect(db.query(endless, { limit: 'usual' })).rejects.toMatchObject({ code: '57014' })
  expect(await db.query(sql`select pg_sleep(0.2)`)).toHaveLength(1)
  expect(await db.query(sql`select 1 as one`, { limit: 'usual' })).toEqual([{ one: 1 }])
  await db.close()
})

test('in a transaction the whole of it is given up', async () => {
  const db = openDatabase({ address: world.address, connections: 1 })
  await expect(db.transaction((tx) => tx.query(endless, { limit: 50 }))).rejects.toMatchObject({ code: '57014' })
  expect(await db.one(sql`select 1 as one`)).toEqual({ one: 1 })
  await db.close()
})

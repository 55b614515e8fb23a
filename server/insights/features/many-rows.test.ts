import pg from 'pg'
import { expect, test } from 'vitest'
import { clientConfig, openDatabase } from '../../database/pool.ts'
import { sql } from '../../database/sql.ts'
import { useWorld } from '../../test/world.ts'
import { forManyRows } from './many-rows.ts'

const world = useWorld()

const underWay = async (): Promise<number> =>
  (
    await world.db.one<{ n: number }>(
      sql`select count(*)::int as n from pg_stat_activity where query like 'select pg_sleep(30)%' and state = 'active'`,
    )
  ).n

test.runIf(process.platform === 'linux')('a query ends soon after whoever asked it is gone', async () => {
  const client = new pg.Client(clientConfig(world.address))
  client.on('error', () => undefined)
  await client.connect()
  const run = async (text: string, values: unknown[] = []) => (await client.query(text, values)).rows
  await run('begin')
  await forManyRows({ query: (statement) => run(statement.text, [...statement.values]) } as Parameters<
    typeof forManyRows
  >[0])
  const asked = client.query('select pg_sleep(30)').catch(() => undefined)
  await expect.poll(underWay).toBe(1)
  ;(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
  await asked
  await expect.poll(underWay, { timeout: 6_000, interval: 200 }).toBe(0)
})

test('the settings end with their transaction', async () => {
  const db = openDatabase({ address: world.address, connections: 1 })
  const memory = async () => (await db.one<{ work_mem: string }>(sql`show work_mem`)).work_mem
  const before = await memory()
  await db.transaction(async (tx) => {
    await forManyRows(tx)
    expect((await tx.one<{ work_mem: string }>(sql`show work_mem`)).work_mem).toBe('128MB')
  })
  expect(await memory()).toBe(before)
  await db.close()
})

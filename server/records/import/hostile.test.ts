import { beforeAll, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { type ImportDesk, openDesk } from '../../test/import.ts'
import { useWorld } from '../../test/world.ts'
import { hostileFiles } from './hostile.ts'

const world = useWorld()
const files = hostileFiles()
let desk: ImportDesk
beforeAll(async () => {
  desk = await openDesk(world.db)
})

const count = async (): Promise<number> =>
  (
    await world.db.one<{ n: number }>(
      sql`select (select count(*) from customer)::int + (select count(*) from change)::int as n`,
    )
  ).n

test('there are at least 200 hostile files, each with a name of its own', () => {
  expect(files.length).toBeGreaterThanOrEqual(200)
  expect(new Set(files.map((one) => one.name)).size).toBe(files.length)
})

test.each(files)('$name', async ({ bytes, expect: wanted }) => {
  await world.db.run(sql`truncate customer, change, internal.import cascade`)
  const row = await desk.run(bytes)
  if (wanted === 'broken') {
    expect(row.state).toBe('broken')
    expect(row.problem?.en).toMatch(/^[A-Z“].{10,}\.$/s)
    expect(row.problem?.zh).toMatch(/\p{Script=Han}/u)
    expect(await count()).toBe(0)
    return
  }
  const { created, updated, unchanged, refused, objects } = row.counts
  expect({ state: row.state, problem: row.problem, created, refused }).toEqual({
    state: 'done',
    problem: null,
    ...wanted,
  })
  expect(created + updated + unchanged + refused).toBe(row.total)
  const made = Object.values(objects).reduce((sum, one) => sum + one.created, 0)
  expect(
    await world.db.one(sql`select count(*)::int as n from change where verb = 'create' and object <> 'tag'`),
  ).toEqual({ n: made })
})

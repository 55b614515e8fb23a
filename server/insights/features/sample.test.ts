import type { Column } from '@rapport/analytics/data/index.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { openShop } from '../../test/shop.ts'
import { useWorld } from '../../test/world.ts'
import { momentsOf } from '../ready/moments.ts'
import { pastOf } from '../ready/past.ts'
import { customerSheet, laterOrders } from './customers.ts'
import { everyone, sampleOf } from './sample.ts'

const world = useWorld({ connections: 4 })
const now = '2026-11-20T00:00:00.000Z'
const at = '2026-08-01T00:00:00.000Z'

beforeAll(async () => {
  await openShop(world.db, now)
  // Ids of tests count up; those of the application end in chance.
  await world.db.transaction(async (tx) => {
    await tx.run(
      sql`create temp table drawn on commit drop as select id, (left(id::text, 24) || left(md5(id::text), 12))::uuid as other from customer`,
    )
    await tx.run(sql`update "order" t set customer = d.other from drawn d where d.id = t.customer`)
    await tx.run(sql`update customer t set id = d.other from drawn d where d.id = t.id`)
  })
})

const sheetOf = (among = everyone) =>
  customerSheet(world.db, { vocabulary, at, where: sql`b.orders > 0`, answers: laterOrders(at, 40), among })

const cell = (column: Column, row: number): unknown =>
  column.kind === 'category'
    ? (column.levels[column.codes[row]!] ?? null)
    : column.kind === 'number'
      ? column.values[row]
      : undefined

const lastBytes = (id: string): number => Number.parseInt(id.slice(-4), 16)

test('a part of the customers is drawn by the end of their ids, and what is known of each is the same', async () => {
  const [all, some] = [await sheetOf(), await sheetOf(sampleOf(0.3))]
  const drawn = all.ids.flatMap((id, row) => (lastBytes(id) < Math.round(0.3 * 65_536) ? [row] : []))
  expect(drawn.length).toBeGreaterThan(all.ids.length * 0.2)
  expect(drawn.length).toBeLessThan(all.ids.length * 0.4)
  expect(some.ids).toEqual(drawn.map((row) => all.ids[row]))
  for (const [c, column] of some.table.columns.entries())
    expect(
      some.ids.map((_, row) => cell(column, row)),
      column.name,
    ).toEqual(drawn.map((row) => cell(all.table.columns[c]!, row)))
  expect([...some.answers.orders_after!]).toEqual(drawn.map((row) => all.answers.orders_after![row]))
})

test('a shop of a few customers is learned from whole; of very many the past is read in part, and less by a version that serves', async () => {
  const moments = (await momentsOf(world.db, now, 30))!
  const { n } = await world.db.one<{ n: number }>(sql`select count(*)::int as n from customer where deleted_at is null`)
  expect(await pastOf(world.db, moments, false)).toMatchObject({ share: 1, train: moments.train })
  const learning = await pastOf(world.db, moments, false, 100)
  expect(learning).toMatchObject({ train: moments.train })
  expect(learning.share).toBeCloseTo(100 / (n * (moments.train.length + 1)), 9)
  expect(await pastOf(world.db, moments, true, 100)).toMatchObject({
    train: moments.train.slice(-1),
    share: 100 / (n * 2),
  })
})

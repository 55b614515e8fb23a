import { beforeAll, expect, test } from 'vitest'
import { openOffice } from '../../test/office.ts'
import { useWorld } from '../../test/world.ts'
import { momentsOf } from './moments.ts'

const world = useWorld({ connections: 2 })

beforeAll(async () => {
  const office = await openOffice(world.db)
  const records = office.as(office.admin)
  const { id } = await records.create('customer', { name: 'Emmy Noether' })
  for (const placed of ['2025-01-07T10:15:00Z', '2026-11-20T16:40:00Z'])
    await records.create('order', { customer: id, placed_at: placed })
})

test('what is learned on a day does not hang on the hour', async () => {
  const [early, late] = await Promise.all(
    ['2026-11-23T00:10:00Z', '2026-11-23T23:50:00Z'].map((now) => momentsOf(world.db, now, 45)),
  )
  expect(early!.asOf).not.toBe(late!.asOf)
  expect({ ...early, asOf: '' }).toEqual({ ...late, asOf: '' })
  for (const at of [early!.test, ...early!.train]) expect(at).toMatch(/T00:00:00.000Z$/)
})

test('no outcome that is learned from reaches beyond the test, and none of the test beyond what is known', async () => {
  const { asOf, test, train, horizon } = (await momentsOf(world.db, '2026-11-23T09:30:00Z', 45))!
  const after = (at: string) => Date.parse(at) + horizon * 86_400_000
  expect(train).toHaveLength(6)
  for (const at of train) expect(after(at)).toBeLessThanOrEqual(Date.parse(test))
  expect(after(test)).toBeLessThanOrEqual(Date.parse(asOf))
})

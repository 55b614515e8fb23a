import { beforeAll, expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'
import { eventsOf, recordEvents, type Told } from './events.ts'

const world = useWorld()
let office: Office
let told: Told
let ada: string
beforeAll(async () => {
  office = await openOffice(world.db)
  told = { db: world.db, now: '2026-11-23T09:00:00.000Z', newId: office.engine.newId }
  ada = (await office.as(office.admin).create('customer', { name: 'Ada' })).id
})

test('events are kept by month and read by customer, latest first', async () => {
  const events = [
    { customer: ada, type: 'page_viewed', at: '2026-10-31T23:59:59Z', properties: { path: '/lamps' } },
    { customer: ada, type: 'cart_added', at: '2026-11-01T00:00:00Z' },
    { customer: ada, type: 'signed_in' },
  ]
  expect(await recordEvents(told, office.admin, events)).toEqual({ kept: 3 })
  const read = await eventsOf(world.db, ada, undefined, 10)
  expect(read.map((event) => event.type)).toEqual(['signed_in', 'cart_added', 'page_viewed'])
  expect(read[2]?.properties).toEqual({ path: '/lamps' })
  const parts = await world.db.query<{ part: string }>(
    sql`select distinct tableoid::regclass::text as part from event order by 1`,
  )
  expect(parts.map((row) => row.part)).toEqual(['event_2026_10', 'event_2026_11'])
})

test('an event that is sent twice is kept once', async () => {
  const event = {
    id: '01900000-0000-7000-8000-0000000000aa',
    customer: ada,
    type: 'searched',
    at: '2026-11-02T00:00:00Z',
  }
  expect(await recordEvents(told, office.admin, [event])).toEqual({ kept: 1 })
  expect(await recordEvents(told, office.admin, [event])).toEqual({ kept: 0 })
})

test('times far away are kept too', async () => {
  const far = { customer: ada, type: 'page_viewed', at: '1971-01-01T00:00:00Z' }
  expect(await recordEvents(told, office.admin, [far])).toEqual({ kept: 1 })
})

test.each([
  [{ type: 'page_viewed' }, 'customer'],
  [{ customer: 'nobody', type: 'page_viewed' }, 'customer'],
  [{ customer: '01900000-0000-7000-8000-0000000000aa', type: 'Page Viewed' }, 'type'],
  [{ customer: '01900000-0000-7000-8000-0000000000aa', type: 'searched', at: 'yesterday' }, 'at'],
  [{ customer: '01900000-0000-7000-8000-0000000000aa', type: 'searched', colour: 'red' }, 'colour'],
  ['searched', 'customer'],
])('%j is refused, and none of its batch is kept', async (event, name) => {
  const good = { customer: ada, type: 'page_viewed', at: '2026-11-05T00:00:00Z' }
  const refused = recordEvents(told, office.admin, [good, event])
  await expect(refused).rejects.toMatchObject({ code: 'invalid', extra: { fields: { [`1.${name}`]: {} } } })
  const { count } = await world.db.one<{ count: string }>(
    sql`select count(*) from event where at = '2026-11-05T00:00:00Z'`,
  )
  expect(Number(count)).toBe(0)
})

test('a person may tell only of customers that they may change', async () => {
  const event = { customer: ada, type: 'page_viewed' }
  await expect(recordEvents(told, office.member, [event])).rejects.toMatchObject({ code: 'not_found' })
  await expect(recordEvents(told, office.viewer, [event])).rejects.toMatchObject({ code: 'forbidden' })
})

test('writers that race for a new month all succeed', async () => {
  const writers = Array.from({ length: 12 }, () =>
    recordEvents(told, office.admin, [{ customer: ada, type: 'page_viewed', at: '2026-03-03T00:00:00Z' }]),
  )
  const kept = await Promise.all(writers)
  expect(kept.reduce((sum, one) => sum + one.kept, 0)).toBe(12)
})

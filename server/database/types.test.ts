import { expect, test } from 'vitest'
import { useWorld } from '../test/world.ts'
import { sql } from './sql.ts'
import { timestamp } from './types.ts'

const world = useWorld({ empty: true })

test('times, dates and exact numbers stay text, ready for JSON', async () => {
  const row = await world.db.one(sql`
    select timestamptz '2026-11-23 16:04:05.123456+02' as at, date '2026-02-28' as day, 12345678901234567890.10::numeric as money,
      9007199254740993::bigint as big, interval '1 month 2 hours' as span, time '08:30' as time`)
  expect(row).toEqual({
    at: '2026-11-23T14:04:05.123456Z',
    day: '2026-02-28',
    money: '12345678901234567890.10',
    big: '9007199254740993',
    span: 'P1MT2H',
    time: '08:30:00',
  })
})

test('lists of them stay text as well', async () => {
  const row = await world.db.one(sql`
    select array[timestamptz '2026-01-01 00:00Z', null] as ats, array[1.50, 2]::numeric[] as moneys,
      array[9007199254740993]::bigint[] as bigs, array[date '2026-01-01'] as days`)
  expect(row).toEqual({
    ats: ['2026-01-01T00:00:00Z', null],
    moneys: ['1.50', '2'],
    bigs: ['9007199254740993'],
    days: ['2026-01-01'],
  })
})

test('json is parsed, or left as text where it only passes through', async () => {
  const statement = sql`select '{"a": [1, 2]}'::jsonb as json`
  expect(await world.db.one(statement)).toEqual({ json: { a: [1, 2] } })
  expect(await world.db.one(statement, { json: 'text' })).toEqual({ json: '{"a": [1, 2]}' })
})

test.each([
  ['2026-11-23 16:04:00+00', '2026-11-23T16:04:00Z'],
  ['2026-11-23 16:04:00.5+00', '2026-11-23T16:04:00.5Z'],
  ['2026-11-23 21:49:00+05:45', '2026-11-23T21:49:00+05:45'],
  ['2026-11-23 18:04:00+02', '2026-11-23T18:04:00+02:00'],
  ['infinity', 'infinity'],
])('the timestamp %s reads %s', (from, to) => expect(timestamp(from)).toBe(to))

import { expect, test } from 'vitest'
import type { LaneOf } from '../board/lanes.ts'
import { layOut } from './lanes.ts'
import { labelWidth, pack } from './pack.ts'

const lane = (value: string): LaneOf => ({ value, title: value, colour: 'gray', group: '' })
const row = (id: string, from: string, until: string | null, stage: string | null) => ({
  id,
  version: 1,
  from,
  until,
  stage,
})

test('what overlaps stands below each other, and a row is taken again as soon as it is free', () => {
  const packed = pack([
    { from: 0, to: 5 },
    { from: 2, to: 4 },
    { from: 4, to: 6 },
    { from: 5, to: 7 },
  ])
  expect(packed).toEqual({ rows: [0, 1, 1, 0], count: 2 })
})

test('records stand in the lane of their value, and in the last where no lane is theirs', () => {
  const rows = [
    row('a', '2026-06-01', '2026-06-20', 'new'),
    row('b', '2026-06-02', '2026-06-03', 'gone'),
    row('c', '2026-06-05', '2026-06-25', 'new'),
    row('d', '2026-06-05', null, null),
  ]
  const choice = { at: 'from', until: 'until', by: 'stage', zoom: 'week' } as const
  const lanes = layOut(rows, [lane('new'), lane('old'), lane('')], choice, (one) => one.id)
  expect(lanes.map((one) => [one.lane.value, one.bars.map((bar) => bar.row.id)])).toEqual([
    ['new', ['a', 'c']],
    ['', ['b', 'd']],
  ])
  expect(lanes[0]!.bars.map((bar) => bar.top)).toEqual([6, 38])
  expect(lanes[1]!.top).toBe(lanes[0]!.height)
})

test('a name that has no room on its bar stands behind it, and keeps that place free', () => {
  const rows = [row('a', '2026-06-01', '2026-06-02', null), row('b', '2026-06-05', '2026-06-30', null)]
  const named = (): string => 'A rather long name'
  const choice = { at: 'from', until: 'until', by: undefined, zoom: 'week' } as const
  const [only] = layOut(rows, [lane('')], choice, named)
  expect(only!.bars.map((bar) => [bar.behind, bar.top])).toEqual([
    [true, 6],
    [false, 38],
  ])
  expect(labelWidth('销售机会')).toBeGreaterThan(labelWidth('abcd'))
})

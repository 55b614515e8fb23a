import { expect, test } from 'vitest'
import { endedBy, movedBy } from './moving.ts'

const row = { id: 'a', version: 1, from: '2026-06-03', until: '2026-06-05', none: null }
const ends = { at: 'from', until: 'until', movable: true, endable: true, endsByDay: true }

test('moving keeps the length', () => {
  expect(movedBy(row, ends, 7)).toEqual({ from: '2026-06-10', until: '2026-06-12' })
  expect(movedBy(row, { ...ends, until: 'none' }, 1)).toEqual({ from: '2026-06-04' })
  expect(movedBy(row, { ...ends, endable: false }, 1)).toEqual({})
})

test('an end may come as early as the beginning, no earlier; one that is missing is made', () => {
  expect(endedBy(row, ends, -2)).toEqual({ until: '2026-06-03' })
  expect(endedBy(row, ends, -3)).toEqual({})
  expect(endedBy(row, { ...ends, until: 'none' }, 4)).toEqual({ none: '2026-06-07' })
  expect(endedBy(row, { ...ends, endable: false }, 4)).toEqual({})
})

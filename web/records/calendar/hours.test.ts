import { expect, test } from 'vitest'
import { among, endOf, longerBy, movedBy } from './hours.ts'

const at = (day: number, hour: number, minute = 0): string => new Date(2026, 5, day, hour, minute).toISOString()
const meeting = (id: string, begin: string, end: string | null = null) => ({ id, version: 1, begin, end })
const hours = { at: 'begin', until: 'end', lasting: undefined }

test('what overlaps stands side by side, what comes after has the whole width again', () => {
  const rows = [
    meeting('a', at(10, 9), at(10, 10)),
    meeting('b', at(10, 9, 30), at(10, 11)),
    meeting('c', at(10, 10), at(10, 11)),
    meeting('d', at(10, 11), at(10, 12)),
  ]
  const slots = among(rows, hours, ['2026-06-10']).timed.get('2026-06-10')!
  expect(slots.map((one) => [one.row.id, one.column, one.columns])).toEqual([
    ['a', 0, 2],
    ['b', 1, 2],
    ['c', 0, 2],
    ['d', 0, 1],
  ])
})

test('over midnight it stands on both days, a day or longer above the hours, and the shortest can be seen', () => {
  const rows = [
    meeting('night', at(10, 23), at(11, 1)),
    meeting('fair', at(10, 8), at(11, 18)),
    meeting('point', at(11, 12)),
    meeting('late', at(11, 23, 50)),
  ]
  const { timed, whole } = among(rows, hours, ['2026-06-10', '2026-06-11'])
  const told = timed.get('2026-06-11')!.map((one) => [one.row.id, one.from, one.to, one.begins])
  expect(told).toEqual([
    ['night', 0, 60, false],
    ['point', 720, 750, true],
    ['late', 1410, 1440, true],
  ])
  expect([...whole].map(([, all]) => all.map((row) => row.id))).toEqual([['fair'], ['fair']])
})

test('moving keeps the length, and stretching a quarter of an hour at least', () => {
  const row = meeting('a', at(10, 9), at(10, 10))
  expect(movedBy(row, hours, 1, 15)).toEqual({ begin: at(11, 9, 15), end: at(11, 10, 15) })
  expect(longerBy(row, hours, 30)).toEqual({ end: at(10, 10, 30) })
  expect(longerBy(row, hours, -90)).toEqual({ end: at(10, 9, 15) })
  expect(longerBy(meeting('b', at(10, 9)), hours, 15)).toEqual({ end: at(10, 9, 45) })
})

test('a call has no end but a duration, which is what becomes longer', () => {
  const call = { id: 'c', version: 1, begin: at(10, 9), minutes: 20 }
  const lasting = { at: 'begin', until: undefined, lasting: 'minutes' }
  expect(endOf(call, lasting)?.toISOString()).toBe(at(10, 9, 20))
  expect(longerBy(call, lasting, 25)).toEqual({ minutes: 45 })
  expect(longerBy(call, { ...lasting, lasting: undefined }, 15)).toEqual({})
})

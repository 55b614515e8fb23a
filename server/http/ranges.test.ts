import { expect, test } from 'vitest'
import { holdsTag, rangeOf } from './ranges.ts'

test.each([
  ['bytes=0-4', { start: 0, end: 4 }],
  ['bytes=5-', { start: 5, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-30', { start: 0, end: 9 }],
  ['bytes=8-99', { start: 8, end: 9 }],
  ['bytes=0-0', { start: 0, end: 0 }],
])('of ten bytes, "%s" means %o', (header, range) => expect(rangeOf(header, 10)).toEqual(range))

test.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=4-2', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=a-b'])(
  '"%s" asks for the whole file',
  (header) => expect(rangeOf(header, 10)).toBeUndefined(),
)

test.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('"%s" lies outside', (header) =>
  expect(() => rangeOf(header, 10)).toThrow(expect.objectContaining({ code: 'range_invalid' })),
)

test('a tag is found in a list, weak or strong, and by the star', () => {
  for (const header of ['"a"', 'W/"a"', '"b", "a"', '*']) expect(holdsTag(header, '"a"')).toBe(true)
  for (const header of [undefined, '', '"b"', 'a']) expect(holdsTag(header, '"a"')).toBe(false)
})

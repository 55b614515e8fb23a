import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import { expect, test } from 'vitest'
import { makeIds } from './ids.ts'

test('ids rise, differ and are UUIDs of version 7, even when the clock stands still or steps back', () => {
  let now = 1_790_000_000_000
  const newId = makeIds(() => new Date(now))
  const made = Array.from({ length: 20_000 }, (_, i) => {
    if (i === 9_000) now += 5
    if (i === 15_000) now -= 1_000
    return newId()
  })
  expect(new Set(made).size).toBe(made.length)
  expect(made).toEqual([...made].sort())
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/)
  expect(made.every((id) => uuid.test(id))).toBe(true)
})

test('the time stands in the first twelve digits', () => {
  const at = new Date('2026-11-23T08:00:00Z')
  expect(
    Number.parseInt(
      makeIds(() => at)()
        .replaceAll('-', '')
        .slice(0, 12),
      16,
    ),
  ).toBe(at.getTime())
})

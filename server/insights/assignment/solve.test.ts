import { mulberry32 } from '@rapport/analytics/numeric/random.ts'
import { describe, expect, test } from 'vitest'
import { type Given, roundRobin, solveAssignment } from './solve.ts'

/** The best of all ways to give leads to people, tried one by one. */
function bestByCount({ values, room, settled }: Given): number {
  const tryFrom = (lead: number, left: readonly number[]): number => {
    if (lead === values.length) return 0
    const fixed = settled[lead]
    if (fixed !== undefined) return (fixed < 0 ? 0 : values[lead]![fixed]!) + tryFrom(lead + 1, left)
    const given = left.map((places, p) =>
      places > 0 ? values[lead]![p]! + tryFrom(lead + 1, left.with(p, places - 1)) : 0,
    )
    return Math.max(tryFrom(lead + 1, left), ...given)
  }
  return tryFrom(
    0,
    room.map((places, p) => places - settled.filter((person) => person === p).length),
  )
}

function made(seed: number, leads: number, people: number, settled: Given['settled'] = []): Given {
  const random = mulberry32(seed)
  return {
    values: Array.from({ length: leads }, () => Array.from({ length: people }, () => Math.round(random() * 1000))),
    nearness: Array.from({ length: leads }, () => Array.from({ length: people }, () => 0)),
    room: Array.from({ length: people }, () => Math.floor(random() * 4)),
    settled: Array.from({ length: leads }, (_, l) => settled[l]),
  }
}

describe('an assignment', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('is the best of all, and so is one with a place more (%d)', async (seed) => {
    const given = made(seed, 6, 3)
    const { value, people, worths } = await solveAssignment(given)
    expect(value).toBeCloseTo(bestByCount(given), 6)
    given.room.forEach((places, p) => {
      expect(people.filter((one) => one === p).length).toBeLessThanOrEqual(places)
      const more = bestByCount({ ...given, room: given.room.with(p, places + 1) })
      expect(worths[p]).toBeCloseTo(more - value, 6)
    })
  })

  test('keeps what is fixed and leaves what is taken out', async () => {
    const given = { ...made(9, 5, 2, [1, undefined, -1]), room: [2, 2] }
    const { people, value } = await solveAssignment(given)
    expect(people[0]).toBe(1)
    expect(people[2]).toBe(-1)
    expect(value).toBeCloseTo(bestByCount(given), 6)
  })

  test('goes to the nearer person where values are equal', async () => {
    const given: Given = {
      values: [
        [10, 10],
        [10, 10],
      ],
      nearness: [
        [0, 1],
        [1, 0],
      ],
      room: [1, 1],
      settled: [undefined, undefined],
    }
    expect((await solveAssignment(given)).people).toEqual([1, 0])
  })

  test('is no worse than leads in turn', async () => {
    const given = { ...made(10, 7, 3), room: [2, 2, 2] }
    const robin = roundRobin(given)
    expect(robin.people).toEqual([0, 1, 2, 0, 1, 2, -1])
    expect((await solveAssignment(given)).value).toBeGreaterThanOrEqual(robin.value)
  })

  test('of nobody with room gives nothing, and still says what a place is worth', async () => {
    const given = { ...made(11, 3, 2), room: [0, 0] }
    const { people, worths } = await solveAssignment(given)
    expect(people).toEqual([-1, -1, -1])
    expect(worths[0]).toBe(Math.max(...given.values.map(([one]) => one!)))
  })
})

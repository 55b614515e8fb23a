import { expect, test } from 'vitest'
import { mulberry32 } from '../numeric/random.ts'
import { type Baskets, basketsFrom, basketsFromNumbers } from './baskets.ts'
import { frequentItemsets, itemsetNames } from './itemsets.ts'

function bruteForce(baskets: Baskets, least: number): Map<string, number> {
  const found = new Map<string, number>()
  for (let mask = 1; mask < 1 << baskets.items.length; mask++) {
    let count = 0
    for (let b = 0; b + 1 < baskets.starts.length; b++) {
      let has = 0
      for (let p = baskets.starts[b]!; p < baskets.starts[b + 1]!; p++) has |= 1 << baskets.members[p]!
      if ((has & mask) === mask) count++
    }
    const names = baskets.items.filter((_, i) => (mask >> i) & 1)
    if (count >= least) found.set(names.join(), count)
  }
  return found
}

function mined(baskets: Baskets, least: number, maximumLength = 0): Map<string, number> {
  const sets = frequentItemsets(baskets, { minimumCount: least, maximumLength })
  return new Map(Array.from(sets.counts, (count, s) => [itemsetNames(sets, s).join(), count]))
}

const letters = [...'abcdefghij']

test.each([0.15, 0.5, 0.9])(
  'every frequent set and no other is found when items are present with chance %s',
  (chance) => {
    const uniform = mulberry32(7)
    const rows = Array.from({ length: 60 }, () => letters.flatMap((_, i) => (uniform() < chance ? [i] : [])))
    const baskets = basketsFromNumbers(rows, letters)
    for (const least of [1, 3, 12, 40]) {
      const expected = bruteForce(baskets, least)
      const found = mined(baskets, least)
      expect(found.size).toBe(expected.size)
      expect([...found].sort()).toEqual([...expected].sort())
    }
  },
)

test('sets longer than the limit are not reported', () => {
  const baskets = basketsFrom([letters, letters])
  expect(mined(baskets, 1, 2).size).toBe(10 + 45)
  expect(mined(baskets, 1).size).toBe(1023)
})

test('no baskets, empty baskets and rare items give no sets', () => {
  expect(mined(basketsFrom([]), 1).size).toBe(0)
  expect(mined(basketsFrom([[], []]), 1).size).toBe(0)
  expect(mined(basketsFrom([['a'], ['b']]), 2).size).toBe(0)
})

test('a name repeated in one basket counts once', () => {
  expect(mined(basketsFrom([['a', 'a']]), 1)).toEqual(new Map([['a', 1]]))
})

test('an illegal support is refused in one sentence', () => {
  expect(() => frequentItemsets(basketsFrom([]), { support: 0 })).toThrow(
    'frequentItemsets: parameter "support" was given 0 but must be a number above 0 and of at most 1.',
  )
})

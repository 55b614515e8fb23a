import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { basketsFrom } from './baskets.ts'
import { frequentItemsets } from './itemsets.ts'
import { associationRules } from './rules.ts'

const shared = new URL('../../../shared/', import.meta.url)
const groceries = new URL('data/baskets/groceries.basket', shared)
const published = existsSync(groceries) ? readReference() : []

type Reference = {
  support: number
  confidence: number
  minlen: number
  itemsets_eclat: number
  itemsets_by_size: Record<string, number>
  rules: number
  rules_by_size: Record<string, number>
  max_lift: number
  sum_support_count: number
}

function readReference(): Reference[] {
  return JSON.parse(readFileSync(new URL('reference/baskets.json', shared), 'utf8'))
}

function readGroceries() {
  const lines = readFileSync(groceries, 'utf8').trim().split('\n')
  return basketsFrom(lines.map((line) => line.split('|')))
}

function bySize(sizes: Iterable<number>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const size of sizes) counts[size] = (counts[size] ?? 0) + 1
  return counts
}

test.skipIf(published.length === 0)(
  'Groceries gives the itemsets and rules of arules in every setting (needs ../shared)',
  () => {
    const baskets = readGroceries()
    for (const reference of published) {
      const { support, confidence, minlen } = reference
      const sets = frequentItemsets(baskets, { support })
      const rules = associationRules(sets, { confidence, minimumLength: minlen })
      const sizes = Array.from(sets.counts, (_, s) => sets.starts[s + 1]! - sets.starts[s]!)
      expect(bySize(sizes)).toEqual(reference.itemsets_by_size)
      expect(sets.counts.reduce((sum, count) => sum + count, 0)).toBe(reference.sum_support_count)
      expect(rules.length).toBe(reference.rules)
      expect(bySize(rules.map((rule) => rule.left.length + 1))).toEqual(reference.rules_by_size)
      expect(Math.max(...rules.map((rule) => rule.lift))).toBeCloseTo(reference.max_lift, 7)
    }
  },
)

test.skipIf(published.length === 0)(
  'several items on the right give 5,829 rules on Groceries (needs ../shared)',
  () => {
    const sets = frequentItemsets(readGroceries(), { support: 0.001 })
    expect(associationRules(sets, { confidence: 0.5, right: 'any' })).toHaveLength(5829)
  },
)

const cases = basketsFrom([['a', 'b'], ['a', 'b', 'c'], ['a', 'c'], ['b'], ['a', 'b', 'c']])

test('a rule carries its counts and measures', () => {
  const rules = associationRules(frequentItemsets(cases, { minimumCount: 1 }), { confidence: 0 })
  const rule = rules.find(({ left, right }) => left.join() === 'b' && right.join() === 'c')!
  expect(rule).toMatchObject({ count: 2, support: 0.4, confidence: 0.5, coverage: 0.8 })
  expect(rule.lift).toBeCloseTo((2 * 5) / (4 * 3), 12)
})

test('a longer left side that adds no confidence is redundant and can be pruned', () => {
  const sets = frequentItemsets(cases, { minimumCount: 1 })
  const all = associationRules(sets, { confidence: 0.9, minimumLength: 2 })
  const kept = associationRules(sets, { confidence: 0.9, minimumLength: 2, pruneRedundant: true })
  expect(all.map(({ left, right }) => `${left.join('')}→${right}`).sort()).toEqual(['bc→a', 'c→a'])
  expect(kept.map(({ left, right }) => `${left.join('')}→${right}`)).toEqual(['c→a'])
})

test('rules can be held to a lift and to a Fisher p-value', () => {
  const sets = frequentItemsets(cases, { minimumCount: 1 })
  for (const rule of associationRules(sets, { confidence: 0, lift: 1, fisher: 0.5 })) {
    expect(rule.lift).toBeGreaterThanOrEqual(1)
    expect(rule.fisher).toBeLessThanOrEqual(0.5)
  }
})

test('itemsets from which a subset was taken are refused', () => {
  const sets = {
    items: ['a', 'b'],
    baskets: 3,
    starts: Int32Array.of(0, 2),
    members: Int32Array.of(0, 1),
    counts: Int32Array.of(2),
  }
  expect(() => associationRules(sets)).toThrow(
    'Itemset 0 has a subset that was not mined; mine without leaving sets out.',
  )
})

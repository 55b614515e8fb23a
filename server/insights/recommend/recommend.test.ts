import { measureLists } from '@rapport/analytics/recommend/evaluation.ts'
import { popularity } from '@rapport/analytics/recommend/popularity.ts'
import { recommendAll } from '@rapport/analytics/recommend/recommender.ts'
import { expect, test } from 'vitest'
import { hasWholeShop, type Order, soldOf, wholeFile, wholeShop } from '../shop.fixture.ts'
import { Reasons } from './because.ts'
import { advantage, judges, mean, measure } from './measure.ts'
import { tryMethods } from './trial.ts'
import { boughtBefore, firstBought, windowsOf } from './windows.ts'

const small = soldOf([
  ['ann', 1, ['tea', 'cup']],
  ['ann', 50, ['tea', 'pot']],
  ['bob', 2, ['tea', 'pot']],
  ['bob', 60, ['cup']],
  ['cat', 70, ['tea']],
])

test('what was bought before a day and what for the first time after it never overlap', () => {
  const before = boughtBefore(small, 40)
  const after = firstBought(small, 40, 65)
  const pairs = ({ starts, indices, users, items }: typeof before) =>
    users
      .flatMap((user, u) => Array.from(indices.subarray(starts[u]!, starts[u + 1]!), (i) => `${user} ${items[i]}`))
      .sort()
  expect(pairs(before)).toEqual(['ann cup', 'ann tea', 'bob pot', 'bob tea'])
  expect(pairs(after)).toEqual(['ann pot', 'bob cup'])
  expect([...judges(before, after, 1)].map((user) => before.users[user])).toEqual(['ann', 'bob'])
})

test('too short a time is not cut into windows', () => {
  expect(windowsOf(0, 50)).toBeUndefined()
  expect(windowsOf(0, 100)).toEqual({ choose: 60, measure: 80, end: 100 })
  expect(windowsOf(0, 1000)).toEqual({ choose: 880, measure: 940, end: 1000 })
})

test('the mean of the gains by customer is what the library measures', () => {
  const [before, after] = [boughtBefore(small, 40), firstBought(small, 40, 65)]
  const model = popularity.fit(before)
  const mine = measure(model, before, after, judges(before, after, 1))
  const theirs = measureLists(recommendAll(model, before, { limit: 10 }), { train: before, test: after }, 10)
  expect([mean(mine.gain), mean(mine.hit), mean(mine.recall)]).toEqual([theirs.ndcg, theirs.hitRate, theirs.recall])
  expect(advantage(mine, mine, 1)).toMatchObject({ value: 0, low: 0, high: 0 })
})

test('a reason can be counted again, and names the purchase that speaks most for the thing', () => {
  const orders: Order[] = Array.from({ length: 12 }, (_, n) => [`c${n}`, 1, n % 2 ? ['tea', 'pot'] : ['mug', 'jar']])
  const sold = soldOf([...orders, ['x', 1, ['tea', 'mug']], ['y', 1, ['tea']], ['z', 1, ['oil']]])
  const table = boughtBefore(sold, 2)
  const number = (item: string) => sold.items.indexOf(item)
  const words = sold.items.map((item) => (item === 'oil' || item === 'jar' ? ['glass', item] : [item]))
  const reasons = new Reasons(table, words)
  expect(reasons.of([number('mug'), number('tea')], number('pot'))).toEqual({
    kind: 'together',
    item: 'tea',
    both: 6,
    of: 8,
  })
  expect(reasons.of([number('oil')], number('jar'))).toEqual({ kind: 'alike', item: 'oil', words: ['glass'] })
  expect(reasons.of([number('oil')], number('tea'))).toEqual({ kind: 'popular', buyers: 8 })
})

test.skipIf(!hasWholeShop)(
  `on nine months of the shop the chosen method beats both baselines (skipped where ${wholeFile} is absent)`,
  () => {
    const { sold, names } = wholeShop()
    const windows = windowsOf(Math.min(...sold.day), Date.UTC(2011, 8, 1) / 86_400_000)!
    const words = sold.items.map((item) =>
      names
        .get(item)!
        .toLowerCase()
        .split(/[^a-z0-9]+/),
    )
    const trial = tryMethods(sold, windows, { seed: 1, words })
    expect(trial.judges).toBeGreaterThan(900)
    expect(trial.wins).toBe(true)
  },
  300_000,
)

import { describe, expect, test } from 'vitest'
import { fromRows, type Matrix } from '../matrix.ts'
import { multiply, solve, transpose } from '../numeric/linalg.ts'
import { mulberry32, normals } from '../numeric/random.ts'
import { limitThreads } from '../numeric/team.ts'
import { contentBased } from './content.ts'
import { ease } from './ease.ts'
import { measureLists } from './evaluation.ts'
import { hybrid, learnMixture, withColdStart } from './hybrid.ts'
import { implicitFactors } from './implicit-factors.ts'
import { interactionsFrom, interactionsFromRows } from './interactions.ts'
import { itemNeighbours } from './item-neighbours.ts'
import { popularity } from './popularity.ts'
import { profileOf, recommend, recommendAll } from './recommender.ts'
import { holdOutLatest, leaveLastOut, splitAtTime } from './split.ts'
import { best } from './top.ts'
import { userNeighbours } from './user-neighbours.ts'

/** Two tastes: even users like even items, odd users odd ones. */
function tastes(users: number, items: number, seed = 3) {
  const uniform = mulberry32(seed)
  const rows = Array.from({ length: users }, (_, u) =>
    Array.from({ length: items }, (_, i) => i).filter((i) => uniform() < (i % 2 === u % 2 ? 0.5 : 0.05)),
  )
  return interactionsFromRows(rows, items)
}

const table = tastes(60, 20)
const learners = [popularity, itemNeighbours, userNeighbours, ease, implicitFactors] as const

describe.each(learners)('$name', (learner) => {
  const model = learner.fit(table)

  test('scores every item, for known users, newcomers and empty profiles', () => {
    for (const profile of [profileOf(table, 0), { items: [2] }, { items: [] }]) {
      const scores = model.score(profile)
      expect(scores).toHaveLength(20)
      expect(scores.every(Number.isFinite)).toBe(true)
    }
  })

  test('recommends what the profile does not hold, best first, within the filter', () => {
    const profile = profileOf(table, 0)
    const found = recommend(model, profile, { limit: 5, keep: (item) => item < 10, exclude: [4] })
    for (const { item } of found) {
      expect(Array.from(profile.items)).not.toContain(item)
      expect(item).toBeLessThan(10)
      expect(item).not.toBe(4)
    }
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a))
  })

  test('a stored model gives the same bytes', () => {
    const again = learner.fromJSON(JSON.parse(JSON.stringify(model.toJSON())))
    expect(again.score(profileOf(table, 1))).toEqual(model.score(profileOf(table, 1)))
  })

  test('the table is not changed and the same seed gives the same scores', () => {
    const before = JSON.stringify([...table.indices, ...table.values])
    expect(learner.fit(table).score(profileOf(table, 2))).toEqual(model.score(profileOf(table, 2)))
    expect(JSON.stringify([...table.indices, ...table.values])).toBe(before)
  })
})

test.each([itemNeighbours, userNeighbours, ease, implicitFactors])('$name finds the taste of a newcomer', (learner) => {
  const found = recommend(learner.fit(table), { items: [0, 2, 4] }, { limit: 5 })
  expect(found.every(({ item }) => item % 2 === 0)).toBe(true)
})

test('EASE solves its own equations: the slope of the loss is 0 wherever B may move', () => {
  const { weights } = ease.fit(table, { l2: 5 })
  const n = 20
  const x = (u: number, i: number) => (Array.from(profileOf(table, u).items).includes(i) ? 1 : 0)
  for (const [i, j] of [
    [0, 1],
    [3, 7],
    [19, 4],
  ] as const) {
    let slope = -5 * weights[i * n + j]!
    for (let u = 0; u < 60; u++) {
      let rebuilt = 0
      for (let k = 0; k < n; k++) rebuilt += x(u, k) * weights[k * n + j]!
      slope += x(u, i) * (x(u, j) - rebuilt)
    }
    expect(Math.abs(slope)).toBeLessThan(1e-9)
  }
})

test('implicit factors do not depend on the number of threads', () => {
  const big = tastes(3000, 300)
  limitThreads(1)
  const one = implicitFactors.fit(big, { iterations: 3 })
  limitThreads(2)
  const two = implicitFactors.fit(big, { iterations: 3 })
  limitThreads(undefined)
  expect(one.itemFactors).toEqual(two.itemFactors)
})

test('implicit factors are those of alternating least squares written out, from the same start', () => {
  const [factors, alpha, l2, iterations] = [4, 3, 2, 5]
  const held = Array.from({ length: 60 }, (_, u) => Array.from(profileOf(table, u).items))
  const holders = Array.from({ length: 20 }, (_, i) => held.flatMap((items, u) => (items.includes(i) ? [u] : [])))
  let items = fromRows(
    Array.from({ length: 20 }, (_, i) => Array.from(normals(7, 80).subarray(4 * i, 4 * i + 4), (z) => 0.1 * z)),
  )
  for (let round = 0; round < iterations; round++) {
    const users = leastSquares(items, held, alpha, l2)
    items = leastSquares(users, holders, alpha, l2)
  }
  const { itemFactors } = implicitFactors.fit(table, { factors, alpha, l2, iterations, seed: 7 })
  itemFactors.forEach((value, k) => {
    expect(value).toBeCloseTo(items.data[k]!, 12)
  })
})

/** One half-step: for each list of partners, (YᵀY + λI + α Σ y yᵀ) x = (1 + α) Σ y. */
function leastSquares(y: Matrix, partners: readonly (readonly number[])[], alpha: number, l2: number): Matrix {
  const f = y.columns
  const at = (i: number, a: number) => y.data[i * f + a]!
  return fromRows(
    partners.map((list) => {
      const system = multiply(transpose(y), y)
      for (let a = 0; a < f; a++) system.data[a * f + a]! += l2
      const right = new Float64Array(f)
      for (const i of list) {
        for (let a = 0; a < f; a++) {
          right[a]! += (1 + alpha) * at(i, a)
          for (let b = 0; b < f; b++) system.data[a * f + b]! += alpha * at(i, a) * at(i, b)
        }
      }
      return Array.from(solve(system, right))
    }),
  )
}

test('recent popularity forgets', () => {
  const events = [
    ...['a', 'b', 'c'].map((user) => ({ user, item: 'old', time: 0 })),
    { user: 'd', item: 'new', time: 100 },
  ]
  const purchases = interactionsFrom(events)
  expect(recommend(popularity.fit(purchases), { items: [] })[0]?.name).toBe('old')
  expect(recommend(popularity.fit(purchases, { halfLife: 10 }), { items: [] })[0]?.name).toBe('new')
  expect(Array.from(popularity.fit(purchases, { window: 50 }).score({ items: [] }))).toEqual([0, 1])
})

test('content recommends an item that nobody has had', () => {
  const films = contentBased.fit({
    items: ['Alien', 'Heat', 'Aliens'],
    words: [['horror', 'space'], ['crime'], ['space', 'horror']],
  })
  expect(recommend(films, { items: [0] }, { limit: 1 })[0]).toMatchObject({
    name: 'Aliens',
    score: expect.closeTo(1, 9),
  })
})

test('a hybrid learns to trust the model that knows', () => {
  const all = tastes(100, 30, 9)
  const uniform = mulberry32(4)
  const split = holdOutLatest({ ...all, times: all.times.map(() => uniform()) }, 0.3)
  const noise = { items: split.train.items, score: () => Float64Array.from({ length: 30 }, (_, i) => (i * 7919) % 13) }
  const [trusted, doubted] = learnMixture([ease.fit(split.train), noise], split, { seed: 2 })
  expect(trusted).toBeGreaterThan(5 * doubted!)
})

test('a newcomer gets what is popular and a regular what fits', () => {
  const main = ease.fit(table)
  const fallback = popularity.fit(table)
  const model = withColdStart(main, fallback, 0.2)
  expect(recommend(model, { items: [] })[0]?.item).toBe(recommend(fallback, { items: [] })[0]?.item)
  const regular = { items: [0, 2, 4, 6, 8, 10] }
  expect(recommend(model, regular, { limit: 4 }).every(({ item }) => item % 2 === 0)).toBe(true)
})

test('parts of a hybrid over other items are refused', () => {
  const other = popularity.fit(tastes(5, 7))
  expect(() =>
    hybrid([
      { model: popularity.fit(table), weight: 1 },
      { model: other, weight: 1 },
    ]),
  ).toThrow('Recommender 1 has other items than recommender 0')
})

test('metrics of a known list', () => {
  const train = interactionsFromRows([[0], [1]], 4)
  const held = interactionsFromRows([[1, 2], [3]], 4)
  const lists = Int32Array.of(3, 1, 0, 2)
  const metrics = measureLists(lists, { train, test: held }, 2)
  expect(metrics).toMatchObject({ users: 2, hitRate: 0.5, recall: 0.25, precision: 0.25, mrr: 0.25 })
  expect(metrics.ndcg).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)) / 2, 12)
})

test('splits hold back the latest', () => {
  const events = [3, 1, 2, 5, 4].map((time) => ({ user: 'a', item: `i${time}`, time }))
  const all = interactionsFrom([...events, { user: 'b', item: 'i1', time: 9 }])
  const names = (part: typeof all) => Array.from(part.indices, (i) => all.items[i]).sort()
  expect(names(leaveLastOut(all).test)).toEqual(['i5'])
  expect(names(holdOutLatest(all, 0.4).test)).toEqual(['i4', 'i5'])
  expect(names(splitAtTime(all, 5).test)).toEqual(['i1', 'i5'])
})

test('lists are padded when too few items are left', () => {
  const full = interactionsFromRows([[0, 1, 2]], 4)
  expect(Array.from(recommendAll(popularity.fit(full), full, { limit: 3 }))).toEqual([3, -1, -1])
})

test('the best of equal scores are the first', () => {
  expect(Array.from(best([1, 3, 3, -Infinity, 3, Number.NaN], 2))).toEqual([1, 2])
  expect(Array.from(best([], 3))).toEqual([])
})

test('a strength that is not positive is refused', () => {
  expect(() => interactionsFrom([{ user: 'a', item: 'b', strength: 0 }])).toThrow('The strength of a and b is 0')
})

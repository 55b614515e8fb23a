import { afterEach, describe, expect, it } from 'vitest'
import { type Matrix, matrix, takeRows } from '../matrix.ts'
import { mulberry32, normals } from '../numeric/random.ts'
import { limitThreads } from '../numeric/team.ts'
import { gradientBoosting, gradientBoostingRegression } from './boosting.ts'
import { decisionTree, decisionTreeRegression } from './decision-tree.ts'
import { describeTree, treeAsData } from './describe-tree.ts'
import { randomForest, randomForestRegression } from './forest.ts'

/** Rows of G2: an interaction, a sine and a step in the log odds. */
function sample(n: number, p = 6): { x: Matrix; y: Float64Array } {
  const data = normals(1001, n * p)
  const uniform = mulberry32(1003)
  const y = Float64Array.from({ length: n }, (_, i) => {
    const [a, b, c, d, e, f] = data.subarray(i * p, i * p + 6) as unknown as number[]
    const z = 1.5 * a! - b! + c! * d! + 1.5 * Math.sin(2 * e!) + (f! > 0.5 ? 1 : 0) - 0.5
    return uniform() < 1 / (1 + Math.exp(-z)) ? 1 : 0
  })
  return { x: matrix(n, p, data), y }
}

afterEach(() => limitThreads(undefined))

describe('trees', () => {
  it('give the same bits on one thread and on several', () => {
    const { x, y } = sample(30000)
    const texts = [1, 2, 3].map((threads) => {
      limitThreads(threads)
      const boosted = gradientBoosting.fit({ x, y, rounds: 8, leaves: 15 })
      const forest = randomForest.fit({ x, y, trees: 9, minLeaf: 20 })
      const shares = [...boosted.predictProbability(x), ...forest.predictProbability(x)]
      return [JSON.stringify(boosted), JSON.stringify(forest), shares.join()]
    })
    expect(texts[1]).toEqual(texts[0])
    expect(texts[2]).toEqual(texts[0])
  })

  it('answer one row with the bits of a thousand rows', () => {
    const { x, y } = sample(3000)
    for (const fitted of [gradientBoosting.fit({ x, y, rounds: 30 }), randomForest.fit({ x, y, trees: 30 })]) {
      const all = fitted.predictProbability(x)
      const one = fitted.predictProbability(takeRows(x, [1234]))
      expect(Array.from(one)).toEqual(Array.from(all.subarray(2468, 2470)))
    }
  })

  it('learn that missing values mean something', () => {
    const { x } = sample(600)
    const y = Float64Array.from({ length: 600 }, (_, i) => (i % 3 === 0 ? 1 : 0))
    for (let i = 0; i < 600; i++) if (y[i]) x.data[i * 6 + 2] = NaN
    for (const model of [decisionTree, randomForest, gradientBoosting]) {
      expect(model.fit({ x, y }).predict(x)).toEqual(y)
    }
  })

  it('split categories into sets, and send unseen ones the way of missing values', () => {
    const n = 900
    const codes = Float64Array.from({ length: n }, (_, i) => (i * 7) % 20)
    const y = codes.map((code) => ([1, 4, 11, 18].includes(code) ? 1 : 0))
    const x = matrix(n, 1, codes)
    for (const model of [decisionTree, gradientBoosting]) {
      const options = { x, y, categorical: [0] }
      const fitted = model.fit(options)
      expect(fitted.predict(x)).toEqual(y)
      expect(fitted.predictProbability(matrix(2, 1, Float64Array.of(99, NaN))).slice(0, 2)).toEqual(
        fitted.predictProbability(matrix(1, 1, Float64Array.of(NaN))),
      )
    }
    expect(decisionTree.fit({ x, y, categorical: [0], depth: 1 }).predict(x)).toEqual(y)
  })
})

describe('decision tree', () => {
  const { x, y } = sample(2000)

  it('finds the cut of least impurity in a table small enough to check by hand', () => {
    const small = matrix(6, 1, Float64Array.of(1, 2, 3, 10, 11, 12))
    const fitted = decisionTree.fit({ x: small, y: [0, 0, 1, 1, 1, 1], minLeaf: 1 })
    expect(treeAsData(fitted).question).toEqual({ column: 0, name: 'column 0', threshold: 2.5 })
    const means = decisionTreeRegression.fit({ x: small, y: [1, 1, 1, 9, 9, 12], minLeaf: 1, depth: 1 })
    expect(Array.from(means.predict(small))).toEqual([1, 1, 1, 10, 10, 10])
  })

  it('reads as text and as data', () => {
    const named = { ...x, names: ['a', 'b', 'c', 'd', 'e', 'f'] }
    const text = describeTree(decisionTree.fit({ x: named, y, depth: 1 }))
    expect(text).toMatch(/^a ≤ -?[\d.]+\n {2}yes: 0 \([\d.]+ % of \d+ rows\)\n {2}no: 1 \([\d.]+ % of \d+ rows\)$/)
  })

  it('gets smaller as leaves get dearer, down to one leaf', () => {
    const sizes = [0, 0.0005, 0.002, 0.01, 1].map(
      (alpha) => decisionTree.fit({ x, y, depth: null, minLeaf: 5, alpha }).trees.cover.length,
    )
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    expect(sizes[0]! / sizes[2]!).toBeGreaterThan(3)
    expect(sizes[4]).toBe(1)
  })

  it('weighs classes the same when asked to', () => {
    const rare = y.map((label, i) => (label && i % 10 === 0 ? 1 : 0))
    const found = (balance: boolean) =>
      decisionTree
        .fit({ x, y: rare, depth: 3, balance })
        .predict(x)
        .reduce((a, b) => a + b)
    expect(found(false)).toBeLessThan(20)
    expect(found(true)).toBeGreaterThan(200)
  })
})

describe('gradient boosting', () => {
  it('keeps the order asked for by monotone', () => {
    const n = 800
    const data = normals(3, 2 * n)
    const noise = normals(4, n)
    const y = Float64Array.from({ length: n }, (_, i) => Math.sin(3 * data[2 * i]!) + data[2 * i]! + noise[i]! * 0.2)
    const fitted = gradientBoostingRegression.fit({ x: matrix(n, 2, data), y, monotone: [1, 0], rounds: 60 })
    const grid = matrix(
      200,
      2,
      Float64Array.from({ length: 400 }, (_, k) => (k % 2 ? 0.3 : (k - 200) / 60)),
    )
    const curve = fitted.predict(grid)
    expect(curve.every((value, i) => i === 0 || value >= curve[i - 1]!)).toBe(true)
    const free = gradientBoostingRegression.fit({ x: matrix(n, 2, data), y, rounds: 60 }).predict(grid)
    expect(free.every((value, i) => i === 0 || value >= free[i - 1]!)).toBe(false)
  })

  it('stops when held-back rows get no better', () => {
    const { x, y } = sample(1500)
    const fitted = gradientBoosting.fit({ x, y, rounds: 500, learningRate: 0.2, patience: 10 })
    expect(fitted.validation.length).toBe(fitted.rounds + 10)
    expect(fitted.rounds).toBeLessThan(200)
    expect(Math.min(...fitted.validation)).toBe(fitted.validation[fitted.rounds - 1])
  })

  it('tells three classes apart', () => {
    const { x } = sample(900)
    const y = Float64Array.from({ length: 900 }, (_, i) => (x.data[i * 6]! > 0.5 ? 2 : x.data[i * 6 + 1]! > 0 ? 1 : 0))
    for (const model of [gradientBoosting, randomForest]) {
      const wrong = model
        .fit({ x, y })
        .predict(x)
        .filter((label, i) => label !== y[i]).length
      expect(wrong).toBeLessThan(20)
    }
  })
})

describe('regression forest', () => {
  it('follows a curve', () => {
    const n = 3000
    const data = normals(5, n)
    const x = matrix(n, 1, data)
    const y = data.map((value) => 100 + 10 * Math.sin(2 * value))
    const fitted = randomForestRegression.fit({ x, y, trees: 50 })
    const error = fitted.predict(x).reduce((sum, value, i) => sum + (value - y[i]!) ** 2, 0) / n
    expect(error).toBeLessThan(0.2)
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { type Matrix, matrix, toSparse } from '../matrix.ts'
import { mulberry32, normals } from '../numeric/random.ts'
import { limitThreads } from '../numeric/team.ts'
import { kernelSvm } from './kernel-svm.ts'
import { linearDecisions, linearSvm } from './linear-svm.ts'
import { plattSigmoid } from './platt.ts'

/** G1: a linear logit. */
function linearSample(n: number, p: number): { x: Matrix; y: Float64Array } {
  const x = matrix(n, p, normals(1001, n * p))
  const w = normals(1002, p).map((value) => (value * 2) / Math.sqrt(p))
  const uniform = mulberry32(1003)
  const y = Float64Array.from({ length: n }, (_, i) => {
    let z = -0.5
    for (let j = 0; j < p; j++) z += x.data[i * p + j]! * w[j]!
    return uniform() < 1 / (1 + Math.exp(-z)) ? 1 : 0
  })
  return { x, y }
}

/** Two rings, which no line tells apart. */
function rings(n: number): { x: Matrix; y: Float64Array } {
  const noise = normals(5, 2 * n)
  const y = Float64Array.from({ length: n }, (_, i) => i % 2)
  const data = Float64Array.from({ length: 2 * n }, (_, k) => {
    const angle = (k >> 1) * 2.399963
    const radius = (k >> 1) % 2 ? 2 : 0.8
    return radius * (k % 2 ? Math.sin(angle) : Math.cos(angle)) + 0.15 * noise[k]!
  })
  return { x: matrix(n, 2, data), y }
}

function objective(weights: Float64Array, x: Matrix, y: Float64Array, cost: number): number {
  const f = linearDecisions(weights, x, 2)
  const loss = f.reduce((sum, z, i) => sum + Math.max(0, 1 - (y[i] ? z : -z)) ** 2, 0)
  return 0.5 * weights.reduce((sum, w) => sum + w * w, 0) + cost * loss
}

afterEach(() => limitThreads(undefined))

describe('linear SVM', () => {
  const { x, y } = linearSample(4000, 12)

  it('reaches the minimum: no small step along any weight is better', () => {
    const { weights } = linearSvm.fit({ x, y, cost: 0.3, tolerance: 1e-9 })
    const best = objective(weights, x, y, 0.3)
    for (let j = 0; j < weights.length; j++) {
      for (const step of [1e-3, -1e-3]) {
        const moved = weights.map((w, k) => (k === j ? w + step : w))
        expect(objective(moved, x, y, 0.3)).toBeGreaterThan(best)
      }
    }
  })

  it('finds the same weights in the primal (dense) and in the dual (sparse)', () => {
    const dense = linearSvm.fit({ x, y, cost: 0.1, tolerance: 1e-8 })
    const sparse = linearSvm.fit({ x: toSparse(x), y, cost: 0.1, tolerance: 1e-8 })
    sparse.weights.forEach((weight, j) => {
      expect(weight).toBeCloseTo(dense.weights[j]!, 6)
    })
    expect(sparse.predict(toSparse(x))).toEqual(dense.predict(x))
  })

  it('gives the same bits on one thread and on several', () => {
    const texts = [1, 2].map((threads) => {
      limitThreads(threads)
      return JSON.stringify([linearSvm.fit({ x, y }), kernelSvm.fit({ x, y, folds: 2 })]).replaceAll(/"x":.*/g, '')
    })
    expect(texts[1]).toBe(texts[0])
  })

  it('gives probabilities that agree with frequencies', () => {
    const p = linearSvm.fit({ x, y }).predictProbability(x)
    for (const [low, high] of [
      [0.1, 0.3],
      [0.4, 0.6],
      [0.7, 0.9],
    ] as const) {
      const rows = Array.from(y.keys()).filter((i) => p[2 * i + 1]! > low && p[2 * i + 1]! < high)
      const mean = (of: (i: number) => number) => rows.reduce((sum, i) => sum + of(i), 0) / rows.length
      expect(Math.abs(mean((i) => y[i]!) - mean((i) => p[2 * i + 1]!))).toBeLessThan(0.05)
    }
  })

  it('tells three classes apart', () => {
    const three = Float64Array.from(y, (_, i) => (x.data[i * 12]! > 0.7 ? 2 : x.data[i * 12 + 1]! > 0.5 ? 1 : 0))
    const right = linearSvm
      .fit({ x, y: three })
      .predict(x)
      .filter((label, i) => label === three[i]).length
    expect(right / 4000).toBeGreaterThan(0.85)
  })
})

describe('kernel SVM', () => {
  it('tells two rings apart, which the linear one cannot', () => {
    const { x, y } = rings(600)
    const right = (labels: Float64Array) => labels.filter((label, i) => label === y[i]).length / 600
    expect(right(kernelSvm.fit({ x, y }).predict(x))).toBeGreaterThan(0.99)
    expect(right(linearSvm.fit({ x, y }).predict(x))).toBeLessThan(0.7)
  })

  it('keeps the conditions of the optimum within the tolerance', () => {
    const { x, y } = linearSample(1200, 5)
    const fitted = kernelSvm.fit({ x, y, gamma: 0.2, folds: 0, tolerance: 1e-4 })
    expect(fitted.factors.every((factor) => Math.abs(factor) <= 1 + 1e-12)).toBe(true)
    expect(Math.abs(fitted.factors.reduce((sum, factor) => sum + factor, 0))).toBeLessThan(1e-9)
    const f = Float64Array.from({ length: 1200 }, (_, i) => decisionByHand(fitted, x, i))
    const margins = f.map((value, i) => (y[i] ? value : -value))
    const inside = margins.filter((margin) => margin < 1 - 2e-3).length
    expect(inside).toBeLessThanOrEqual(fitted.factors.filter((factor) => Math.abs(factor) > 1 - 1e-9).length)
    expect(fitted.factors.length).toBeLessThanOrEqual(margins.filter((margin) => margin < 1 + 2e-3).length)
  })

  it('gives the same answer with a cache of a few rows and shrinking as with a large one', () => {
    const { x, y } = linearSample(3000, 6)
    const [small, large] = [1, 200].map((cacheMegabytes) =>
      kernelSvm.fit({ x, y, cost: 5, folds: 0, cacheMegabytes }).predict(x),
    )
    expect(small!.filter((label, i) => label !== large![i]).length).toBeLessThan(5)
  })
})

type Machine = {
  support: Float32Array
  middle: Float64Array
  factors: Float64Array
  biases: Float64Array
  width: number
  scale: number
}

function decisionByHand({ support, middle, factors, biases, width, scale }: Machine, x: Matrix, i: number): number {
  return factors.reduce((sum, factor, s) => {
    let distance = 0
    for (let j = 0; j < x.columns; j++)
      distance += (x.data[i * x.columns + j]! - middle[j]! - support[s * width + j]!) ** 2
    return sum + factor * Math.exp(-scale * distance)
  }, biases[0]!)
}

describe('Platt scaling', () => {
  it('finds the sigmoid that made the labels', () => {
    const f = normals(8, 20000)
    const uniform = mulberry32(9)
    const labels = f.map((value) => (uniform() < 1 / (1 + Math.exp(-1.7 * value + 0.4)) ? 1 : 0))
    const { a, b } = plattSigmoid(f, labels)
    expect(Math.abs(a + 1.7)).toBeLessThan(0.06)
    expect(Math.abs(b - 0.4)).toBeLessThan(0.05)
  })
})

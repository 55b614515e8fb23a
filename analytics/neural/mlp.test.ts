import { describe, expect, it } from 'vitest'
import { matrix, takeRows } from '../matrix.ts'
import { normals } from '../numeric/random.ts'
import { mlp, mlpRegression } from './mlp.ts'

const n = 600
const data = normals(11, 2 * n)
const x = matrix(n, 2, data)
const xor = Float64Array.from({ length: n }, (_, i) => (data[2 * i]! * data[2 * i + 1]! > 0 ? 1 : 0))
const share = (labels: Float64Array, y: Float64Array) => labels.filter((label, i) => label === y[i]).length / y.length

describe('neural network', () => {
  it('learns exclusive or, which no linear model can, with both kinds of units', () => {
    for (const activation of ['relu', 'tanh'] as const) {
      const fitted = mlp.fit({ x, y: xor, activation, hidden: [16], learningRate: 0.02, batch: 50, l2: 0, members: 1 })
      expect(share(fitted.predict(x), xor)).toBeGreaterThan(0.96)
    }
  })

  it('follows the gradient: the loss on the learning rows falls to the entropy it can reach', () => {
    const fitted = mlp.fit({
      x,
      y: xor,
      hidden: [32, 16],
      learningRate: 0.01,
      patience: null,
      l2: 0,
      epochs: 150,
      members: 1,
    })
    expect(fitted.losses.length).toBe(150)
    expect(fitted.losses[149]!).toBeLessThan(0.08)
    expect(fitted.losses[149]!).toBeLessThan(fitted.losses[0]! / 5)
  })

  it('stops early and keeps the best weights', () => {
    const fitted = mlp.fit({ x, y: xor, epochs: 2000, patience: 5, learningRate: 0.05, members: 1 })
    expect(fitted.losses.length).toBeLessThan(1000)
  })

  it('learns with dropout', () => {
    const options = {
      x,
      y: xor,
      hidden: [64],
      dropout: 0.3,
      learningRate: 0.01,
      l2: 0,
      epochs: 150,
      batch: 50,
      members: 1,
    }
    expect(share(mlp.fit(options).predict(x), xor)).toBeGreaterThan(0.94)
  })

  it('tells three classes apart', () => {
    const y = Float64Array.from({ length: n }, (_, i) => (data[2 * i]! > 0.5 ? 2 : data[2 * i + 1]! > 0 ? 1 : 0))
    expect(share(mlp.fit({ x, y, learningRate: 0.01, batch: 50, l2: 0 }).predict(x), y)).toBeGreaterThan(0.95)
  })

  it('follows a curve', () => {
    const y = Float64Array.from({ length: n }, (_, i) => 1000 + 50 * Math.sin(2 * data[2 * i]!))
    const fitted = mlpRegression.fit({ x, y, learningRate: 0.01, batch: 32, l2: 0, epochs: 300, hidden: [32, 32] })
    const error = fitted.predict(x).reduce((sum, value, i) => sum + (value - y[i]!) ** 2, 0) / n
    expect(Math.sqrt(error)).toBeLessThan(8)
  })

  it('answers one row with the bits of many', () => {
    const fitted = mlp.fit({ x, y: xor, epochs: 5 })
    const all = fitted.predictProbability(x)
    for (const i of [0, 301, 599]) {
      expect(fitted.predictProbability(takeRows(x, [i]))).toEqual(all.slice(2 * i, 2 * i + 2))
    }
  })
})

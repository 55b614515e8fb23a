import { describe, expect, it } from 'vitest'
import { type Matrix, matrix } from '../matrix.ts'
import { normals } from '../numeric/random.ts'
import { KdTree } from './kd-tree.ts'
import { nearestClassifier, nearestRegressor } from './knn.ts'
import { nearestNeighbours } from './search.ts'

function byHand(x: Matrix, query: Float64Array, k: number): number[] {
  const squared = Array.from({ length: x.rows }, (_, i) =>
    query.reduce((sum, value, j) => sum + (x.data[i * x.columns + j]! - value) ** 2, 0),
  )
  return squared
    .map((_, i) => i)
    .sort((a, b) => squared[a]! - squared[b]! || a - b)
    .slice(0, k)
}

describe('nearest neighbours', () => {
  it.each([2, 8, 30])('finds what sorting all distances finds in %i columns', (columns) => {
    const x = matrix(500, columns, normals(1, 500 * columns))
    const queries = matrix(20, columns, normals(2, 20 * columns))
    const { rows } = nearestNeighbours(x, queries, 7)
    for (let i = 0; i < 20; i++) {
      const wanted = byHand(x, queries.data.subarray(i * columns, (i + 1) * columns), 7)
      expect(Array.from(rows.subarray(i * 7, i * 7 + 7))).toEqual(wanted)
    }
  })

  it('gives ties to the lower row, also among equal rows', () => {
    for (const columns of [3, 20]) {
      const x = matrix(100, columns, new Float64Array(100 * columns).fill(2))
      const { rows, squared } = nearestNeighbours(x, matrix(1, columns, new Float64Array(columns)), 4)
      expect([...rows, ...squared]).toEqual([0, 1, 2, 3, ...new Array(4).fill(4 * columns)])
    }
  })

  it('finds all rows within a radius', () => {
    const x = matrix(400, 3, normals(3, 1200))
    const tree = new KdTree(x)
    const point = Float64Array.of(0.2, -0.1, 0.4)
    const found: number[] = []
    tree.within(point, 0.8, (row) => found.push(row))
    const wanted = byHand(x, point, 400).filter(
      (i) => point.reduce((sum, value, j) => sum + (x.data[i * 3 + j]! - value) ** 2, 0) <= 0.64,
    )
    expect(found.sort((a, b) => a - b)).toEqual(wanted.sort((a, b) => a - b))
  })

  it('classifies by share, and by distance lets exact matches decide', () => {
    const x = matrix(4, 1, Float64Array.of(0, 1, 2, 10))
    const y = [1, 0, 0, 0]
    const options = { x, y, neighbours: 3, standardise: false }
    expect(nearestClassifier.fit(options).predictProbability(matrix(1, 1))[1]).toBeCloseTo(1 / 3, 12)
    expect(nearestClassifier.fit({ ...options, weighting: 'distance' }).predict(matrix(1, 1))[0]).toBe(1)
    expect(nearestRegressor.fit({ x, y: [5, 7, 9, 50], neighbours: 3 }).predict(matrix(1, 1))[0]).toBeCloseTo(7, 12)
  })

  it('gives no probability above 1, whatever the number of neighbours', () => {
    const x = matrix(60, 2, normals(5, 120))
    const y = Float64Array.from({ length: 60 }, (_, i) => (x.data[2 * i]! > 0 ? 1 : 0))
    for (let neighbours = 1; neighbours <= 30; neighbours++) {
      for (const weighting of ['uniform', 'distance'] as const) {
        const probability = nearestClassifier.fit({ x, y, neighbours, weighting }).predictProbability(x)
        expect(Math.max(...probability)).toBeLessThanOrEqual(1)
      }
    }
  })
})

import { expect, test } from 'vitest'
import { matrix } from '../matrix.ts'
import { invertPositive } from './invert.ts'
import { normals } from './random.ts'
import { limitThreads } from './team.ts'

function covariance(n: number) {
  const draws = normals(11, n * (n + 5))
  const a = matrix(n, n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n + 5; k++) a.data[i * n + j]! += draws[i * (n + 5) + k]! * draws[j * (n + 5) + k]!
    }
  }
  return a
}

test.each([1, 2, 5, 64, 131])('A times its inverse is the identity for n = %i', (n) => {
  const a = covariance(n)
  const inverse = invertPositive(a)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += a.data[i * n + k]! * inverse.data[k * n + j]!
      expect(Math.abs(sum - (i === j ? 1 : 0))).toBeLessThan(1e-8)
    }
  }
})

test('the inverse does not depend on the number of threads', () => {
  const a = covariance(420)
  limitThreads(1)
  const one = invertPositive(a)
  limitThreads(2)
  const two = invertPositive(a)
  limitThreads(undefined)
  expect(one).toEqual(two)
})

test('a matrix that is not positive definite is refused', () => {
  expect(() => invertPositive(matrix(2, 2, Float64Array.of(1, 2, 2, 1)))).toThrow('not positive definite: row 1')
})

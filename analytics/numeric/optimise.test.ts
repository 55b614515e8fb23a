import { describe, expect, it } from 'vitest'
import { lbfgs } from './lbfgs.ts'
import { nelderMead } from './nelder-mead.ts'

const rosenbrock = (w: Float64Array, g: Float64Array) => {
  const [a, b] = [1 - w[0]!, w[1]! - w[0]! ** 2]
  g[0] = -2 * a - 400 * w[0]! * b
  g[1] = 200 * b
  return a * a + 100 * b * b
}

describe('lbfgs', () => {
  it('finds the floor of the Rosenbrock valley', () => {
    const found = lbfgs(rosenbrock, Float64Array.of(-1.2, 1), { tolerance: 1e-10, maxIterations: 200 })
    expect(found.converged).toBe(true)
    expect(found.w[0]).toBeCloseTo(1, 9)
    expect(found.w[1]).toBeCloseTo(1, 9)
  })

  it('with l1 gives the soft threshold exactly', () => {
    const centre = [3, 0.5, -2]
    const half = (w: Float64Array, g: Float64Array) => {
      w.forEach((value, j) => {
        g[j] = value - centre[j]!
      })
      return g.reduce((sum, d) => sum + (d * d) / 2, 0)
    }
    const l1 = Float64Array.of(1, 1, 1)
    const found = lbfgs(half, new Float64Array(3), { tolerance: 1e-10, maxIterations: 100, l1 })
    expect(Array.from(found.w, (v) => Math.round(v * 1e8) / 1e8)).toEqual([2, 0, -1])
  })
})

describe('nelderMead', () => {
  it('finds the same floor without the gradient', () => {
    const found = nelderMead((w) => rosenbrock(w, new Float64Array(2)), [-1.2, 1], {
      tolerance: 1e-14,
      maxEvaluations: 2000,
    })
    expect(found.converged).toBe(true)
    expect(found.w[0]).toBeCloseTo(1, 5)
  })
})

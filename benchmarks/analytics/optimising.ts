import { matrix } from '@rapport/analytics/matrix.ts'
import { mulberry32 } from '@rapport/analytics/numeric/random.ts'
import { assign, knapsack } from '@rapport/analytics/optimise/index.ts'
import type { Task } from './measure.ts'

/** Assignment and knapsack of the reference's sizes (on numbers of our own, so only the times compare). */
export const optimiseTasks: readonly Task[] = [
  {
    name: 'assignment 1000 × 1000',
    reference: { task: 'assignment 1000x1000 (scipy linear_sum_assignment)', threads: 1 },
    prepare: () => {
      const uniform = mulberry32(9)
      const cost = matrix(
        1000,
        1000,
        Float64Array.from({ length: 1e6 }, () => Math.floor(uniform() * 1000)),
      )
      return () => `cost ${assign(cost).cost}`
    },
  },
  {
    name: 'knapsack 1000 items, capacity 100000, with the items taken',
    reference: { task: 'knapsack DP n=1000 cap=100000 (numba, value only)', threads: 1 },
    prepare: () => {
      const uniform = mulberry32(10)
      const values = Array.from({ length: 1000 }, () => Math.floor(uniform() * 500))
      const weights = Array.from({ length: 1000 }, () => 1 + Math.floor(uniform() * 500))
      return () => `value ${knapsack(values, weights, 100_000).value}`
    },
  },
]

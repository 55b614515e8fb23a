import {
  ease,
  type Interactions,
  implicitFactors,
  interactionsFromRows,
  itemNeighbours,
  recommendAll,
} from '@rapport/analytics/recommend/index.ts'
import { inter } from './generators.ts'
import type { Task } from './measure.ts'

const table = () => interactionsFromRows(inter(10_000, 2000), 2000)

function task(name: string, reference: string, work: (table: Interactions) => string): Task {
  const prepare = () => {
    const made = table()
    return () => work(made)
  }
  return { name, reference: { task: reference, threads: 2 }, prepare }
}

const absolute = (values: Float64Array) => values.reduce((sum, value) => sum + Math.abs(value), 0)

const factors = (count: number, reference: string) =>
  task(`iALS ${count} factors, 10 iterations, 10000 × 2000`, reference, (made) => {
    const { itemFactors } = implicitFactors.fit(made, { factors: count, iterations: 10, alpha: 10, l2: 10 })
    return `sum of |factors| ${absolute(itemFactors).toFixed(3)}`
  })

const topTen: Task = {
  name: 'EASE top-10 for all 10000 users',
  reference: { task: 'EASE top-10 for all 10000 users', threads: 2 },
  prepare: () => {
    const made = table()
    const model = ease.fit(made, { l2: 500 })
    return () => `user 0: ${recommendAll(model, made).subarray(0, 10).join(' ')}`
  },
}

/** Recommendation on INTER(10000, 2000). */
export const recommendTasks: readonly Task[] = [
  task('EASE λ = 500, 10000 × 2000', 'EASE lambda=500, fit, 10000x2000', (made) => {
    const { weights } = ease.fit(made, { l2: 500 })
    return `sum |B| ${absolute(weights).toFixed(6)}, B01 ${weights[1]!.toFixed(6)}, B10 ${weights[2000]!.toFixed(6)}`
  }),
  topTen,
  task('item neighbours k = 100, 10000 × 2000', 'ItemKNN cosine k=100 fit 10000x2000', (made) => {
    return `sum ${absolute(itemNeighbours.fit(made, { neighbours: 100 }).similarities).toFixed(5)}`
  }),
  factors(32, 'iALS 32 factors, 10 iterations, alpha=10, reg=10, 10000x2000 (numpy loop)'),
  factors(64, 'iALS 64 factors, 10 iterations (numpy loop)'),
]

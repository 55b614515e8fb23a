import { linearRegression } from '@rapport/analytics/linear/linear.ts'
import { logisticRegression } from '@rapport/analytics/linear/logistic.ts'
import { g1 } from './generators.ts'
import type { Task } from './measure.ts'

function logistic(n: number, p: number): Task {
  const name = `logistic regression ${n} × ${p}`
  const reference = { task: `LogisticRegression() lbfgs ${n}x${p}`, threads: 2 }
  const prepare = () => {
    const { x, y } = g1(n, p)
    return () => {
      const { objective, iterations, coefficients } = logisticRegression.fit({ x, y, standardErrors: false })
      return `objective ${objective.toFixed(6)}, first ${coefficients[0]!.toFixed(6)}, ${iterations} passes`
    }
  }
  return { name, reference, prepare }
}

function predicting(n: number, p: number): Task {
  const prepare = () => {
    const { x, y } = g1(n, p)
    const fitted = logisticRegression.fit({ x, y, standardErrors: false })
    return () => fitted.predictProbability(x).length.toString()
  }
  const reference = { task: `LogisticRegression predict_proba ${n}x${p}`, threads: 2 }
  return { name: `logistic probabilities ${n} × ${p}`, reference, prepare }
}

const withErrors: Task = {
  name: 'logistic regression 100000 × 50 with standard errors',
  prepare: () => {
    const { x, y } = g1(100_000, 50)
    return () => `first error ${logisticRegression.fit({ x, y }).standardErrors![0]!.toFixed(6)}`
  },
}

const leastSquares: Task = {
  name: 'linear regression 100000 × 50',
  reference: { task: 'LinearRegression 100000x50', threads: 2 },
  prepare: () => {
    const { x, y } = g1(100_000, 50)
    return () => `R² ${linearRegression.fit({ x, y }).r2.toFixed(6)}`
  },
}

export const linearTasks: Task[] = [
  logistic(100_000, 50),
  logistic(1_000_000, 20),
  predicting(100_000, 50),
  predicting(1_000_000, 20),
  withErrors,
  leastSquares,
]

import type { Answers } from '../data/target.ts'
import { accuracy, brier, logLoss, multiLogLoss } from '../metrics/classification.ts'
import { auc, averagePrecision } from '../metrics/ranking.ts'
import { regressionMetrics } from '../metrics/regression.ts'

/** Measures by name. */
export type Scores = { readonly [metric: string]: number }

/**
 * The measure that models are compared by, and whether more is better.
 * @example
 * primaryMetric(answersOf(table, 'churn')) // { name: 'auc', better: 'more' }
 */
export function primaryMetric({ task, labels }: Answers): { name: string; better: 'more' | 'less' } {
  if (task === 'regression') return { name: 'rmse', better: 'less' }
  return labels.length === 2 ? { name: 'auc', better: 'more' } : { name: 'logLoss', better: 'less' }
}

/**
 * Probability of the second label out of row-major n × 2.
 * @example
 * positiveOf(Float64Array.of(0.2, 0.8, 0.6, 0.4)) // 0.8, 0.4
 */
export function positiveOf(probability: Float64Array): Float64Array {
  return Float64Array.from({ length: probability.length / 2 }, (_, i) => probability[2 * i + 1]!)
}

/**
 * The usual measures of predictions: probabilities (row-major n × labels) for classes, numbers for numbers.
 * @example
 * scoresOf({ task: 'regression', labels: [] }, Float64Array.of(1, 2), Float64Array.of(1, 4)).rmse // 1.41421
 */
export function scoresOf(answers: Pick<Answers, 'task' | 'labels'>, y: Float64Array, output: Float64Array): Scores {
  if (answers.task === 'regression') {
    const { rmse, mae, r2 } = regressionMetrics(y, output)
    return { rmse, mae, r2 }
  }
  const k = answers.labels.length
  const predicted = Float64Array.from(y, (_, i) => mostLikely(output, i, k))
  if (k > 2) {
    const classes = Float64Array.from({ length: k }, (_, c) => c)
    return { accuracy: accuracy(y, predicted), logLoss: multiLogLoss(y, output, classes) }
  }
  const p = positiveOf(output)
  return {
    auc: auc(y, p),
    logLoss: logLoss(y, p),
    brier: brier(y, p),
    accuracy: accuracy(y, predicted),
    averagePrecision: averagePrecision(y, p),
  }
}

/** Index of the largest of k entries of row i; the first on ties. */
export function mostLikely(output: Float64Array, i: number, k: number): number {
  let best = 0
  for (let c = 1; c < k; c++) if (output[i * k + c]! > output[i * k + best]!) best = c
  return best
}

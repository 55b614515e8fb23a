import { ridge } from '../linear/linear.ts'
import { logisticRegression } from '../linear/logistic.ts'
import { fromColumns, takeRows, takeValues } from '../matrix.ts'

/** How outputs of several models become one: constant + Σ weights · output, on the scale of the log odds for two classes. */
export type Weights = { readonly constant: number; readonly weights: Float64Array }

/** Models that get less than this are left out: they cost more than they add. */
const leastWeight = 0.05

const logOdds = (p: number) => Math.log(Math.max(1e-4, p) / Math.max(1e-4, 1 - p))

/** The column that weights act on: log odds of the second class, or the numbers themselves. */
function columnOf(output: Float64Array, labels: number): Float64Array {
  if (labels === 0) return output
  return Float64Array.from({ length: output.length / labels }, (_, i) => logOdds(output[i * labels + 1]!))
}

/**
 * Weights learned on predictions for rows that the models did not see: logistic regression on log odds (two classes) or
 * ridge on numbers, refitted without the least weight until none is below 0.05. For more than two classes all weights are
 * equal. Sources: Wolpert 1992; Breiman 1996; van der Laan, Polley & Hubbard 2007.
 */
export function learnWeights(
  outputs: readonly Float64Array[],
  y: Float64Array,
  labels: number,
  rows?: Int32Array,
): Weights {
  if (labels > 2) return { constant: 0, weights: new Float64Array(outputs.length).fill(1 / outputs.length) }
  const columns = outputs.map((output) => columnOf(output, labels))
  let used = columns.map((_, j) => j)
  for (;;) {
    const all = fromColumns(used.map((j) => columns[j]!))
    const x = rows ? takeRows(all, rows) : all
    const { coefficients, constant } = fitWeights(x, rows ? takeValues(y, rows) : y, labels)
    const least = coefficients.indexOf(Math.min(...coefficients))
    if (coefficients[least]! < leastWeight && used.length > 1) {
      used = used.filter((_, k) => k !== least)
      continue
    }
    const weights = new Float64Array(outputs.length)
    used.forEach((j, k) => {
      weights[j] = coefficients[k]!
    })
    return { constant, weights }
  }
}

function fitWeights(
  x: ReturnType<typeof fromColumns>,
  y: Float64Array,
  labels: number,
): { coefficients: Float64Array; constant: number } {
  if (labels === 0) {
    const { coefficients, intercept } = ridge.fit({ x, y, l2: 1 })
    return { coefficients, constant: intercept }
  }
  const { coefficients, intercepts } = logisticRegression.fit({ x, y, l2: 1, standardErrors: false })
  return { coefficients, constant: intercepts[0]! }
}

/** Outputs of the models, in the order of the weights, as one: row-major n × labels, or n numbers. */
export function combine(
  { constant, weights }: Weights,
  outputs: readonly Float64Array[],
  labels: number,
): Float64Array {
  if (labels > 2)
    return outputs[0]!.map((_, e) => outputs.reduce((sum, output, m) => sum + weights[m]! * output[e]!, 0))
  const columns = outputs.map((output) => columnOf(output, labels))
  const linear = columns[0]!.map((_, i) => columns.reduce((sum, column, m) => sum + weights[m]! * column[i]!, constant))
  if (labels === 0) return linear
  return Float64Array.from(
    { length: 2 * linear.length },
    (_, e) => 1 / (1 + Math.exp(e % 2 ? -linear[e >> 1]! : linear[e >> 1]!)),
  )
}

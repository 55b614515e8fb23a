import type { Matrix } from '../matrix.ts'
import { defineRegressor, type Prepared, type Run } from '../model.ts'
import { boolean_, integer_, number_ } from '../params.ts'
import { fitLeastSquares, type LeastSquaresSettings, type LinearState } from './least-squares.ts'

const intercept = boolean_({ default: true, help: 'Whether there is a constant term; it is never penalised.' })
const descent = {
  tolerance: number_({ default: 1e-10, above: 0, max: 1, help: 'Largest relative move of a sweep at which to stop.' }),
  maxIterations: integer_({ default: 10000, min: 1 }),
}
const defaults = { l1: 0, l2: 0, intercept: true, tolerance: 1e-10, maxIterations: 10000 }

function predict(state: LinearState, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows)
  for (let i = 0, at = 0; i < x.rows; i++) {
    let sum = state.intercept
    for (let j = 0; j < x.columns; j++) sum += x.data[at++]! * state.coefficients[j]!
    out[i] = sum
  }
  return out
}

function fitWith(data: Prepared<Matrix, Float64Array>, settings: Partial<LeastSquaresSettings>, run: Run): LinearState {
  return fitLeastSquares(data, { ...defaults, ...settings }, run)
}

/**
 * Ordinary (or weighted) least squares: minimises Σ w (y − x·β − b)².
 *
 * Solved by Householder QR with column pivoting on standardised columns (up to 2·10⁸ operations; beyond that by Cholesky
 * of the Gram matrix with refinement). Columns that depend on others get 0 and are named in `dependent`. Besides
 * `coefficients` and `intercept`: `standardErrors`, `pValues` (Student's t), `r2`, `adjustedR2`, `sigma`, `freedom`,
 * `fStatistic`, `fPValue`. With no more rows than columns the errors are NaN.
 *
 * Cost: 2·n·p². Memory: one or two copies of x. Source: Golub & Van Loan, chapter 5; Longley 1967 for the test.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 * @example linearRegression.fit({ x: fromRows([[0], [1], [2]]), y: [1, 3, 5] }).coefficients // [2]
 */
export const linearRegression = defineRegressor({
  name: 'linear_regression',
  version: 1,
  title: 'Linear regression',
  parameters: { intercept },
  fit: fitWith,
  predict,
})

/**
 * Ridge regression: minimises ½ Σ w (y − x·β − b)² + ½ l2 Σ β². The penalty acts on the columns as they are: standardise
 * them first when their units differ. Standard errors are those of the biased estimator (sandwich), with p-values.
 * Cost: n·p² + p³ / 3. Source: Hoerl & Kennard 1970.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 * @example ridge.fit({ x, y, l2: 10 })
 */
export const ridge = defineRegressor({
  name: 'ridge',
  version: 1,
  title: 'Ridge regression',
  parameters: { l2: number_({ default: 1, min: 0 }), intercept },
  fit: fitWith,
  predict,
})

/**
 * Lasso: minimises ½ Σ w (y − x·β − b)² + l1 Σ |β|; makes coefficients exactly 0. Note that the loss is a sum over rows,
 * so l1 grows with n (other libraries divide by n). Standard errors of non-zero coefficients by the approximation of Fan &
 * Li (2001); p-values do not know that the columns were chosen by the same data. Cost: n·p² + sweeps·p².
 * Source: Tibshirani 1996; Friedman, Hastie & Tibshirani 2010 (coordinate descent).
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 * @example lasso.fit({ x, y, l1: 0.1 * x.rows })
 */
export const lasso = defineRegressor({
  name: 'lasso',
  version: 1,
  title: 'Lasso',
  parameters: { l1: number_({ default: 1, min: 0 }), intercept, ...descent },
  fit: fitWith,
  predict,
})

/**
 * Elastic net: minimises ½ Σ w (y − x·β − b)² + l1 Σ |β| + ½ l2 Σ β²; see {@link lasso}. Source: Zou & Hastie 2005.
 * Cost: O(columns²) a pass after O(n columns²).
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 * @example elasticNet.fit({ x, y, l1: 5, l2: 5 }).coefficients
 */
export const elasticNet = defineRegressor({
  name: 'elastic_net',
  version: 1,
  title: 'Elastic net',
  parameters: { l1: number_({ default: 1, min: 0 }), l2: number_({ default: 1, min: 0 }), intercept, ...descent },
  fit: fitWith,
  predict,
})

import type { Features, Matrix, SparseMatrix } from '../matrix.ts'
import { defineClassifier, type Prepared, type Run } from '../model.ts'
import { boolean_, integer_, number_ } from '../params.ts'
import { fitBinary, type LogitSettings, type LogitState } from './logit-binary.ts'
import { fitMultinomial, fitSparse, logisticProbability } from './logit-multi.ts'

const parameters = {
  l2: number_({ default: 1, min: 0, help: 'Ridge penalty ½·l2·Σβ² (the inverse of C in other libraries).' }),
  l1: number_({ default: 0, min: 0, help: 'Lasso penalty l1·Σ|β|; makes coefficients exactly 0.' }),
  intercept: boolean_({ default: true, help: 'Whether there is a constant term; it is never penalised.' }),
  balanced: boolean_({
    default: false,
    help: 'Whether rows of rare classes count more, so that classes weigh the same.',
  }),
  standardErrors: boolean_({ default: true, help: 'Whether to compute standard errors (one more pass).' }),
  tolerance: number_({
    default: 1e-8,
    above: 0,
    max: 1,
    help: 'Largest step, in standard deviations, at which to stop.',
  }),
  maxIterations: integer_({ default: 100, min: 1, max: 100000 }),
}

/**
 * Logistic regression, binary and multinomial, for dense and sparse features.
 *
 * Minimises Σ w_i · (−log P(y_i | x_i)) + ½ l2 Σ β² + l1 Σ |β|, with P = 1 / (1 + e^−(x·β + b)) for two classes and a
 * softmax with one row of coefficients for each of more. `coefficients` (k × columns, row-major; k = 1 for two classes),
 * `intercepts`, `standardErrors` and `interceptErrors` are on the scale of x; with l2 = 0 the errors are the usual ones of
 * maximum likelihood, with l2 > 0 those of the posterior mode; null with l1 > 0 and for sparse features.
 *
 * Always solved to convergence (`converged`, `iterations`): Newton; for many rows from a start on a sample, then L-BFGS
 * with the sample's curvature; proximal Newton for L1; L-BFGS when wider than 1,200 columns. Scale does not matter to the
 * solver. Cost: about 6 passes of 4·n·p operations on all threads, and n·p² once for the errors. Memory: one copy of x.
 *
 * Errors: missing values are refused by column and row; one class only is refused.
 * Sources: Hastie, Tibshirani & Friedman, section 4.4; Nocedal & Wright; Lee, Sun & Saunders 2014.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `one_class`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 * @example
 * const fitted = logisticRegression.fit({ x: fromRows([[0], [1], [2], [3]]), y: [0, 0, 1, 1], l2: 1 })
 * fitted.predictProbability(fromRows([[1.5]])) // [0.5, 0.5]
 */
export const logisticRegression = defineClassifier({
  name: 'logistic_regression',
  version: 1,
  title: 'Logistic regression',
  parameters,
  fit: (data: Prepared<Matrix, Int32Array>, settings, run) => {
    const weighted = { ...data, weights: rowWeights(data, settings.balanced) }
    return data.classes.length === 2 ? fitBinary(weighted, settings, run) : fitMultinomial(weighted, settings, run)
  },
  probability: (state: LogitState & { classes: Float64Array }, x: Matrix) => logisticProbability(state, x),
  sparse: {
    fit: (data: Prepared<SparseMatrix, Int32Array>, settings: LogitSettings & { balanced: boolean }, run: Run) =>
      fitSparse({ ...data, weights: rowWeights(data, settings.balanced) }, settings, run),
    probability: (state: LogitState & { classes: Float64Array }, x: SparseMatrix) => logisticProbability(state, x),
  },
})

/** Row weights; balanced ones are n / (k · n_c) times the given ones. */
function rowWeights(data: Prepared<Features, Int32Array>, balanced: boolean): Float64Array | undefined {
  if (!balanced) return data.weights
  const totals = new Float64Array(data.classes.length)
  data.y.forEach((c, i) => {
    totals[c]! += data.weights?.[i] ?? 1
  })
  const all = totals.reduce((sum, total) => sum + total, 0)
  return Float64Array.from(data.y, (c, i) => ((data.weights?.[i] ?? 1) * all) / (totals.length * totals[c]!))
}

import { refuse } from '../errors.ts'
import type { Matrix } from '../matrix.ts'

/** What linear predictors have in common: logistic, linear, ridge, lasso, linear SVM of two classes. */
export type LinearPredictor = { readonly coefficients: Float64Array; readonly columns: number } & (
  | { readonly intercept: number }
  | { readonly intercepts: Float64Array }
)

/** base + Σ_j values[i * columns + j] is exactly the linear predictor of row i. */
export type LinearContributions = { readonly base: number; readonly values: Float64Array; readonly columns: number }

/**
 * Exact contributions of a linear predictor against the mean row of a background: β_j (x_ij − x̄_j), with
 * base = b + Σ β_j x̄_j. These are the Shapley values when columns are independent. For two-class logistic regression the
 * unit is log odds. @throws AnalyticsError `bad_input` for more than two classes.
 * @example linearContributions(fitted, x, xTrain).values
 */
export function linearContributions(fitted: LinearPredictor, x: Matrix, background: Matrix): LinearContributions {
  const { columns, coefficients } = fitted
  if (coefficients.length !== columns)
    refuse('bad_input', 'Contributions need a model with one linear predictor (two classes, or numbers).')
  const mean = new Float64Array(columns)
  for (let i = 0, at = 0; i < background.rows; i++)
    for (let j = 0; j < columns; j++) mean[j]! += background.data[at++]! / background.rows
  let base = 'intercept' in fitted ? fitted.intercept : fitted.intercepts[0]!
  for (let j = 0; j < columns; j++) base += coefficients[j]! * mean[j]!
  const values = new Float64Array(x.rows * columns)
  for (let i = 0, at = 0; i < x.rows; i++)
    for (let j = 0; j < columns; j++, at++) values[at] = coefficients[j]! * (x.data[at]! - mean[j]!)
  return { base, values, columns }
}

/**
 * The strongest contributions of a row, by group of columns: largest first, positive pushing the prediction up.
 * @example
 * strongest(linearContributions(logistic, x, x), 0, [{ name: 'both', columns: [0, 1] }])[0].name // 'both'
 */
export function strongest(
  contributions: LinearContributions,
  row: number,
  groups: readonly { name: string; columns: readonly number[] }[],
  limit = 5,
): { name: string; value: number }[] {
  const at = row * contributions.columns
  return groups
    .map(({ name, columns }) => ({ name, value: columns.reduce((sum, j) => sum + contributions.values[at + j]!, 0) }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, limit)
}

import { normalTwoSided } from '../numeric/distributions.ts'

/** One line of a table of coefficients. */
export type CoefficientRow = {
  name: string
  value: number
  standardError: number
  statistic: number
  pValue: number
  low: number
  high: number
}

type Tabled = {
  names?: readonly string[]
  columns: number
  coefficients: Float64Array
  standardErrors: Float64Array | null
}

/**
 * Coefficients of a linear or two-class logistic fit with standard errors, z statistics, two-sided normal p-values and
 * 95 % intervals, in the order of the columns. Errors are NaN where the fit has none.
 * @example coefficientTable(logistic).length // 4
 */
export function coefficientTable(fitted: Tabled): CoefficientRow[] {
  return Array.from({ length: fitted.columns }, (_, j) => {
    const value = fitted.coefficients[j]!
    const standardError = fitted.standardErrors?.[j] ?? NaN
    const reach = 1.959963984540054 * standardError
    const statistic = value / standardError
    const name = fitted.names?.[j] ?? `column ${j}`
    return {
      name,
      value,
      standardError,
      statistic,
      pValue: normalTwoSided(statistic),
      low: value - reach,
      high: value + reach,
    }
  })
}

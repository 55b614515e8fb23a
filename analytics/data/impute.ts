import { defineEstimator } from '../estimator.ts'
import { columnOf, type Matrix, matrix } from '../matrix.ts'
import { checkWidth } from '../model-checks.ts'
import { median, present } from '../numeric/quantile.ts'
import { boolean_, choice_, number_ } from '../params.ts'

type Method = 'mean' | 'median' | 'mode' | 'constant'

function fillFor(values: Float64Array, method: Method, constant: number): number {
  if (method === 'constant' || !values.length) return method === 'constant' ? constant : 0
  if (method === 'mean') return values.reduce((sum, v) => sum + v, 0) / values.length
  if (method === 'median') return median(values)
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((best, entry) =>
    entry[1] > best[1] || (entry[1] === best[1] && entry[0] < best[0]) ? entry : best,
  )[0]
}

/**
 * Fills missing numbers with the mean, median, mode (the least on ties) or a constant of each training column; a column
 * without any value gets 0. With `indicators`, a column of 0 and 1 is added for each column that had missing values.
 * Cost: O(n log n) for each column.
 * Source: Little & Rubin, Statistical Analysis with Missing Data, 2002.
 * @throws AnalyticsError `illegal_parameter`, `unknown_parameter`; from `transform` `wrong_shape` for other columns.
 * @example imputer.fit(x, { method: 'median' }).transform(x)
 */
export const imputer = defineEstimator({
  name: 'imputer',
  version: 1,
  title: 'Imputation',
  parameters: {
    method: choice_(['mean', 'median', 'mode', 'constant'], { default: 'median' }),
    constant: number_({ default: 0 }),
    indicators: boolean_({ default: false }),
  },
  fit: (x: Matrix, { method, constant, indicators }) => {
    const columns = Array.from({ length: x.columns }, (_, j) => columnOf(x, j))
    const missing = columns.map((column) => column.some(Number.isNaN))
    const marked = indicators ? missing.flatMap((has, j) => (has ? [j] : [])) : []
    return { fill: Float64Array.from(columns, (column) => fillFor(present(column), method, constant)), marked }
  },
  methods: ({ fill, marked }) => ({
    transform: (x: Matrix): Matrix => {
      checkWidth('imputer', fill.length, x)
      const width = x.columns + marked.length
      const names = x.names && [...x.names, ...marked.map((j) => `${x.names![j]} missing`)]
      const out = matrix(x.rows, width, undefined, names)
      for (let i = 0; i < x.rows; i++) {
        for (let j = 0; j < x.columns; j++) {
          const value = x.data[i * x.columns + j]!
          out.data[i * width + j] = Number.isNaN(value) ? fill[j]! : value
        }
        marked.forEach((j, k) => {
          out.data[i * width + x.columns + k] = Number.isNaN(x.data[i * x.columns + j]!) ? 1 : 0
        })
      }
      return out
    },
  }),
})

import { defineEstimator } from '../estimator.ts'
import { childSeed, mulberry32, permutation } from '../numeric/random.ts'
import { integer_, number_ } from '../params.ts'
import type { CategoryColumn } from './table.ts'

type Sums = { count: Float64Array; sum: Float64Array; mean: number }

/** Slot 0 is missing; slot 1 + code is a level. */
function sumsOf(column: CategoryColumn, y: ArrayLike<number>, use: (i: number) => boolean): Sums {
  const count = new Float64Array(column.levels.length + 1)
  const sum = new Float64Array(column.levels.length + 1)
  let [rows, total] = [0, 0]
  for (let i = 0; i < column.codes.length; i++) {
    if (!use(i)) continue
    count[column.codes[i]! + 1]!++
    sum[column.codes[i]! + 1]! += y[i]!
    rows++
    total += y[i]!
  }
  return { count, sum, mean: rows ? total / rows : 0 }
}

function valuesOf({ count, sum, mean }: Sums, smoothing: number): Float64Array {
  return count.map((n, slot) => (n + smoothing > 0 ? (sum[slot]! + smoothing * mean) / (n + smoothing) : mean))
}

/**
 * Values for the training rows that no row's own answer has touched: the rows are dealt into folds, and each fold gets
 * the smoothed means of the others. Encoding training rows with means over themselves leaks the answer.
 * @example outOfFoldMeans(categoryColumn('plan', ['a', 'b', 'a']), [1, 0, 1], { folds: 3, smoothing: 1 }).length
 */
export function outOfFoldMeans(
  column: CategoryColumn,
  y: ArrayLike<number>,
  options: { folds?: number; smoothing?: number; seed?: number } = {},
): Float64Array {
  const { folds = 5, smoothing = 10, seed = 1 } = options
  const fold = new Int32Array(column.codes.length)
  permutation(fold.length, mulberry32(childSeed(seed, 77))).forEach((row, k) => {
    fold[row] = k % folds
  })
  const byFold = Array.from({ length: folds }, (_, f) =>
    valuesOf(
      sumsOf(column, y, (i) => fold[i] !== f),
      smoothing,
    ),
  )
  return Float64Array.from(column.codes, (code, i) => byFold[fold[i]!]![code + 1]!)
}

/**
 * Target encoding: each level becomes the mean answer of its rows, drawn towards the overall mean as if `smoothing` more
 * rows had it: (Σy + m·ȳ) / (n + m). Unseen levels get the overall mean. For the training rows themselves use
 * `trainingValues` (out of fold), never `transform`.
 * Source: Micci-Barreca 2001.
 * Cost: O(n).
 * @throws AnalyticsError `illegal_parameter`, `unknown_parameter`; from `transform` `wrong_shape` for other columns.
 * @example const column = categoryColumn('plan', ['a', 'b', 'a'])
 * targetEncoder.fit({ column, y: [1, 0, 1] }).transform(column)
 */
export const targetEncoder = defineEstimator({
  name: 'target_encoder',
  version: 1,
  title: 'Target encoding',
  parameters: {
    smoothing: number_({ default: 10, min: 0, help: 'Weight of the overall mean, in rows.' }),
    folds: integer_({ default: 5, min: 2 }),
  },
  fit: (input: { column: CategoryColumn; y: ArrayLike<number> }, { smoothing, folds }, run) => {
    const sums = sumsOf(input.column, input.y, () => true)
    return {
      levels: [...input.column.levels],
      values: valuesOf(sums, smoothing),
      mean: sums.mean,
      trainingValues: outOfFoldMeans(input.column, input.y, { folds, smoothing, seed: run.seed }),
    }
  },
  methods: (state) => {
    const slots = new Map(state.levels.map((level, code) => [level, code + 1]))
    return {
      transform: (column: CategoryColumn): Float64Array => {
        const values = column.levels.map((level) => (slots.has(level) ? state.values[slots.get(level)!]! : state.mean))
        return Float64Array.from(column.codes, (code) => (code < 0 ? state.values[0]! : values[code]!))
      },
    }
  },
})

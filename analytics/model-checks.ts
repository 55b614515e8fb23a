import { refuse } from './errors.ts'
import { columnName, type Features, isSparse } from './matrix.ts'

type Accepts = { missing: 'refused' | 'accepted'; sparse: boolean; empty?: boolean }

/**
 * Refuses features that a model cannot take: infinities always, NaN unless accepted, sparse unless accepted, no rows or
 * columns unless `empty`. Cost: one pass.
 * @throws AnalyticsError that names the column and the first row.
 */
export function checkFeatures(model: string, x: Features, accepts: Accepts): void {
  if (!x || typeof x.rows !== 'number') refuse('wrong_shape', `${model} needs x as a matrix { rows, columns, data }.`)
  if (isSparse(x) && !accepts.sparse) refuse('bad_input', `${model} cannot take sparse features; use toDense(x) first.`)
  if (!accepts.empty && (x.rows < 1 || x.columns < 1)) {
    refuse('too_few_rows', `${model} needs at least one row and one column but was given ${x.rows} × ${x.columns}.`)
  }
  checkValues(model, x, accepts.missing === 'accepted')
}

function checkValues(model: string, x: Features, missingAccepted: boolean): void {
  const values = isSparse(x) ? x.values : x.data
  if (allFinite(values)) return
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!
    if (Number.isFinite(value) || (missingAccepted && Number.isNaN(value))) continue
    refuseValue(model, x, k, value)
  }
}

/** One addition for each value: 0 · NaN and 0 · ∞ are NaN. */
function allFinite(values: Float64Array): boolean {
  let [a, b, c, d] = [0, 0, 0, 0]
  let k = 0
  for (; k + 3 < values.length; k += 4) {
    a += values[k]! * 0
    b += values[k + 1]! * 0
    c += values[k + 2]! * 0
    d += values[k + 3]! * 0
  }
  for (; k < values.length; k++) a += values[k]! * 0
  return a + b + (c + d) === 0
}

function refuseValue(model: string, x: Features, k: number, value: number): never {
  const row = isSparse(x) ? x.starts.findIndex((start) => start > k) - 1 : Math.floor(k / x.columns)
  const place = `${columnName(x, isSparse(x) ? x.indices[k]! : k % x.columns)}, row ${row}`
  if (Number.isNaN(value)) {
    return refuse('missing_value', `${model} cannot take missing values and ${place} is missing; impute it first.`)
  }
  return refuse('not_finite', `${model} needs finite numbers and ${place} is ${value}; clip or remove it first.`)
}

/** Refuses features of another width than the model has learned. */
export function checkWidth(model: string, columns: number, x: Features): void {
  if (x.columns === columns) return
  refuse('wrong_shape', `${model} was fitted on ${columns} columns but was given ${x.columns}.`)
}

/** Row weights as a Float64Array; undefined stays undefined. @throws AnalyticsError `wrong_shape`, `not_finite`. */
export function checkWeights(
  model: string,
  weights: ArrayLike<number> | undefined,
  rows: number,
): Float64Array | undefined {
  if (!weights) return undefined
  if (weights.length !== rows) refuse('wrong_shape', `${model} was given ${rows} rows but ${weights.length} weights.`)
  const out = Float64Array.from(weights)
  const bad = out.findIndex((weight) => !(weight >= 0 && weight < Infinity))
  if (bad >= 0) refuse('not_finite', `${model} needs weights of at least 0 and row ${bad} has ${out[bad]}.`)
  if (!out.some((weight) => weight > 0)) refuse('too_few_rows', `${model} needs a row whose weight is above 0.`)
  return out
}

/** Sorted distinct labels and the index of each row's label. @throws AnalyticsError `wrong_shape`, `not_finite`, `one_class`. */
export function classesOf(model: string, y: ArrayLike<number>, rows: number): { y: Int32Array; classes: Float64Array } {
  const target = checkRegressionTarget(model, y, rows)
  const index = new Map<number, number>()
  const seen = new Int32Array(rows)
  let [label, c] = [NaN, -1]
  for (let i = 0; i < rows; i++) {
    if (target[i] !== label) {
      label = target[i]!
      c = index.get(label) ?? index.size
      if (c === index.size) index.set(label, c)
    }
    seen[i] = c
  }
  const classes = Float64Array.from(index.keys()).sort()
  if (classes.length < 2) {
    refuse('one_class', `${model} needs at least two classes to tell apart and every row has the class ${classes[0]}.`)
  }
  const rank = Int32Array.from(index.keys(), (value) => classes.indexOf(value))
  for (let i = 0; i < rows; i++) seen[i] = rank[seen[i]!]!
  return { y: seen, classes }
}

/** The answer as a Float64Array of finite numbers. @throws AnalyticsError `wrong_shape`, `not_finite`. */
export function checkRegressionTarget(model: string, y: ArrayLike<number>, rows: number): Float64Array {
  if (!y || y.length !== rows)
    refuse('wrong_shape', `${model} was given ${rows} rows of x but ${y?.length ?? 'no'} answers y.`)
  const out = y instanceof Float64Array ? y : Float64Array.from(y)
  for (let i = 0; i < rows; i++) {
    if (!Number.isFinite(out[i]))
      refuse('not_finite', `${model} needs a number to learn for each row and row ${i} has ${out[i]}.`)
  }
  return out
}

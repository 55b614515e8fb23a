import type { Matrix } from '../matrix.ts'
import { defineClassifier, defineRegressor } from '../model.ts'
import { binaryLoss, classLoss, squaredLoss } from './boosting-loss.ts'
import { boostingParameters } from './boosting-parameters.ts'
import { type Boosted, boost } from './boosting-rounds.ts'
import { addTrees } from './ensemble.ts'

/** Raw predictions (log odds, log shares or numbers), n × outputs row-major: base + sum over trees. */
export function rawBoosted(state: Boosted, x: Matrix): Float64Array {
  const outputs = state.base.length
  const raw = new Float64Array(x.rows * outputs)
  for (let i = 0; i < raw.length; i++) raw[i] = state.base[i % outputs]!
  addTrees(state.trees, x, raw, outputs)
  return raw
}

/** Share of each class index in the rows, by weight; never 0. */
function sharesOf(rows: Uint32Array, y: Int32Array, weights: Float64Array | undefined, k: number): Float64Array {
  const sums = new Float64Array(k).fill(1e-9)
  for (const row of rows) sums[y[row]!]! += weights ? weights[row]! : 1
  const total = sums.reduce((sum, part) => sum + part, 0)
  return sums.map((part) => part / total)
}

/**
 * Gradient boosting of histogram trees for two or more classes (log loss). Missing values and categories are native:
 * each split learns where missing rows go, and columns in `categorical` are split into sets of categories.
 *
 * P(class 1) = 1 / (1 + e^−F(x)), or softmax over one F per class; F = base + learningRate × Σ trees.
 * Source: Friedman, Greedy function approximation, 2001; Ke et al., LightGBM, 2017.
 * Cost: rounds × n × columns; memory 1 byte for each value.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `one_class`, `not_finite`, `illegal_parameter`, `cancelled`.
 *
 * @example
 * const fitted = gradientBoosting.fit({ x, y, patience: 20, categorical: [3] })
 * fitted.predictProbability(x)
 */
export const gradientBoosting = defineClassifier({
  name: 'gradient_boosting',
  version: 1,
  title: 'Gradient boosting',
  missing: 'accepted',
  parameters: boostingParameters,
  fit: ({ x, y, weights, classes }, values, run) =>
    boost({ x, target: y, weights }, values, run, (team, data, rows) => {
      const shares = sharesOf(rows, y, weights, classes.length)
      return shares.length === 2 ? binaryLoss(team, data, shares[1]!) : classLoss(team, data, shares)
    }),
  probability: (state, x) => toProbability(rawBoosted(state, x), state.classes.length),
})

function toProbability(raw: Float64Array, classes: number): Float64Array {
  if (classes > 2) return softmaxRows(raw, classes)
  const out = new Float64Array(raw.length * 2)
  for (let i = 0; i < raw.length; i++) {
    const p = 1 / (1 + Math.exp(-raw[i]!))
    out[2 * i] = 1 - p
    out[2 * i + 1] = p
  }
  return out
}

function softmaxRows(raw: Float64Array, k: number): Float64Array {
  for (let at = 0; at < raw.length; at += k) {
    let [top, sum] = [-Infinity, 0]
    for (let c = 0; c < k; c++) top = Math.max(top, raw[at + c]!)
    for (let c = 0; c < k; c++) sum += raw[at + c] = Math.exp(raw[at + c]! - top)
    for (let c = 0; c < k; c++) raw[at + c]! /= sum
  }
  return raw
}

/**
 * Gradient boosting of histogram trees for numbers (squared error); parameters and sources as {@link gradientBoosting}.
 * Cost: rounds × n × columns.
 * Source: Friedman 2001; Ke et al. 2017.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `not_finite`, `illegal_parameter`, `cancelled`.
 *
 * @example gradientBoostingRegression.fit({ x, y, monotone: [1, 0] }).predict(x)
 */
export const gradientBoostingRegression = defineRegressor({
  name: 'gradient_boosting_regression',
  version: 1,
  title: 'Gradient boosting for numbers',
  missing: 'accepted',
  parameters: boostingParameters,
  fit: ({ x, y, weights }, values, run) =>
    boost({ x, target: y, weights }, values, run, (team, data, rows) => {
      let [sum, total] = [0, 0]
      for (const row of rows) {
        sum += y[row]! * (weights ? weights[row]! : 1)
        total += weights ? weights[row]! : 1
      }
      return squaredLoss(team, data, sum / total)
    }),
  predict: (state, x) => rawBoosted(state, x),
})

import type { Matrix } from '../matrix.ts'
import { defineClassifier, defineRegressor } from '../model.ts'
import { learnNetwork, type Network, networkOutputs } from './network.ts'
import { networkParameters } from './parameters.ts'

type Stored = Network & { readonly parameters: { readonly [name: string]: unknown } }

function outputsOf(state: Stored, x: Matrix): Float64Array[] {
  return networkOutputs(state, state.parameters.activation as 'relu' | 'tanh', x)
}

/**
 * Multilayer perceptron for classes: layers of ReLU or tanh units, learned by Adam with early stopping and dropout, and
 * the mean of the probabilities of a few networks (`members`). Columns are standardised inside.
 *
 * P(class 1) = 1 / (1 + e^−z) for two classes, softmax for more. Cost: about 6 × rows × weights × epochs × members.
 * Single precision; the answer of a row does not depend on the rows beside it.
 * Source: Kingma & Ba 2015 (Adam); Srivastava et al. 2014 (dropout); He et al. 2015 (first weights).
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `one_class`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 *
 * @example mlp.fit({ x, y, hidden: [64, 32], dropout: 0.2, patience: 10 }).predictProbability(x)
 */
export const mlp = defineClassifier({
  name: 'mlp',
  version: 1,
  title: 'Neural network',
  parameters: networkParameters,
  fit: ({ x, y, weights, classes }, values, run) => {
    const two = classes.length === 2
    const outputs = two ? 1 : classes.length
    return learnNetwork(x, { kind: two ? 'binary' : 'classes', outputs, y: Float32Array.from(y), weights }, values, run)
  },
  probability: (state, x) => {
    const members = outputsOf(state, x)
    const out = new Float64Array(x.rows * state.classes.length)
    for (const z of members) addProbabilities(z, state.classes.length, 1 / members.length, out)
    return out
  },
})

function addProbabilities(z: Float64Array, k: number, share: number, out: Float64Array): void {
  if (k === 2) {
    for (let i = 0; i < z.length; i++) {
      const p = 1 / (1 + Math.exp(-z[i]!))
      out[2 * i]! += share * (1 - p)
      out[2 * i + 1]! += share * p
    }
    return
  }
  for (let at = 0; at < z.length; at += k) {
    let [top, sum] = [-Infinity, 0]
    for (let c = 0; c < k; c++) top = Math.max(top, z[at + c]!)
    for (let c = 0; c < k; c++) sum += Math.exp(z[at + c]! - top)
    for (let c = 0; c < k; c++) out[at + c]! += (share * Math.exp(z[at + c]! - top)) / sum
  }
}

/**
 * Multilayer perceptron for numbers: squared error on the standardised answer; see {@link mlp}.
 * Cost: as {@link mlp}.
 * Source: as {@link mlp}.
 * @throws AnalyticsError `wrong_shape`, `too_few_rows`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 * @example mlpRegression.fit({ x, y, hidden: [16] }).predict(x)
 */
export const mlpRegression = defineRegressor({
  name: 'mlp_regression',
  version: 1,
  title: 'Neural network for numbers',
  parameters: networkParameters,
  fit: ({ x, y, weights }, values, run) => {
    const { middle, spread } = spreadOf(y, weights)
    const scaled = Float32Array.from(y, (value) => (value - middle) / spread)
    const net = learnNetwork(x, { kind: 'number', outputs: 1, y: scaled, weights }, values, run)
    return { ...net, middle, spread }
  },
  predict: (state, x) => {
    const members = outputsOf(state, x)
    return Float64Array.from({ length: x.rows }, (_, i) => {
      const mean = members.reduce((sum, z) => sum + z[i]!, 0) / members.length
      return state.middle + state.spread * mean
    })
  },
})

function spreadOf(y: Float64Array, weights: Float64Array | undefined): { middle: number; spread: number } {
  let [total, sum, squares] = [0, 0, 0]
  for (let i = 0; i < y.length; i++) {
    total += weights?.[i] ?? 1
    sum += (weights?.[i] ?? 1) * y[i]!
  }
  const middle = sum / total
  for (let i = 0; i < y.length; i++) squares += (weights?.[i] ?? 1) * (y[i]! - middle) ** 2
  return { middle, spread: Math.sqrt(squares / total) || 1 }
}

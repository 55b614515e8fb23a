import { defineEstimator } from '../estimator.ts'
import { type Matrix, matrix } from '../matrix.ts'
import type { Run } from '../model.ts'
import { cholesky } from '../numeric/linalg.ts'
import { choice_, integer_, number_, type Values } from '../params.ts'
import { kmeans } from './kmeans.ts'
import { type ClusterInput, checkClusters, checkRows, readRows } from './rows.ts'

const parameters = {
  clusters: integer_({ default: 3, min: 1, help: 'number of normals' }),
  covariance: choice_(['full', 'diagonal'], { default: 'full', help: 'shape of the normals' }),
  starts: integer_({ default: 3, min: 1, max: 1000, help: 'starts from k-means with seeds of their own' }),
  steps: integer_({ default: 300, min: 1, help: 'steps of a start, at most' }),
  tolerance: number_({ default: 1e-6, min: 0, help: 'gain of the mean log likelihood below which to stop' }),
  floor: number_({
    default: 1e-6,
    min: 0,
    help: 'added to the variances, in units of the mean variance of the columns',
  }),
}

/** What a Gaussian mixture learns. */
export type GaussianMixture = {
  readonly shares: Float64Array
  /** clusters × columns. */
  readonly means: Float64Array
  /** clusters × columns × columns, lower Cholesky factors of the covariances. */
  readonly factors: Float64Array
  readonly labels: Int32Array
  /** Σ weight × log density of the learning rows. */
  readonly logLikelihood: number
  /** −2 log likelihood + free parameters × log n; smaller is better. */
  readonly bic: number
  readonly steps: number
  readonly columns: number
}

type Parts = { shares: Float64Array; means: Float64Array; factors: Float64Array }
type Shape = { k: number; diagonal: boolean; floor: number }

/** log share + log density of every row under every normal, n × k. */
function logJoint({ shares, means, factors }: Parts, x: Matrix): Float64Array {
  const k = shares.length
  const p = x.columns
  const out = new Float64Array(x.rows * k)
  const z = new Float64Array(p)
  for (let c = 0; c < k; c++) {
    const at = c * p * p
    let constant = Math.log(shares[c]!) - 0.5 * p * Math.log(2 * Math.PI)
    for (let j = 0; j < p; j++) constant -= Math.log(factors[at + j * p + j]!)
    for (let i = 0; i < x.rows; i++) {
      let sum = 0
      for (let j = 0; j < p; j++) {
        let value = x.data[i * p + j]! - means[c * p + j]!
        for (let m = 0; m < j; m++) value -= factors[at + j * p + m]! * z[m]!
        z[j] = value / factors[at + j * p + j]!
        sum += z[j]! * z[j]!
      }
      out[i * k + c] = constant - 0.5 * sum
    }
  }
  return out
}

/** Turns log joints into responsibilities in place; returns the weighted log likelihood. */
function responsibilities(joint: Float64Array, k: number, weights: Float64Array | undefined): number {
  let total = 0
  for (let at = 0, i = 0; at < joint.length; at += k, i++) {
    let [top, sum] = [-Infinity, 0]
    for (let c = 0; c < k; c++) top = Math.max(top, joint[at + c]!)
    for (let c = 0; c < k; c++) sum += joint[at + c] = Math.exp(joint[at + c]! - top)
    for (let c = 0; c < k; c++) joint[at + c]! /= sum
    total += (weights?.[i] ?? 1) * (top + Math.log(sum))
  }
  return total
}

/** Shares, means and covariances of weighted rows. */
function estimate(r: Float64Array, x: Matrix, weights: Float64Array | undefined, { k, diagonal, floor }: Shape): Parts {
  const p = x.columns
  const mass = new Float64Array(k).fill(1e-12)
  const means = new Float64Array(k * p)
  const covariance = new Float64Array(k * p * p)
  const each = (visit: (c: number, i: number, share: number) => void) => {
    for (let i = 0; i < x.rows; i++) {
      for (let c = 0; c < k; c++) {
        const share = r[i * k + c]! * (weights?.[i] ?? 1)
        if (share > 1e-300) visit(c, i, share)
      }
    }
  }
  each((c, i, share) => {
    mass[c]! += share
    for (let j = 0; j < p; j++) means[c * p + j]! += share * x.data[i * p + j]!
  })
  for (let at = 0; at < means.length; at++) means[at]! /= mass[Math.floor(at / p)]!
  each((c, i, share) => {
    for (let j = 0; j < p; j++) {
      const d = share * (x.data[i * p + j]! - means[c * p + j]!)
      const from = diagonal ? j : 0
      for (let m = from; m <= j; m++) {
        covariance[(c * p + j) * p + m]! += d * (x.data[i * p + m]! - means[c * p + m]!)
      }
    }
  })
  const total = mass.reduce((sum, part) => sum + part, 0)
  return { shares: mass.map((part) => part / total), means, factors: factorsOf(covariance, mass, p, floor) }
}

function factorsOf(covariance: Float64Array, mass: Float64Array, p: number, floor: number): Float64Array {
  const out = new Float64Array(covariance.length)
  mass.forEach((weight, c) => {
    const own = matrix(p, p)
    for (let j = 0; j < p; j++) {
      for (let m = 0; m <= j; m++) {
        const value = covariance[(c * p + j) * p + m]! / weight + (m === j ? floor : 0)
        own.data[j * p + m] = value
        own.data[m * p + j] = value
      }
    }
    out.set(cholesky(own).data, c * p * p)
  })
  return out
}

function fromLabels(labels: Int32Array, k: number): Float64Array {
  const r = new Float64Array(labels.length * k)
  labels.forEach((label, i) => {
    r[i * k + label] = 1
  })
  return r
}

function floorOf(x: Matrix, share: number): number {
  const p = x.columns
  let sum = 0
  for (let j = 0; j < p; j++) {
    let mean = 0
    for (let i = 0; i < x.rows; i++) mean += x.data[i * p + j]! / x.rows
    for (let i = 0; i < x.rows; i++) sum += (x.data[i * p + j]! - mean) ** 2 / (x.rows * p)
  }
  return Math.max(share * sum, 1e-280)
}

function fit(input: ClusterInput, values: Values<typeof parameters>, run: Run): GaussianMixture {
  const { x, weights } = readRows('gaussian_mixture', input)
  checkClusters('gaussian_mixture', values.clusters, x.rows)
  const shape = { k: values.clusters, diagonal: values.covariance === 'diagonal', floor: floorOf(x, values.floor) }
  const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : x.rows
  let best: (Parts & { logLikelihood: number; steps: number }) | undefined
  for (let start = 0; start < values.starts; start++) {
    // Every other start leaves k-means early, for the sake of variety.
    const passes = start % 2 ? 1 : 300
    const { labels } = kmeans.fit(input, { clusters: shape.k, starts: 1, passes, seed: run.seed + start })
    let parts = estimate(fromLabels(labels, shape.k), x, weights, shape)
    let [before, steps] = [-Infinity, 0]
    for (; steps < values.steps; steps++) {
      run.progress((start + steps / values.steps) / values.starts, `start ${start + 1}, step ${steps + 1}`)
      const r = logJoint(parts, x)
      const now = responsibilities(r, shape.k, weights)
      if (now - before < values.tolerance * total) break
      before = now
      parts = estimate(r, x, weights, shape)
    }
    const logLikelihood = responsibilities(logJoint(parts, x), shape.k, weights)
    if (!best || logLikelihood > best.logLikelihood) best = { ...parts, logLikelihood, steps }
  }
  const free = shape.k - 1 + shape.k * x.columns * (1 + (shape.diagonal ? 1 : (x.columns + 1) / 2))
  const bic = -2 * best!.logLikelihood + free * Math.log(total)
  return { ...best!, labels: labelsOf(logJoint(best!, x), shape.k), bic, columns: x.columns }
}

function labelsOf(joint: Float64Array, k: number): Int32Array {
  return Int32Array.from({ length: joint.length / k }, (_, i) => {
    let best = 0
    for (let c = 1; c < k; c++) if (joint[i * k + c]! > joint[i * k + best]!) best = c
    return best
  })
}

/**
 * Gaussian mixture by expectation and maximisation from k-means starts: density Σ share_c N(x; mean_c, covariance_c).
 *
 * Cost: O(rows × clusters × columns²) a step. Source: Dempster, Laird & Rubin 1977; BIC: Schwarz 1978.
 * @throws AnalyticsError `too_few_rows`, `not_finite`, `missing_value`, `illegal_parameter`, `cancelled`.
 * @example
 * const fitted = gaussianMixture.fit(x, { clusters: 4 })
 * fitted.bic; fitted.predictProbability(x)
 */
export const gaussianMixture = defineEstimator({
  name: 'gaussian_mixture',
  version: 1,
  title: 'Gaussian mixture',
  parameters,
  fit,
  methods: (state) => {
    const joint = (x: Matrix) => logJoint(state, checkRows('gaussian_mixture', state.columns, x))
    return {
      /** The most probable cluster of each row. */
      predict: (x: Matrix): Int32Array => labelsOf(joint(x), state.shares.length),
      /** P(cluster | row), n × clusters. */
      predictProbability: (x: Matrix): Float64Array => {
        const out = joint(x)
        responsibilities(out, state.shares.length, undefined)
        return out
      },
    }
  },
})

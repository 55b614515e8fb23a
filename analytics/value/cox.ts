import { refuse } from '../errors.ts'
import { defineEstimator } from '../estimator.ts'
import { type Matrix, matrix } from '../matrix.ts'
import { checkFeatures, checkWidth } from '../model-checks.ts'
import { normalTwoSided } from '../numeric/distributions.ts'
import { cholesky, invertCholesky, solveCholesky } from '../numeric/linalg.ts'
import { choice_, integer_, number_ } from '../params.ts'
import { type Durations, orderOf } from './survival.ts'

/**
 * Cox proportional hazards: the risk of ending at time t is h₀(t) e^(x·β). Newton's method on the partial likelihood
 * (ties after Efron or Breslow), with standard errors from the information matrix, Breslow's baseline hazard and
 * Harrell's concordance. Columns are centred and scaled inside, so units do not matter.
 *
 * Cost: an iteration is rows × columns²; memory columns² beside the data.
 * @throws AnalyticsError `missing_value`, `not_finite`, `wrong_shape`, `not_positive_definite` for columns that depend on each other
 * or never change, `not_converged` when a column splits the ended from the others.
 * Sources: Cox, JRSS B 34, 1972; Efron, JASA 72, 1977; Breslow 1974.
 *
 * @example
 * const model = coxRegression.fit({ x, time, ended })
 * model.risk(x) // e^(x·β) relative to the mean row
 */
export const coxRegression = defineEstimator({
  name: 'cox_regression',
  version: 1,
  title: 'Cox regression',
  parameters: {
    ties: choice_(['efron', 'breslow'], { default: 'efron', help: 'how ends at the same time are treated' }),
    l2: number_({ default: 0, min: 0, help: 'pull of standardised coefficients towards 0' }),
    maximumIterations: integer_({ default: 50, min: 1, help: 'most Newton steps' }),
  },
  fit(input: Durations & { readonly x: Matrix }, { ties, l2, maximumIterations }) {
    checkFeatures('cox_regression', input.x, { missing: 'refused', sparse: false })
    if (input.x.rows !== input.time.length) {
      refuse('wrong_shape', `cox_regression was given ${input.x.rows} rows but ${input.time.length} times.`)
    }
    const data = prepare(input)
    const fitted = newton(data, ties === 'efron', l2, maximumIterations)
    const covariance = invertCholesky(cholesky(fitted.information))
    const p = input.x.columns
    const coefficients = fitted.beta.map((b, j) => b / data.scale[j]!)
    const standardErrors = data.scale.map((s, j) => Math.sqrt(covariance.data[j * p + j]!) / s)
    return {
      coefficients,
      standardErrors,
      pValues: coefficients.map((b, j) => normalTwoSided(b / standardErrors[j]!)),
      means: data.means,
      logLikelihood: fitted.value,
      nullLogLikelihood: fitted.start,
      concordance: concordanceOf(input, scoresOf(data, fitted.beta)),
      ...baseline(data, fitted.beta),
    }
  },
  methods: (m) => ({
    /** Hazard of each row relative to the mean row: e^((x − mean)·β). */
    risk: (x: Matrix) => riskOf(m, x),
    /** Chance of lasting longer than `time` for each row: exp(−H₀(time) · risk). */
    survival(x: Matrix, time: number): Float64Array {
      let k = m.hazardTime.length
      while (k > 0 && m.hazardTime[k - 1]! > time) k--
      const hazard = k > 0 ? m.hazard[k - 1]! : 0
      return riskOf(m, x).map((risk) => Math.exp(-hazard * risk))
    },
  }),
})

function riskOf({ coefficients, means }: { coefficients: Float64Array; means: Float64Array }, x: Matrix): Float64Array {
  checkWidth('cox_regression', coefficients.length, x)
  checkFeatures('cox_regression', x, { missing: 'refused', sparse: false, empty: true })
  return Float64Array.from({ length: x.rows }, (_, i) => {
    let sum = 0
    for (let j = 0; j < x.columns; j++) sum += (x.data[i * x.columns + j]! - means[j]!) * coefficients[j]!
    return Math.exp(sum)
  })
}

/** Standardised rows, latest first. */
type Data = {
  x: Float64Array
  time: Float64Array
  ended: Float64Array
  p: number
  means: Float64Array
  scale: Float64Array
}

function prepare({ x, time, ended }: Durations & { x: Matrix }): Data {
  const order = orderOf({ time, ended }).reverse()
  const p = x.columns
  const [means, scale] = [new Float64Array(p), new Float64Array(p)]
  for (let i = 0; i < x.data.length; i++) means[i % p]! += x.data[i]! / x.rows
  for (let i = 0; i < x.data.length; i++) scale[i % p]! += (x.data[i]! - means[i % p]!) ** 2 / x.rows
  scale.forEach((variance, j) => {
    if (!(variance > 0))
      refuse('not_positive_definite', `cox_regression: column ${x.names?.[j] ?? j} never changes; leave it out.`)
    scale[j] = Math.sqrt(variance)
  })
  const rows = new Float64Array(x.data.length)
  order.forEach((i, at) => {
    for (let j = 0; j < p; j++) rows[at * p + j] = (x.data[i * p + j]! - means[j]!) / scale[j]!
  })
  const take = (column: ArrayLike<number>) => Float64Array.from(order, (i) => column[i]!)
  return { x: rows, time: take(time), ended: take(ended), p, means, scale }
}

function scoresOf({ x, time, p }: Data, beta: Float64Array): Float64Array {
  return Float64Array.from(time, (_, i) => {
    let sum = 0
    for (let j = 0; j < p; j++) sum += x[i * p + j]! * beta[j]!
    return sum
  })
}

function newton(data: Data, efron: boolean, l2: number, iterations: number) {
  let beta = new Float64Array(data.p)
  let now = derivatives(data, beta, efron, l2)
  const start = now.value
  for (let k = 0; k < iterations; k++) {
    const step = solveCholesky(cholesky(now.information), now.slope)
    let next = { beta, at: now }
    for (let size = 1; size > 1e-6; size /= 2) {
      const tried = beta.map((b, j) => b + size * step[j]!)
      next = { beta: tried, at: derivatives(data, tried, efron, l2) }
      if (next.at.value >= now.value - 1e-12 * Math.abs(now.value)) break
    }
    const gained = next.at.value - now.value
    beta = next.beta
    now = next.at
    if (Math.abs(gained) < 1e-12 * (1 + Math.abs(now.value))) return { beta, ...now, start }
  }
  return refuse(
    'not_converged',
    `cox_regression did not converge in ${iterations} steps; a column may split those that ended from the others: give l2 above 0.`,
  )
}

type Derivatives = { value: number; slope: Float64Array; information: Matrix }

/** Running sums of e^(x·β) times 1, x and xxᵀ over a set of rows. */
class Sums {
  weight = 0
  readonly first: Float64Array
  readonly second: Float64Array

  constructor(p: number) {
    this.first = new Float64Array(p)
    this.second = new Float64Array(p * p)
  }

  add(x: Float64Array, at: number, weight: number): void {
    const p = this.first.length
    this.weight += weight
    for (let a = 0; a < p; a++) {
      const part = weight * x[at + a]!
      this.first[a]! += part
      for (let b = 0; b <= a; b++) this.second[a * p + b]! += part * x[at + b]!
    }
  }

  clear(): void {
    this.weight = 0
    this.first.fill(0)
    this.second.fill(0)
  }
}

function derivatives(data: Data, beta: Float64Array, efron: boolean, l2: number): Derivatives {
  const { x, time, ended, p } = data
  const scores = scoresOf(data, beta)
  const out = { value: 0, slope: new Float64Array(p), information: matrix(p, p) }
  const [risk, tied] = [new Sums(p), new Sums(p)]
  for (let from = 0; from < time.length; ) {
    tied.clear()
    let [to, deaths] = [from, 0]
    for (; to < time.length && time[to] === time[from]; to++) {
      const weight = Math.exp(scores[to]!)
      risk.add(x, to * p, weight)
      if (ended[to] === 0) continue
      deaths++
      tied.add(x, to * p, weight)
      out.value += scores[to]!
      for (let j = 0; j < p; j++) out.slope[j]! += x[to * p + j]!
    }
    for (let d = 0; d < deaths; d++) subtractRisk(out, risk, tied, efron ? d / deaths : 0)
    from = to
  }
  for (let j = 0; j < p; j++) {
    out.value -= (l2 * beta[j]! ** 2) / 2
    out.slope[j]! -= l2 * beta[j]!
    out.information.data[j * p + j]! += l2
  }
  return out
}

function subtractRisk(out: Derivatives, risk: Sums, tied: Sums, share: number): void {
  const p = risk.first.length
  const weight = risk.weight - share * tied.weight
  out.value -= Math.log(weight)
  const mean = risk.first.map((sum, a) => (sum - share * tied.first[a]!) / weight)
  for (let a = 0; a < p; a++) {
    out.slope[a]! -= mean[a]!
    for (let b = 0; b <= a; b++) {
      const second = (risk.second[a * p + b]! - share * tied.second[a * p + b]!) / weight
      out.information.data[a * p + b]! += second - mean[a]! * mean[b]!
      if (a !== b) out.information.data[b * p + a] = out.information.data[a * p + b]!
    }
  }
}

/** Breslow's cumulative hazard of the mean row at each end time, rising. */
function baseline(data: Data, beta: Float64Array): { hazardTime: Float64Array; hazard: Float64Array } {
  const scores = scoresOf(data, beta)
  const steps: { time: number; step: number }[] = []
  let weight = 0
  for (let from = 0; from < data.time.length; ) {
    let [to, deaths] = [from, 0]
    for (; to < data.time.length && data.time[to] === data.time[from]; to++) {
      weight += Math.exp(scores[to]!)
      deaths += data.ended[to]!
    }
    if (deaths > 0) steps.push({ time: data.time[from]!, step: deaths / weight })
    from = to
  }
  steps.reverse()
  let sum = 0
  const hazard = Float64Array.from(steps, ({ step }) => (sum += step))
  return { hazardTime: Float64Array.from(steps, ({ time }) => time), hazard }
}

/** Share of comparable pairs in which the one that ended first had the higher score; ties count half. */
function concordanceOf(durations: Durations, scoresLatestFirst: Float64Array): number {
  const order = orderOf(durations).reverse()
  const { time, ended } = durations
  const rank = ranksOf(scoresLatestFirst)
  const counts = new Float64Array(rank.distinct + 1)
  let [agree, pairs, seen] = [0, 0, 0]
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && time[order[to]!] === time[order[from]!]) to++
    for (let at = from; at < to; at++) {
      if (ended[order[at]!] === 0) continue
      const below = sumBelow(counts, rank.of[at]! - 1)
      const same = sumBelow(counts, rank.of[at]!) - below
      agree += below + same / 2
      pairs += seen
    }
    for (let at = from; at < to; at++) addAt(counts, rank.of[at]!)
    seen += to - from
    from = to
  }
  return pairs > 0 ? agree / pairs : 0.5
}

function ranksOf(scores: Float64Array): { of: Int32Array; distinct: number } {
  const order = Int32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!)
  const of = new Int32Array(scores.length)
  let distinct = 0
  order.forEach((i, k) => {
    if (k === 0 || scores[i] !== scores[order[k - 1]!]) distinct++
    of[i] = distinct
  })
  return { of, distinct }
}

function addAt(tree: Float64Array, rank: number): void {
  for (let k = rank; k < tree.length; k += k & -k) tree[k]!++
}

function sumBelow(tree: Float64Array, rank: number): number {
  let sum = 0
  for (let k = rank; k > 0; k -= k & -k) sum += tree[k]!
  return sum
}

import { lbfgs } from '../numeric/lbfgs.ts'
import { decompose } from './decompose.ts'
import { type EtsForm, type EtsSlopes, etsGradient, Pass, runEts, type Smoothing, type State } from './ets-recursion.ts'

/** A fitted form: smoothing, first and last state, variance of the errors, and how well it explains the series. */
export type EtsFit = {
  readonly form: EtsForm
  readonly smoothing: Smoothing
  readonly start: State
  readonly end: State
  readonly variance: number
  readonly logLikelihood: number
  readonly aicc: number
  /** Values of the series less what was learned from them, and the latter: how much doubt there is about the form itself. */
  readonly freedom: number
  readonly learned: number
  /** Place in the season of the first value after the series. */
  readonly phase: number
}

const bounds = { alpha: [1e-4, 0.9999], beta: [1e-4, 1], gamma: [1e-4, 1], phi: [0.8, 0.98] } as const

/**
 * Maximum likelihood of one form over smoothing parameters and first states, by L-BFGS with exact gradient from two starts.
 * Bounds as usual: 0 < α < 1, β < α, γ < 1 − α, 0.8 ≤ φ ≤ 0.98. AICc counts smoothing, states and the variance.
 * Returns undefined when the series is too short for the form.
 */
export function fitEts(values: Float64Array, period: number, form: EtsForm): EtsFit | undefined {
  const layout = layoutOf(form, period)
  const count = layout.size + 1
  if (values.length <= count + 1) return undefined
  const scale = values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length || 1
  const scaled = values.map((value) => value / scale)
  const first = firstState(scaled, period, form)
  const problem = {
    values: scaled,
    form,
    layout,
    period,
    pass: new Pass(values.length, layout.season),
    slopes: emptySlopes(layout.season),
  }
  let best: { w: Float64Array; value: number } | undefined
  for (const guess of guesses) {
    const found = lbfgs((w, g) => objective(problem, w, g), pack(layout, guess, first), {
      tolerance: 1e-5,
      maxIterations: 300,
    })
    if (!best || found.value < best.value) best = found
  }
  if (!best || !Number.isFinite(best.value)) return undefined
  return resultOf(problem, best.w, scale, count)
}

const guesses = [
  { alpha: 0.2, beta: 0.1, gamma: 0.1, phi: 0.9 },
  { alpha: 0.7, beta: 0.1, gamma: 0.1, phi: 0.9 },
]

/** Where each parameter stands in the vector of the search; −1 when the form does not have it. */
type Layout = {
  alpha: number
  beta: number
  gamma: number
  phi: number
  level: number
  slope: number
  firstSeason: number
  season: number
  size: number
  sum: number
}

function layoutOf({ trend, season }: EtsForm, period: number): Layout {
  let size = 0
  const next = (wanted: boolean) => (wanted ? size++ : -1)
  const hasSeason = season !== 'N'
  const layout = {
    alpha: next(true),
    beta: next(trend !== 'N'),
    gamma: next(hasSeason),
    phi: next(trend === 'Ad'),
    level: next(true),
    slope: next(trend !== 'N'),
    firstSeason: size,
  }
  const states = hasSeason ? period - 1 : 0
  return { ...layout, season: hasSeason ? period : 1, size: size + states, sum: season === 'M' ? period : 0 }
}

function emptySlopes(season: number): EtsSlopes {
  return { alpha: 0, beta: 0, gamma: 0, phi: 0, level: 0, slope: 0, season: new Float64Array(season) }
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
const logit = (share: number): number => Math.log(share / (1 - share))
const within = ([low, high]: readonly [number, number], x: number): number => low + (high - low) * logistic(x)

function pack(layout: Layout, guess: Smoothing, first: State): Float64Array {
  const w = new Float64Array(layout.size)
  const share = ([low, high]: readonly [number, number], value: number) => logit((value - low) / (high - low))
  w[layout.alpha] = share(bounds.alpha, guess.alpha)
  if (layout.beta >= 0) w[layout.beta] = share(bounds.beta, guess.beta)
  if (layout.gamma >= 0) w[layout.gamma] = share(bounds.gamma, guess.gamma)
  if (layout.phi >= 0) w[layout.phi] = share(bounds.phi, guess.phi)
  w[layout.level] = first.level
  if (layout.slope >= 0) w[layout.slope] = first.slope
  for (let k = 0; k + 1 < layout.season; k++) w[layout.firstSeason + k] = first.season[k]!
  return w
}

/** β is stored as a share of α and γ as one of 1 − α. */
function smoothingOf(layout: Layout, w: Float64Array): Smoothing {
  const alpha = within(bounds.alpha, w[layout.alpha]!)
  return {
    alpha,
    beta: layout.beta >= 0 ? alpha * within(bounds.beta, w[layout.beta]!) : 0,
    gamma: layout.gamma >= 0 ? (1 - alpha) * within(bounds.gamma, w[layout.gamma]!) : 0,
    phi: layout.phi >= 0 ? within(bounds.phi, w[layout.phi]!) : layout.beta >= 0 ? 1 : 0,
  }
}

function stateOf(layout: Layout, w: Float64Array): State {
  const season = new Float64Array(layout.season)
  if (layout.season > 1) {
    let left = layout.sum
    for (let k = 0; k + 1 < layout.season; k++) {
      season[k] = w[layout.firstSeason + k]!
      left -= season[k]!
    }
    season[layout.season - 1] = left
  }
  return { level: w[layout.level]!, slope: layout.slope >= 0 ? w[layout.slope]! : 0, season }
}

type Problem = { values: Float64Array; form: EtsForm; layout: Layout; period: number; pass: Pass; slopes: EtsSlopes }

function objective({ values, form, layout, pass, slopes }: Problem, w: Float64Array, gradient: Float64Array): number {
  const smoothing = smoothingOf(layout, w)
  const value = runEts(values, form, smoothing, stateOf(layout, w), pass)
  if (!Number.isFinite(value)) {
    gradient.fill(0)
    return Infinity
  }
  etsGradient(values, form, smoothing, pass, slopes)
  const slopeOf = ([low, high]: readonly [number, number], x: number) => (high - low) * logistic(x) * logistic(-x)
  const { alpha, beta, gamma } = smoothing
  const dAlpha = slopes.alpha + (slopes.beta * beta) / alpha - (slopes.gamma * gamma) / (1 - alpha)
  gradient[layout.alpha] = dAlpha * slopeOf(bounds.alpha, w[layout.alpha]!)
  if (layout.beta >= 0) gradient[layout.beta] = slopes.beta * alpha * slopeOf(bounds.beta, w[layout.beta]!)
  if (layout.gamma >= 0) gradient[layout.gamma] = slopes.gamma * (1 - alpha) * slopeOf(bounds.gamma, w[layout.gamma]!)
  if (layout.phi >= 0) gradient[layout.phi] = slopes.phi * slopeOf(bounds.phi, w[layout.phi]!)
  gradient[layout.level] = slopes.level
  if (layout.slope >= 0) gradient[layout.slope] = slopes.slope
  for (let k = 0; k + 1 < layout.season; k++)
    gradient[layout.firstSeason + k] = slopes.season[k]! - slopes.season[layout.season - 1]!
  for (let j = 0; j < gradient.length; j++) gradient[j]! /= values.length
  return value / values.length
}

function resultOf(problem: Problem, w: Float64Array, scale: number, count: number): EtsFit {
  const { values, form, layout, pass } = problem
  const n = values.length
  const smoothing = smoothingOf(layout, w)
  const value = runEts(values, form, smoothing, stateOf(layout, w), pass) + 2 * n * Math.log(scale)
  const squares = pass.errors.reduce((sum, error) => sum + error * error, 0)
  const back = (state: State): State => ({
    level: state.level * scale,
    slope: state.slope * scale,
    season: form.season === 'A' ? state.season.map((s) => s * scale) : state.season.slice(),
  })
  return {
    form,
    smoothing,
    start: back(stateOf(layout, w)),
    end: back(pass.state),
    variance: (squares / Math.max(1, n - count + 1)) * (form.error === 'A' ? scale * scale : 1),
    logLikelihood: -value / 2,
    aicc: value + 2 * count + (2 * count * (count + 1)) / (n - count - 1),
    freedom: Math.max(1, n - count + 1),
    learned: count - 1,
    phase: n % layout.season,
  }
}

/** First guess of the states: classical decomposition of the first seasons, then a line through the first ten values. */
function firstState(values: Float64Array, period: number, { trend, season }: EtsForm): State {
  const length = season === 'N' ? 1 : period
  let figure = new Float64Array(length)
  let rest = values
  if (season !== 'N') {
    const used = values.subarray(0, Math.min(values.length, Math.max(2 * period, 4 * period)))
    const found = decompose(used, period, season === 'A' ? 'additive' : 'multiplicative').figure
    figure = Float64Array.from(found, (value) => (Number.isFinite(value) ? value : season === 'A' ? 0 : 1))
    if (season === 'M') figure = figure.map((value) => Math.max(value, 0.05))
    rest = values.map((value, t) => (season === 'A' ? value - figure[t % period]! : value / figure[t % period]!))
  }
  const m = Math.min(rest.length, Math.max(10, 2 * period))
  const { at, slope } = lineThrough(rest.subarray(0, m))
  const level = trend === 'N' ? rest.subarray(0, m).reduce((a, b) => a + b, 0) / m : at
  return { level, slope: trend === 'N' ? 0 : slope, season: figure }
}

/** Least-squares line through values at 1, 2, …: its height at 0, and its slope. */
export function lineThrough(values: Float64Array): { at: number; slope: number } {
  const n = values.length
  const middle = (n + 1) / 2
  let [sum, product, squares] = [0, 0, 0]
  for (let t = 1; t <= n; t++) {
    sum += values[t - 1]!
    product += (t - middle) * values[t - 1]!
    squares += (t - middle) ** 2
  }
  const slope = squares > 0 ? product / squares : 0
  return { at: sum / n - slope * middle, slope }
}

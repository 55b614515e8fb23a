/** Which parts an exponential smoothing model has. */
export type EtsForm = {
  readonly error: 'A' | 'M'
  readonly trend: 'N' | 'A' | 'Ad'
  readonly season: 'N' | 'A' | 'M'
}

/** Smoothing parameters; those of parts that are missing are 0 (φ is 1 without damping). */
export type Smoothing = { readonly alpha: number; readonly beta: number; readonly gamma: number; readonly phi: number }

/** Level, slope and the season's states: `season[k]` is for times t ≡ k modulo the period. */
export type State = { level: number; slope: number; season: Float64Array }

/** Memory for one pass over a series, reused from pass to pass. */
export class Pass {
  readonly errors: Float64Array
  readonly means: Float64Array
  readonly slopes: Float64Array
  readonly bases: Float64Array
  readonly seasons: Float64Array
  state: State

  constructor(n: number, period: number) {
    this.errors = new Float64Array(n)
    this.means = new Float64Array(n)
    this.slopes = new Float64Array(n)
    this.bases = new Float64Array(n)
    this.seasons = new Float64Array(n)
    this.state = { level: 0, slope: 0, season: new Float64Array(period) }
  }
}

/**
 * Runs the recursion over a series: with q = level + φ slope and μ = q, q + s or q s, the error is y − μ or (y − μ) / μ, and
 * level ← q + α (p − q), slope ← φ slope + β (p − q), s ← s + γ (y's season − s) with p = y without its season. Returns
 * −2 ln L up to a constant: n ln Σe² (+ 2 Σ ln |μ| for relative errors); Infinity when μ must be positive and is not.
 */
export function runEts(values: Float64Array, form: EtsForm, p: Smoothing, start: State, pass: Pass): number {
  const n = values.length
  const period = start.season.length
  const season = pass.state.season
  season.set(start.season)
  let [level, slope, squares, logs] = [start.level, start.slope, 0, 0]
  for (let t = 0; t < n; t++) {
    const y = values[t]!
    const s = season[t % period]!
    const q = level + p.phi * slope
    const mean = form.season === 'N' ? q : form.season === 'A' ? q + s : q * s
    if ((form.error === 'M' && !(mean > 1e-10)) || (form.season === 'M' && !(q > 1e-10 && s > 1e-10))) return Infinity
    const error = form.error === 'A' ? y - mean : (y - mean) / mean
    pass.errors[t] = error
    pass.means[t] = mean
    pass.slopes[t] = slope
    pass.bases[t] = q
    pass.seasons[t] = s
    squares += error * error
    if (form.error === 'M') logs += Math.log(mean)
    const gap = (form.season === 'N' ? y : form.season === 'A' ? y - s : y / s) - q
    level = q + p.alpha * gap
    slope = p.phi * slope + p.beta * gap
    if (form.season !== 'N') season[t % period] = s + p.gamma * ((form.season === 'A' ? y - q : y / q) - s)
  }
  pass.state.level = level
  pass.state.slope = slope
  return n * Math.log(Math.max(squares, 1e-300)) + 2 * logs
}

/** Slopes of {@link runEts} in everything it depends on. */
export type EtsSlopes = {
  alpha: number
  beta: number
  gamma: number
  phi: number
  level: number
  slope: number
  season: Float64Array
}

/** Runs the recursion backwards after {@link runEts}: the exact gradient at about the cost of two more passes. */
export function etsGradient(values: Float64Array, form: EtsForm, p: Smoothing, pass: Pass, out: EtsSlopes): void {
  const n = values.length
  const period = out.season.length
  out.season.fill(0)
  let squares = 0
  for (let t = 0; t < n; t++) squares += pass.errors[t]! ** 2
  const scale = (2 * n) / Math.max(squares, 1e-300)
  let [alpha, beta, gamma, phi, level, slope] = [0, 0, 0, 0, 0, 0]
  for (let t = n - 1; t >= 0; t--) {
    const [y, q, s, mean, error] = [values[t]!, pass.bases[t]!, pass.seasons[t]!, pass.means[t]!, pass.errors[t]!]
    const dMean = form.error === 'A' ? -scale * error : (-scale * error * y) / (mean * mean) + 2 / mean
    const gap = (form.season === 'N' ? y : form.season === 'A' ? y - s : y / s) - q
    alpha += level * gap
    beta += slope * gap
    let dq = (1 - p.alpha) * level - p.beta * slope
    const dp = p.alpha * level + p.beta * slope
    if (form.season === 'N') dq += dMean
    else {
      const k = t % period
      const ds = out.season[k]!
      const isAdditive = form.season === 'A'
      gamma += ds * ((isAdditive ? y - q : y / q) - s)
      dq += dMean * (isAdditive ? 1 : s) - p.gamma * ds * (isAdditive ? 1 : y / (q * q))
      out.season[k] = (1 - p.gamma) * ds + dMean * (isAdditive ? 1 : q) - dp * (isAdditive ? 1 : y / (s * s))
    }
    const damped = slope + dq
    phi += damped * pass.slopes[t]!
    slope = damped * p.phi
    level = dq
  }
  Object.assign(out, { alpha, beta, gamma, phi, level, slope })
}

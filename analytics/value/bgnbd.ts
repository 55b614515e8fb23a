import { refuse } from '../errors.ts'
import { defineEstimator } from '../estimator.ts'
import { digamma, logGamma } from '../numeric/gamma.ts'
import { lbfgs } from '../numeric/lbfgs.ts'
import { number_ } from '../params.ts'
import { type Groups, groupsOf, type Repeats } from './history-groups.ts'
import { hypergeometric } from './hypergeometric.ts'

/**
 * BG/NBD: while alive a customer buys at a rate λ ~ Gamma(r, α) and after each purchase leaves with chance
 * p ~ Beta(a, b). Maximum likelihood for (r, α, a, b) by L-BFGS on their logarithms with exact gradient; equal customers
 * are counted together. Times in the caller's unit; α has that unit. `logLikelihood` is the sum over customers.
 *
 * Where nobody seems to leave, or everyone buys alike, the likelihood has no maximum; then a pull of 0.01 keeps the
 * parameters finite and `isDetermined` is false: compare with {@link paretoNbd} by {@link chooseBuyingModel}.
 *
 * Cost: about 40 passes over the different (repeats, recency, age). Note that customers without repeat purchase count as
 * alive for certain; {@link paretoNbd} does not assume that.
 * @throws AnalyticsError `bad_input`, `wrong_shape`, `not_converged`.
 * Source: Fader, Hardie, Lee, "Counting your customers the easy way", Marketing Science 24(2), 2005.
 *
 * @example
 * const model = bgNbd.fit(buyingHistory(purchases, { end: 273 }))
 * model.expected({ repeats: 2, recency: 30.43, age: 38.86 }, 39) // 1.226 purchases in the next 39 weeks
 */
export const bgNbd = defineEstimator({
  name: 'bg_nbd',
  version: 1,
  title: 'BG/NBD',
  parameters: { l2: number_({ default: 0, min: 0, help: 'pull of the logarithms of the parameters towards 0' }) },
  fit(history: Repeats, { l2 }) {
    const groups = groupsOf('bg_nbd', history)
    const n = groups.count.reduce((a, b) => a + b, 0)
    const mean = groups.age.reduce((sum, age, i) => sum + age * groups.count[i]!, 0) / n
    const start = Float64Array.of(0, Math.log(Math.max(mean / 4, 1e-3)), 0, 0.7)
    const first = search(groups, start, n, l2)
    const isDetermined = isInside(first)
    const found = { w: isDetermined ? first : search(groups, start, n, l2 + 0.01) }
    if (!isInside(found.w)) refuse('not_converged', 'bg_nbd found no maximum; give l2 above 0, or use pareto_nbd.')
    const [r, alpha, a, b] = Array.from(found.w, Math.exp) as [number, number, number, number]
    return { r, alpha, a, b, isDetermined, logLikelihood: -penalised(groups, found.w, new Float64Array(4), n, 0) * n }
  },
  methods: (m) => ({
    /** Chance that the customer has not left. */
    alive: (customer: Customer) => 1 / (1 + odds(m, customer)),
    /** Expected purchases in the `time` after the end of observation. */
    expected: (customer: Customer, time: number) => expectedAfter(m, customer, time),
    /** Expected repeat purchases of a new customer within `time`. */
    expectedNew: (time: number) => expectedNew(m, time),
  }),
})

/** One customer's repeats, recency and age. */
export type Customer = { readonly repeats: number; readonly recency: number; readonly age: number }

type Parameters = { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number }

/** Whether r, a and b are neither almost 0 nor almost infinite. */
function isInside([r, , a, b]: Float64Array): boolean {
  return [r!, a!, b!].every((log) => Math.abs(log) < 8)
}

function search(groups: Groups, start: Float64Array, n: number, l2: number): Float64Array {
  return lbfgs((w, g) => penalised(groups, w, g, n, l2), start, { tolerance: 1e-9, maxIterations: 200 }).w
}

/** Mean negative log-likelihood with its slope in the logarithms. */
function penalised(groups: Groups, logs: Float64Array, slope: Float64Array, n: number, l2: number): number {
  const value = likelihood(groups, logs, slope)
  let penalty = 0
  for (let k = 0; k < 4; k++) {
    // A search that runs off to 0 or infinity, where the likelihood is flat, is turned back softly.
    const beyond = Math.sign(logs[k]!) * Math.max(0, Math.abs(logs[k]!) - 10)
    slope[k] = -slope[k]! / n + (l2 * logs[k]! + beyond) / n
    penalty += (l2 * logs[k]! ** 2 + beyond ** 2) / 2
  }
  return (penalty - value) / n
}

function likelihood({ x, recency, age, count }: Groups, logs: Float64Array, slope: Float64Array): number {
  const [r, alpha, a, b] = Array.from(logs, Math.exp) as [number, number, number, number]
  let [value, dr, dAlpha, da, db] = [0, 0, 0, 0, 0]
  let shared = sharedTerms(r, alpha, a, b, 0)
  for (let i = 0; i < x.length; i++) {
    const k = x[i]!
    if (i > 0 && k !== x[i - 1]) shared = sharedTerms(r, alpha, a, b, k)
    const n = count[i]!
    const lateLog = Math.log(alpha + age[i]!)
    const late = -(r + k) * lateLog
    const goneLog = k > 0 ? Math.log(alpha + recency[i]!) : 0
    const gone = k > 0 ? shared.left - (r + k) * goneLog : -Infinity
    const most = Math.max(late, gone)
    const total = most + Math.log(Math.exp(late - most) + Math.exp(gone - most))
    const stays = Math.exp(late - total)
    const leaves = k > 0 ? Math.exp(gone - total) : 0
    value += n * (shared.value + total)
    dr += n * (shared.dr - stays * lateLog - leaves * goneLog)
    dAlpha += n * (r / alpha - (r + k) * (stays / (alpha + age[i]!) + leaves / (alpha + recency[i]!)))
    da += n * (shared.da + leaves / a)
    db += n * (shared.db - (k > 0 ? leaves / (b + k - 1) : 0))
  }
  slope.set([dr * r, dAlpha * alpha, da * a, db * b])
  return value
}

/** Terms that depend on the number of repeats alone. */
function sharedTerms(r: number, alpha: number, a: number, b: number, x: number) {
  if (x === 0) return { value: r * Math.log(alpha), dr: Math.log(alpha), da: 0, db: 0, left: 0 }
  const gammas = logGamma(r + x) - logGamma(r) + logGamma(a + b) + logGamma(b + x) - logGamma(b) - logGamma(a + b + x)
  const both = digamma(a + b) - digamma(a + b + x)
  return {
    value: gammas + r * Math.log(alpha),
    dr: digamma(r + x) - digamma(r) + Math.log(alpha),
    da: both,
    db: both + digamma(b + x) - digamma(b),
    left: Math.log(a) - Math.log(b + x - 1),
  }
}

/** Odds of having left. */
function odds({ r, alpha, a, b }: Parameters, { repeats: x, recency, age }: Customer): number {
  return x === 0 ? 0 : (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x)
}

/** a = 1 is a removable singularity of the formulas. */
const awayFromOne = (a: number): number => (Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a)

function expectedAfter(m: Parameters, customer: Customer, time: number): number {
  const { r, alpha, b } = m
  const a = awayFromOne(m.a)
  const { repeats: x, age } = customer
  const all = alpha + age + time
  const f = hypergeometric(r + x, b + x, a + b + x - 1, time / all)
  const whole = ((a + b + x - 1) / (a - 1)) * (1 - ((alpha + age) / all) ** (r + x) * f)
  return whole / (1 + odds(m, customer))
}

function expectedNew({ r, alpha, a: given, b }: Parameters, time: number): number {
  const a = awayFromOne(given)
  const f = hypergeometric(r, b, a + b - 1, time / (alpha + time))
  return ((a + b - 1) / (a - 1)) * (1 - (alpha / (alpha + time)) ** r * f)
}

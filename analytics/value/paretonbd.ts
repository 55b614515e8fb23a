import { refuse } from '../errors.ts'
import { defineEstimator } from '../estimator.ts'
import { logGamma } from '../numeric/gamma.ts'
import { lbfgs } from '../numeric/lbfgs.ts'
import { number_ } from '../params.ts'
import type { Customer } from './bgnbd.ts'
import { type Groups, groupsOf, type Repeats } from './history-groups.ts'
import { hypergeometric } from './hypergeometric.ts'

/**
 * Pareto/NBD: while alive a customer buys at a rate λ ~ Gamma(r, α) and may leave at any moment at a rate
 * μ ~ Gamma(s, β). Maximum likelihood for (r, α, s, β) by L-BFGS on their logarithms (central differences). Unlike
 * {@link bgNbd} it doubts customers who never came back.
 *
 * Cost: some 500 passes over the different (repeats, recency, age), each with two ₂F₁.
 * @throws AnalyticsError `bad_input`, `wrong_shape`, `not_converged`.
 * Sources: Schmittlein, Morrison, Colombo, Management Science 33(1), 1987; formulas after Fader, Hardie, "A note on
 * deriving the Pareto/NBD model", 2005.
 *
 * @example
 * const model = paretoNbd.fit(buyingHistory(purchases, { end: 273 }))
 * model.alive({ repeats: 0, recency: 0, age: 38.86 }) // as likely as not to have left, on this data
 */
export const paretoNbd = defineEstimator({
  name: 'pareto_nbd',
  version: 1,
  title: 'Pareto/NBD',
  parameters: { l2: number_({ default: 0, min: 0, help: 'pull of the logarithms of the parameters towards 0' }) },
  fit(history: Repeats, { l2 }) {
    const groups = groupsOf('pareto_nbd', history)
    const n = groups.count.reduce((a, b) => a + b, 0)
    const mean = groups.age.reduce((sum, age, i) => sum + age * groups.count[i]!, 0) / n
    const value = (logs: Float64Array) => {
      const penalty = (l2 * logs.reduce((sum, log) => sum + log * log, 0)) / 2
      return (penalty - likelihood(groups, parametersOf(logs))) / n
    }
    const scale = Math.log(Math.max(mean / 4, 1e-3))
    const found = lbfgs((w, g) => sloped(value, w, g), Float64Array.of(0, scale, 0, scale), {
      tolerance: 1e-7,
      maxIterations: 300,
    })
    const parameters = parametersOf(found.w)
    const bad = Object.values(parameters).some((p) => !(p > 1e-8 && p < 1e8))
    if (bad)
      refuse('not_converged', 'pareto_nbd found no maximum; there may be too few repeat purchases, or give l2 above 0.')
    return { ...parameters, logLikelihood: likelihood(groups, parameters) }
  },
  methods: (m) => ({
    /** Chance that the customer has not left. */
    alive: (customer: Customer) => alive(m, customer),
    /** Expected purchases in the `time` after the end of observation. */
    expected: (customer: Customer, time: number) => expectedAfter(m, customer, time),
    /** Expected repeat purchases of a new customer within `time`. */
    expectedNew: (time: number) =>
      ((m.r * m.beta) / (m.alpha * (awayFromOne(m.s) - 1))) *
      (1 - (m.beta / (m.beta + time)) ** (awayFromOne(m.s) - 1)),
  }),
})

type Parameters = { readonly r: number; readonly alpha: number; readonly s: number; readonly beta: number }

function parametersOf(logs: Float64Array): Parameters {
  const [r, alpha, s, beta] = Array.from(logs, Math.exp) as [number, number, number, number]
  return { r, alpha, s, beta }
}

function sloped(value: (w: Float64Array) => number, w: Float64Array, slope: Float64Array): number {
  const step = 1e-5
  const moved = Float64Array.from(w)
  for (let k = 0; k < w.length; k++) {
    moved[k] = w[k]! + step
    const above = value(moved)
    moved[k] = w[k]! - step
    slope[k] = (above - value(moved)) / (2 * step)
    moved[k] = w[k]!
  }
  return value(w)
}

function likelihood({ x, recency, age, count }: Groups, m: Parameters): number {
  let sum = 0
  let gammas = 0
  for (let i = 0; i < x.length; i++) {
    if (i === 0 || x[i] !== x[i - 1]) gammas = logGamma(m.r + x[i]!) - logGamma(m.r)
    const { stays, leaves } = paths(m, x[i]!, recency[i]!, age[i]!)
    const most = Math.max(stays, leaves)
    sum += count[i]! * (gammas + most + Math.log(Math.exp(stays - most) + Math.exp(leaves - most)))
  }
  return sum
}

/** Logarithms of the likelihood of being alive at the end, and of having left, without the factor Γ(r + x) / Γ(r). */
function paths({ r, alpha, s, beta }: Parameters, x: number, recency: number, age: number) {
  const common = r * Math.log(alpha) + s * Math.log(beta)
  const stays = common - (r + x) * Math.log(alpha + age) - s * Math.log(beta + age)
  const order = r + s + x
  const [wide, narrow, second] = alpha >= beta ? [alpha, beta, s + 1] : [beta, alpha, r + x]
  const at = (time: number) => {
    const f = hypergeometric(order, second, order + 1, (wide - narrow) / (wide + time))
    return { log: -order * Math.log(wide + time) + Math.log(f) }
  }
  const [early, late] = [at(recency).log, at(age).log]
  const difference = early + Math.log(-Math.expm1(late - early))
  return { stays, leaves: common + Math.log(s / order) + difference }
}

function alive(m: Parameters, { repeats, recency, age }: Customer): number {
  const { stays, leaves } = paths(m, repeats, recency, age)
  return 1 / (1 + Math.exp(leaves - stays))
}

/** s = 1 is a removable singularity of the formulas. */
const awayFromOne = (s: number): number => (Math.abs(s - 1) < 1e-6 ? 1 + 1e-6 : s)

function expectedAfter(m: Parameters, customer: Customer, time: number): number {
  const s = awayFromOne(m.s)
  const left = 1 - ((m.beta + customer.age) / (m.beta + customer.age + time)) ** (s - 1)
  const rate = ((m.r + customer.repeats) * (m.beta + customer.age)) / ((m.alpha + customer.age) * (s - 1))
  return alive(m, customer) * rate * left
}

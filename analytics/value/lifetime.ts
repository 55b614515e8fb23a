import { refuse } from '../errors.ts'
import { mulberry32, normal, type Uniform } from '../numeric/random.ts'
import { checkParameters, integer_, number_, type Values } from '../params.ts'
import type { Customer } from './bgnbd.ts'

/** A fitted {@link bgNbd} or {@link paretoNbd}. */
export type BuyingModel =
  | (Forecast & { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number })
  | (Forecast & { readonly r: number; readonly alpha: number; readonly s: number; readonly beta: number })

type Forecast = { alive(customer: Customer): number; expected(customer: Customer, time: number): number }

/** A fitted {@link gammaGamma}. */
export type SpendingModel = {
  readonly p: number
  readonly q: number
  readonly gamma: number
  expected(customer: { repeats: number; spend: number }): number
}

/** What a customer will bring: expected value with an interval, and where it comes from. */
export type Lifetime = {
  /** Expected discounted value, margin − cost, in the unit of the amounts. */
  readonly value: number
  /** Interval that holds the customer's value with chance `level`; wide, because single customers are. */
  readonly low: number
  readonly high: number
  readonly purchases: number
  readonly alive: number
  readonly spend: number
}

/** Parameters of {@link lifetimeValue}; times in the unit of the fitted models. */
export const lifetimeParameters = {
  horizon: number_({ default: 52, above: 0, help: 'time to look ahead' }),
  discount: number_({ default: 0, min: 0, below: 1, help: 'discount rate for one unit of time' }),
  margin: number_({ default: 1, min: 0, max: 1, help: 'share of the amount that remains after the cost of goods' }),
  cost: number_({ default: 0, min: 0, help: 'cost of serving one purchase' }),
  level: number_({ default: 0.9, above: 0, below: 1, help: 'chance that the interval holds the value' }),
  draws: integer_({ default: 500, min: 20, help: 'simulated futures behind the interval' }),
  steps: integer_({ default: 52, min: 1, help: 'parts of the horizon for discounting' }),
}

/**
 * Discounted lifetime value V = R − C of a customer over a horizon: Σ over steps of E[purchases in the step] ·
 * (margin · E[amount] − cost) / (1 + discount)^t, t the middle of the step. The interval comes from futures simulated
 * from the customer's own posterior (rate, dropout, spending), given the fitted parameters.
 *
 * Cost: `steps` expectations and `draws` simulated futures.
 * @throws AnalyticsError `illegal_parameter`, `bad_input`.
 * Source: Fader, Hardie, Lee, "RFM and CLV", 2005; posterior simulation as in Ma, Liu, 2007.
 *
 * @example
 * lifetimeValue({ buying, spending }, { repeats: 2, recency: 30, age: 38, spend: 22 }, { horizon: 52, discount: 0.002, seed: 1 })
 */
export function lifetimeValue(
  models: { readonly buying: BuyingModel; readonly spending: SpendingModel },
  customer: Customer & { readonly spend: number },
  given: Partial<Values<typeof lifetimeParameters>> & { seed?: number } = {},
): Lifetime {
  const { seed = 1, ...rest } = given
  const parameters = checkParameters('lifetimeValue', lifetimeParameters, rest)
  if (!(customer.spend >= 0))
    refuse('bad_input', `lifetimeValue needs a mean amount of at least 0, not ${customer.spend}.`)
  const { buying, spending } = models
  const spend = spending.expected(customer)
  const each = parameters.margin * spend - parameters.cost
  const { purchases, discounted } = discountedPurchases(buying, customer, parameters)
  const alive = buying.alive(customer)
  const futures = simulate(models, customer, alive, parameters, mulberry32(seed))
  const tail = (1 - parameters.level) / 2
  const at = (share: number) => futures[Math.round(share * (futures.length - 1))]!
  return { value: discounted * each, low: at(tail), high: at(1 - tail), purchases, alive, spend }
}

type Settings = Values<typeof lifetimeParameters>

function discountedPurchases(buying: BuyingModel, customer: Customer, { horizon, steps, discount }: Settings) {
  let [before, discounted] = [0, 0]
  for (let step = 1; step <= steps; step++) {
    const until = buying.expected(customer, (horizon * step) / steps)
    discounted += (until - before) * (1 + discount) ** ((-horizon * (step - 0.5)) / steps)
    before = until
  }
  return { purchases: before, discounted }
}

function simulate(
  { buying, spending }: { buying: BuyingModel; spending: SpendingModel },
  customer: Customer & { spend: number },
  alive: number,
  settings: Settings,
  uniform: Uniform,
): Float64Array {
  const { p, q, gamma } = spending
  const futures = new Float64Array(settings.draws)
  for (let draw = 0; draw < settings.draws; draw++) {
    const isAlive = uniform() < alive
    const times = isAlive ? futurePurchases(buying, customer, settings.horizon, uniform) : []
    const scale = (gamma + customer.repeats * customer.spend) / gammaDraw(p * customer.repeats + q, uniform)
    for (const time of times) {
      const amount = gammaDraw(p, uniform) * scale
      futures[draw]! += (settings.margin * amount - settings.cost) * (1 + settings.discount) ** -time
    }
  }
  return futures.sort()
}

/** Times of purchases of a living customer within the horizon, with rate and dropout drawn from the posterior. */
function futurePurchases(buying: BuyingModel, { repeats, age }: Customer, horizon: number, uniform: Uniform): number[] {
  const rate = gammaDraw(buying.r + repeats, uniform) / (buying.alpha + age)
  const times: number[] = []
  if ('a' in buying) {
    const [one, other] = [gammaDraw(buying.a, uniform), gammaDraw(buying.b + repeats, uniform)]
    const leaves = one / (one + other)
    for (let time = wait(rate, uniform); time < horizon; time += wait(rate, uniform)) {
      times.push(time)
      if (uniform() < leaves) break
    }
    return times
  }
  const life = wait(gammaDraw(buying.s, uniform) / (buying.beta + age), uniform)
  for (let time = wait(rate, uniform); time < Math.min(horizon, life); time += wait(rate, uniform)) times.push(time)
  return times
}

function wait(rate: number, uniform: Uniform): number {
  return -Math.log(1 - uniform()) / rate
}

/** Gamma with unit scale. Source: Marsaglia, Tsang, ACM TOMS 26(3), 2000. */
function gammaDraw(shape: number, uniform: Uniform): number {
  if (shape < 1) return gammaDraw(shape + 1, uniform) * (1 - uniform()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const z = normal(uniform)
    const v = (1 + c * z) ** 3
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v
  }
}

import { AnalyticsError, refuse } from '../errors.ts'
import { bgNbd, type Customer } from './bgnbd.ts'
import { paretoNbd } from './paretonbd.ts'
import { type BuyingHistory, buyingHistory, type Purchases } from './purchases.ts'

/** How well one way to foresee purchases did on purchases it had not seen. */
export type BuyingScore = {
  readonly name: 'bg_nbd' | 'pareto_nbd' | 'own_rate' | 'nothing'
  /** Root mean square and mean absolute error of purchases per customer. */
  readonly rmse: number
  readonly mae: number
  /** Correlation with what was bought; 0 when all forecasts are equal. */
  readonly correlation: number
  /** Forecast total over true total, minus 1. */
  readonly totalError: number
  /** Share of the purchases made by the tenth of customers with the highest forecasts (ties in order). */
  readonly capture: number
  /** Why a model could not be fitted; its measures are then NaN. */
  readonly failure?: string
}

/** The comparison, best first by root mean square error, and the winner's name. */
export type BuyingChoice = { readonly scores: readonly BuyingScore[]; readonly best: BuyingScore['name'] }

/**
 * Compares {@link bgNbd}, {@link paretoNbd}, each customer's own past rate, and expecting nothing, on purchases between
 * `split` and `end` after learning from those up to `split`. Mean absolute error alone is no guide: where most buy nothing,
 * expecting nothing nearly wins it.
 *
 * @throws AnalyticsError `bad_input` when there is nothing to learn from or to judge by, and those of the models' input.
 * @example
 * chooseBuyingModel(purchases, { split: 273, end: 546 }).best // 'pareto_nbd'
 */
export function chooseBuyingModel(purchases: Purchases, { split, end }: { split: number; end: number }): BuyingChoice {
  const past = buyingHistory(purchases, { end: split })
  const all = buyingHistory(purchases, { end })
  if (past.customers.length === 0 || !(end > split))
    refuse('bad_input', `There is nothing to learn up to ${split} or to judge up to ${end}.`)
  const later = new Map(all.customers.map((customer, i) => [customer, all.repeats[i]!]))
  const actual = Float64Array.from(past.customers, (customer, i) => later.get(customer)! - past.repeats[i]!)
  const time = end - split
  const scores: BuyingScore[] = [
    learned('bg_nbd', () => bgNbd.fit(past), past, actual, time),
    learned('pareto_nbd', () => paretoNbd.fit(past), past, actual, time),
    score(
      'own_rate',
      past.repeats.map((x, i) => (past.age[i]! > 0 ? (x / past.age[i]!) * time : 0)),
      actual,
    ),
    score('nothing', new Float64Array(actual.length), actual),
  ]
  scores.sort((a, b) => (Number.isNaN(a.rmse) ? 1 : Number.isNaN(b.rmse) ? -1 : a.rmse - b.rmse))
  return { scores, best: scores[0]!.name }
}

type Learned = { expected(customer: Customer, time: number): number }

function learned(
  name: BuyingScore['name'],
  fit: () => Learned,
  past: BuyingHistory,
  actual: Float64Array,
  time: number,
): BuyingScore {
  try {
    const model = fit()
    const at = (i: number) => ({ repeats: past.repeats[i]!, recency: past.recency[i]!, age: past.age[i]! })
    return score(
      name,
      Float64Array.from(actual, (_, i) => model.expected(at(i), time)),
      actual,
    )
  } catch (error) {
    if (!(error instanceof AnalyticsError)) throw error
    const none = Number.NaN
    return { name, rmse: none, mae: none, correlation: none, totalError: none, capture: none, failure: error.message }
  }
}

function score(name: BuyingScore['name'], forecast: Float64Array, actual: Float64Array): BuyingScore {
  const n = actual.length
  const [total, expected] = [sum(actual), sum(forecast)]
  const mean = (of: (i: number) => number) => sum(actual.map((_, i) => of(i))) / n
  const [centre, middle] = [expected / n, total / n]
  const together = mean((i) => (forecast[i]! - centre) * (actual[i]! - middle))
  const spread = Math.sqrt(mean((i) => (forecast[i]! - centre) ** 2) * mean((i) => (actual[i]! - middle) ** 2))
  const order = Int32Array.from(actual.keys()).sort((a, b) => forecast[b]! - forecast[a]! || a - b)
  const top = order.subarray(0, Math.ceil(n / 10))
  return {
    name,
    rmse: Math.sqrt(mean((i) => (forecast[i]! - actual[i]!) ** 2)),
    mae: mean((i) => Math.abs(forecast[i]! - actual[i]!)),
    correlation: spread > 1e-12 ? together / spread : 0,
    totalError: total > 0 ? expected / total - 1 : Number.NaN,
    capture: total > 0 ? top.reduce((bought, i) => bought + actual[i]!, 0) / total : Number.NaN,
  }
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0)
}

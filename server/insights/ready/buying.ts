import type { Table } from '@rapport/analytics/data/index.ts'
import { AnalyticsError } from '@rapport/analytics/errors.ts'
import { mulberry32, permutation } from '@rapport/analytics/numeric/random.ts'
import { type BuyingModel, bgNbd, gammaGamma, lifetimeValue } from '@rapport/analytics/value/index.ts'
import { methodNames } from '@rapport/vocabulary/insights/methods.ts'
import { type Interval, level } from '../model/answerer.ts'
import type { Rival, RivalModel } from '../model/rival.ts'

const uses = ['order_days', 'days_known', 'days_since_order', 'revenue'] as const

interface Past {
  readonly repeats: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
  /** Days with an order, and the mean amount of one. */
  readonly days: Float64Array
  readonly spend: Float64Array
}

/** What models of repeat buying need of each customer, from its features; days in the unit of days. */
function pastOf(table: Table): Past {
  const [days, age, silence, revenue] = uses.map((name) => {
    const column = table.columns.find((one) => one.name === name)
    if (column?.kind !== 'number') throw new AnalyticsError('bad_input', `"${name}" is not known of the customers.`)
    return column.values
  }) as [Float64Array, Float64Array, Float64Array, Float64Array]
  const count = days.map((value) => Math.max(1, Math.round(value)))
  return {
    repeats: count.map((value) => value - 1),
    age,
    // Between the first and the last order; a feature that is asked about as if it were usual may contradict another.
    recency: age.map((known, i) => (count[i]! > 1 ? Math.min(known, Math.max(1e-6, known - silence[i]!)) : 0)),
    days: count,
    spend: revenue.map((sum, i) => Math.max(0, sum / count[i]!)),
  }
}

/** Pareto/NBD doubts better, but its likelihood takes minutes where the data do not determine it. */
const buyers = { bg_nbd: bgNbd } as const
type BuyerName = keyof typeof buyers
type Spending = ReturnType<typeof gammaGamma.fit>

/** More customers than these say no more about four numbers. */
const mostFitted = 20_000

const some = (past: Past): Past => {
  if (past.age.length <= mostFitted) return past
  const rows = permutation(past.age.length, mulberry32(1)).subarray(0, mostFitted)
  const of = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!)
  return {
    repeats: of(past.repeats),
    recency: of(past.recency),
    age: of(past.age),
    days: of(past.days),
    spend: of(past.spend),
  }
}

/** Four and three numbers that describe all customers; refused where they are not determined by the data. */
function fitted(name: BuyerName, table: Table): { buying: BuyingModel; spending: Spending } {
  const past = some(pastOf(table))
  const buying = buyers[name].fit(past)
  if ('isDetermined' in buying && !buying.isDetermined)
    throw new AnalyticsError(
      'not_converged',
      'Nobody seems to leave, or everyone buys alike, so its parameters are not determined by these orders.',
    )
  const spending = gammaGamma.fit({ repeats: past.days, spend: past.spend })
  if (!(spending.q > 1 && spending.p > 0 && Number.isFinite(spending.gamma)))
    throw new AnalyticsError(
      'not_converged',
      'Amounts differ so much between customers that their mean is not determined.',
    )
  return { buying: buying as BuyingModel, spending }
}

/** Simulated futures behind an interval. */
const draws = (rows: number): number => (rows > 100_000 ? 60 : 200)

function modelOf({ buying, spending }: { buying: BuyingModel; spending: Spending }, horizon: number): RivalModel {
  const at = ({ repeats, recency, age }: Past, i: number) => ({
    repeats: repeats[i]!,
    recency: recency[i]!,
    age: age[i]!,
  })
  return {
    predict: (table) => {
      const past = pastOf(table)
      return Float64Array.from(past.age, (_, i) => {
        const { expected } = spending
        return buying.expected(at(past, i), horizon) * expected({ repeats: past.days[i]!, spend: past.spend[i]! })
      })
    },
    interval: (table): Interval => {
      const past = pastOf(table)
      const [low, high] = [new Float64Array(table.rows), new Float64Array(table.rows)]
      for (let i = 0; i < table.rows; i++) {
        // The first day with an order tells of spending too, but is no repeat: it is put into what was known before.
        const known = { ...spending, q: spending.q + spending.p, gamma: spending.gamma + past.spend[i]! }
        const settings = { horizon, level, draws: draws(table.rows), steps: 1, seed: i + 1 }
        const found = lifetimeValue({ buying, spending: known }, { ...at(past, i), spend: past.spend[i]! }, settings)
        low[i] = found.low
        high[i] = found.high
      }
      return { low, high }
    },
    state: () => ({
      buying: (buying as unknown as { toJSON(): object }).toJSON(),
      spending: spending.toJSON(),
      horizon,
    }),
  }
}

/** Models of repeat buying, which foresee from the rhythm and the amounts of a customer's own orders. */
export const buyingRivals = (horizon: number): readonly Rival[] =>
  (Object.keys(buyers) as BuyerName[]).map((name) => ({
    name,
    label: methodNames[name],
    uses,
    fit: (table) => modelOf(fitted(name, table), horizon),
  }))

/** A model of repeat buying as it was stored. */
export function storedBuying(name: string, state: unknown): RivalModel {
  const { buying, spending, horizon } = state as { buying: unknown; spending: unknown; horizon: number }
  const buyer = buyers[name as BuyerName]
  return modelOf({ buying: buyer.fromJSON(buying) as BuyingModel, spending: gammaGamma.fromJSON(spending) }, horizon)
}

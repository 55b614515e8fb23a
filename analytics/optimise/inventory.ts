import { refuse } from '../errors.ts'

/** When to order how much. */
export type OrderPlan = { readonly orders: Float64Array; readonly cost: number }

/** Costs of {@link planOrders}: of one order, and of holding one unit for one period; one number or one for each period. */
export type OrderCosts = { readonly order: number | readonly number[]; readonly hold: number | readonly number[] }

/**
 * Cheapest orders for a known demand without shortage: dynamic lot sizing, best(t) = min over s ≤ t of best(s − 1) + order
 * cost + cost of holding the demand of s … t from s. Exact. Cost: periods².
 *
 * @throws AnalyticsError `bad_input`.
 * Source: Wagner, Whitin, "Dynamic version of the economic lot size model", Management Science 5(1), 1958.
 * @example
 * planOrders([69, 29, 36, 61], { order: 85, hold: 1 }) // orders 98, 0, 97, 0
 */
export function planOrders(demand: readonly number[], costs: OrderCosts): OrderPlan {
  const wrong = demand.findIndex((units) => !(units >= 0 && units < Infinity))
  if (wrong >= 0) refuse('bad_input', `The demand of period ${wrong} is ${demand[wrong]}; give a number of at least 0.`)
  const n = demand.length
  const at = (cost: number | readonly number[], t: number) => (typeof cost === 'number' ? cost : cost[t]!)
  const best = new Float64Array(n + 1).fill(Infinity)
  const from = new Int32Array(n + 1)
  best[0] = 0
  for (let s = 0; s < n; s++) {
    let [held, upTo] = [0, 0]
    for (let t = s; t < n; t++) {
      if (t > s) held += at(costs.hold, t - 1)
      upTo += held * demand[t]!
      const ordered = demand.slice(s, t + 1).some((units) => units > 0) ? at(costs.order, s) : 0
      const total = best[s]! + ordered + upTo
      if (total >= best[t + 1]!) continue
      best[t + 1] = total
      from[t + 1] = s
    }
  }
  const orders = new Float64Array(n)
  for (let t = n; t > 0; t = from[t]!) for (let k = from[t]!; k < t; k++) orders[from[t]!]! += demand[k]!
  return { orders, cost: best[n]! }
}

/** Costs and demand of {@link planStock}; `demand[d]` is the chance that d units are asked for in a period. */
export type StockProblem = {
  readonly demand: readonly number[]
  readonly periods: number
  readonly capacity: number
  readonly order: number
  readonly unit: number
  readonly hold: number
  readonly shortage: number
}

/** For each period and each stock at its start: how much to order, and the expected cost from there on. */
export type StockPlan = { readonly order: readonly Int32Array[]; readonly cost: readonly Float64Array[] }

/**
 * Orders under uncertain demand that cost least on average: backward dynamic programming over periods and stock. Orders arrive
 * at once; unmet demand is lost at `shortage` a unit; what is left costs `hold` a unit. With a fixed cost of ordering
 * the plan has the shape "below s order up to S". Cost: periods × capacity² × demands.
 *
 * @throws AnalyticsError `bad_input` when chances do not add up to 1.
 * Source: Scarf, "The optimality of (S, s) policies", 1960.
 * @example
 * planStock({ demand: [0.2, 0.5, 0.3], periods: 4, capacity: 5, order: 3, unit: 1, hold: 0.2, shortage: 6 }).order[0][0]
 */
export function planStock(problem: StockProblem): StockPlan {
  const { demand, periods, capacity } = problem
  const sum = demand.reduce((a, b) => a + b, 0)
  if (Math.abs(sum - 1) > 1e-6 || demand.some((chance) => chance < 0))
    refuse('bad_input', `The chances of demand add up to ${sum}; they must be at least 0 and add up to 1.`)
  const order: Int32Array[] = []
  const cost: Float64Array[] = []
  let later = new Float64Array(capacity + 1)
  for (let t = periods - 1; t >= 0; t--) {
    const after = Float64Array.from(later, (_, level) => expectedFrom(problem, level, later))
    const choice = new Int32Array(capacity + 1)
    const now = new Float64Array(capacity + 1).fill(Infinity)
    for (let stock = 0; stock <= capacity; stock++) {
      for (let bought = 0; stock + bought <= capacity; bought++) {
        const total = (bought > 0 ? problem.order : 0) + problem.unit * bought + after[stock + bought]!
        if (total >= now[stock]! - 1e-12) continue
        now[stock] = total
        choice[stock] = bought
      }
    }
    order.unshift(choice)
    cost.unshift(now)
    later = now
  }
  return { order, cost }
}

function expectedFrom({ demand, hold, shortage }: StockProblem, level: number, later: Float64Array): number {
  return demand.reduce((sum, chance, asked) => {
    const left = Math.max(0, level - asked)
    return sum + chance * (hold * left + shortage * Math.max(0, asked - level) + later[left]!)
  }, 0)
}

import { AnalyticsError } from '@rapport/analytics/errors.ts'
import { isBroken, Left, type Limits, type Offer, type Use, usesOf } from './limits.ts'
import { type Prices, type Relaxed, relaxed, wholePlan } from './program.ts'

/** Up to so many offers are solved whole and to the optimum; beyond, offers are brought in as they pay. */
const fewOffers = 3_000
const goodGap = 0.001
/** Nothing outside can add more than this share: bringing more in is not worth the time. */
const goodSlack = 0.0005
const seconds = 15
const broughtPerCustomer = 3
const worthTells = 1e-7
const productsTold = 3

export interface Worth {
  readonly limit: 'budget' | 'channel' | 'stock' | 'room'
  readonly of: number
  /** So much more of the limit … */
  readonly step: number
  /** … would bring so much more profit, by solving again with it. */
  readonly value: number
}

export interface Solution {
  /** Numbers of the offers that are made. */
  readonly chosen: readonly number[]
  readonly profit: number
  /** No plan brings more. */
  readonly bound: number
  readonly worths: readonly Worth[]
}

export interface Standing {
  readonly fixed: readonly number[]
  readonly excluded: readonly number[]
}

export interface Solving extends Standing {
  /** Called between the steps; throws when the work was cancelled. */
  readonly onStep?: () => void
}

/** Limits that the fixed offers alone break: exactly then there is no plan, because every limit is a most. */
export const brokenBy = (offers: readonly Offer[], limits: Limits, fixed: readonly number[]): Use[] =>
  usesOf(
    fixed.map((j) => offers[j]!),
    limits,
  ).filter(isBroken)

/** What an offer would add beyond what it takes from others. */
const pays = (prices: Prices, { customer, product, channel, gain, spends, pieces }: Offer): number =>
  gain -
  prices.budget * spends -
  prices.channel(channel) -
  prices.stock(product) * pieces -
  prices.room(customer) -
  prices.pair(customer, product)

/** Keeps the best few of every customer. */
function bestOf(numbers: readonly number[], offers: readonly Offer[], worth: (j: number) => number, few: number) {
  const kept = new Map<number, number[]>()
  for (const j of [...numbers].sort((a, b) => worth(b) - worth(a) || a - b)) {
    const own = kept.get(offers[j]!.customer) ?? []
    if (own.length < few) kept.set(offers[j]!.customer, [...own, j])
  }
  return [...kept.values()].flat()
}

interface Mastered extends Relaxed {
  readonly numbers: readonly number[]
  /** By weak duality: what is left outside adds at most the best of each customer, as often as there is room for it. */
  readonly bound: number
}

/** The relaxed program over all offers, solved over those that can pay (column generation: Desrosiers & Lübbecke, 2005). */
class Master {
  readonly #offers: readonly Offer[]
  readonly #onStep: () => void
  readonly inside: Set<number>

  constructor(offers: readonly Offer[], inside: readonly number[], onStep: () => void) {
    this.#offers = offers
    this.inside = new Set(inside)
    this.#onStep = onStep
  }

  async solve(limits: Limits, candidates: readonly number[]): Promise<Mastered> {
    for (;;) {
      this.#onStep()
      const numbers = [...this.inside]
      const found = await relaxed(
        numbers.map((j) => this.#offers[j]!),
        limits,
      )
      const worth = (j: number) => pays(found.prices, this.#offers[j]!)
      const paying = candidates.filter((j) => !this.inside.has(j) && worth(j) > worthTells)
      const slack = bestOf(paying, this.#offers, worth, 1).reduce(
        (sum, j) => sum + worth(j) * limits.room[this.#offers[j]!.customer]!,
        0,
      )
      if (slack <= goodSlack * found.profit) return { ...found, numbers, bound: found.profit + slack }
      for (const j of bestOf(paying, this.#offers, worth, broughtPerCustomer)) this.inside.add(j)
    }
  }
}

/** Takes what the relaxed program takes whole, then what fits, the most paying first. */
function rounded(offers: readonly Offer[], limits: Limits, { numbers, taken, prices }: Mastered): number[] {
  const left = new Left(limits)
  return numbers
    .map((j, k) => ({ j, taken: taken[k]!, pays: pays(prices, offers[j]!), gain: offers[j]!.gain }))
    .sort((a, b) => b.taken - a.taken || b.pays - a.pays || b.gain - a.gain || a.j - b.j)
    .flatMap(({ j }) => {
      if (!left.fits(offers[j]!)) return []
      left.take(offers[j]!)
      return [j]
    })
}

const gainOf = (offers: readonly Offer[], numbers: readonly number[]): number =>
  numbers.reduce((sum, j) => sum + offers[j]!.gain, 0)

async function whole(offers: readonly Offer[], limits: Limits, found: Mastered, exact: boolean): Promise<number[]> {
  const quick = rounded(offers, limits, found)
  if (!exact && gainOf(offers, quick) >= found.profit * (1 - goodGap)) return quick
  const inside = found.numbers
  try {
    const some = inside.map((j) => offers[j]!)
    const best = await wholePlan(some, limits, { gap: exact ? 0 : goodGap, seconds })
    return best.map((k) => inside[k]!)
  } catch (error) {
    // The time ran out: what was rounded keeps every limit, and the gap is told.
    if (error instanceof AnalyticsError && error.code === 'not_converged') return quick
    throw error
  }
}

/** Ten contacts, a tenth of the budget, ten pieces, one more contact with everybody who may be contacted at all. */
export function stepOf(limit: Worth['limit'], most: number): number {
  if (limit === 'room') return 1
  return limit === 'budget' ? Math.max(1, Number((most / 10).toPrecision(1))) : 10
}

const raised = (limits: Limits, limit: Worth['limit'], of: number, step: number): Limits => {
  const more = (values: readonly (number | null)[]) => values.map((most, k) => (k === of ? (most ?? 0) + step : most))
  if (limit === 'budget') return { ...limits, budget: (limits.budget ?? 0) + step }
  if (limit === 'channel') return { ...limits, channels: more(limits.channels) }
  if (limit === 'stock') return { ...limits, stock: more(limits.stock) }
  return { ...limits, room: Int32Array.from(limits.room, (room) => (room > 0 ? room + step : 0)) }
}

/** Limits that hold the plan back; of products the few that do so most. */
function binding(limits: Limits, prices: Prices, given: Limits): Omit<Worth, 'value'>[] {
  const one = (limit: Worth['limit'], of: number, most: number | null, price: number) =>
    most !== null && price > worthTells ? [{ limit, of, step: stepOf(limit, most), price }] : []
  const customers = Array.from(limits.room).some((_, customer) => prices.room(customer) > worthTells)
  return [
    ...one('budget', 0, given.budget, prices.budget),
    ...limits.channels.flatMap((_, of) => one('channel', of, given.channels[of]!, prices.channel(of))),
    ...limits.stock
      .flatMap((_, of) => one('stock', of, given.stock[of]!, prices.stock(of)))
      .sort((a, b) => b.price - a.price)
      .slice(0, productsTold),
    ...(customers ? [{ limit: 'room' as const, of: 0, step: 1 }] : []),
  ]
}

/**
 * The plan of the greatest expected profit. Few offers are solved exactly; of many the relaxed program is solved exactly over all of
 * them, rounded, and the distance to its profit, which no plan exceeds, is the gap.
 */
export async function solve(offers: readonly Offer[], limits: Limits, solving: Solving): Promise<Solution> {
  const { fixed, excluded, onStep = () => undefined } = solving
  const taken = fixed.map((j) => offers[j]!)
  const left = new Left(limits, taken)
  const out = new Set([...fixed, ...excluded])
  const candidates = offers.flatMap((offer, j) =>
    out.has(j) || offer.gain <= 0 || left.has(offer) || left.room[offer.customer]! < 1 ? [] : [j],
  )
  const few = candidates.length <= fewOffers
  const start = few ? candidates : bestOf(candidates, offers, (j) => offers[j]!.gain, broughtPerCustomer)
  const master = new Master(offers, start, onStep)
  if (candidates.length === 0) {
    const profit = gainOf(offers, fixed)
    return { chosen: [...fixed], profit, bound: profit, worths: [] }
  }
  const found = await master.solve(left, candidates)
  const free = await whole(offers, left, found, few)
  const worths: Worth[] = []
  for (const { limit, of, step } of binding(left, found.prices, limits)) {
    const more = await master.solve(raised(left, limit, of, step), candidates)
    worths.push({ limit, of, step, value: Math.max(0, more.profit - found.profit) })
  }
  const chosen = [...fixed, ...free]
  const profit = gainOf(offers, chosen)
  return { chosen, profit, bound: Math.max(profit, gainOf(offers, fixed) + found.bound), worths }
}

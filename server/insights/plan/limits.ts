/** One thing that could be offered to one customer by one channel, as the program sees it. */
export interface Offer {
  readonly customer: number
  readonly product: number
  readonly channel: number
  /** Expected profit: chance × what a sale brings − what the contact costs. */
  readonly gain: number
  /** Of the budget: the contact, and the discount as far as it is expected to be taken. */
  readonly spends: number
  /** Pieces expected to be taken from stock. */
  readonly pieces: number
}

/** What a plan must keep to; null: no limit. */
export interface Limits {
  readonly budget: number | null
  readonly channels: readonly (number | null)[]
  readonly stock: readonly (number | null)[]
  /** How often each customer may still be contacted. */
  readonly room: ArrayLike<number>
}

export type LimitName = 'budget' | 'channel' | 'stock' | 'room' | 'pair'

/** How much of a limit is used. `of`: which channel, product or customer. */
export interface Use {
  readonly limit: LimitName
  readonly of: number
  readonly used: number
  readonly most: number
}

const tolerance = 1e-6

const add = (sums: Map<number, number>, of: number, more: number): void => {
  sums.set(of, (sums.get(of) ?? 0) + more)
}

/** How much some offers use of every limit that they touch; nobody is offered the same thing twice (`pair`: customer, then product). */
export function usesOf(offers: readonly Offer[], limits: Limits): Use[] {
  const [channels, stock, room, pairs] = [0, 1, 2, 3].map(() => new Map<number, number>()) as Map<number, number>[]
  const products = limits.stock.length
  let budget = 0
  for (const { customer, product, channel, spends, pieces } of offers) {
    budget += spends
    add(channels!, channel, 1)
    add(stock!, product, pieces)
    add(room!, customer, 1)
    add(pairs!, customer * products + product, 1)
  }
  const uses = (limit: LimitName, sums: Map<number, number>, most: (of: number) => number | null): Use[] =>
    [...sums].flatMap(([of, used]) => {
      const bound = most(of)
      return bound === null ? [] : [{ limit, of, used, most: bound }]
    })
  return [
    ...(limits.budget === null ? [] : [{ limit: 'budget' as const, of: 0, used: budget, most: limits.budget }]),
    ...uses('channel', channels!, (of) => limits.channels[of]!),
    ...uses('stock', stock!, (of) => limits.stock[of]!),
    ...uses('room', room!, (of) => limits.room[of]!),
    ...uses('pair', pairs!, () => 1),
  ]
}

export const isBroken = ({ used, most }: Use): boolean => used > most + tolerance * Math.max(1, most)

/** What is left of the limits while offers are taken one by one. */
export class Left implements Limits {
  budget: number | null
  readonly channels: (number | null)[]
  readonly stock: (number | null)[]
  readonly room: Int32Array
  readonly #pairs = new Set<number>()

  constructor(limits: Limits, taken: readonly Offer[] = []) {
    this.budget = limits.budget
    this.channels = [...limits.channels]
    this.stock = [...limits.stock]
    this.room = Int32Array.from(limits.room)
    for (const offer of taken) this.take(offer)
  }

  #pair = ({ customer, product }: Offer): number => customer * this.stock.length + product

  fits(offer: Offer): boolean {
    return (
      !this.#pairs.has(this.#pair(offer)) &&
      this.room[offer.customer]! >= 1 &&
      (this.budget ?? Infinity) >= offer.spends &&
      (this.channels[offer.channel] ?? Infinity) >= 1 &&
      (this.stock[offer.product] ?? Infinity) >= offer.pieces
    )
  }

  has(offer: Offer): boolean {
    return this.#pairs.has(this.#pair(offer))
  }

  take(offer: Offer): void {
    const { customer, product, channel, spends, pieces } = offer
    this.#pairs.add(this.#pair(offer))
    this.room[customer]! -= 1
    if (this.budget !== null) this.budget = Math.max(0, this.budget - spends)
    if (this.channels[channel] !== null) this.channels[channel]! -= 1
    if (this.stock[product] !== null) this.stock[product] = Math.max(0, this.stock[product]! - pieces)
  }
}

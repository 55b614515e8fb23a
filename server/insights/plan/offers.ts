import { type Chance, features } from './chance.ts'
import type { Possible } from './ground.ts'
import type { Offer } from './limits.ts'
import { type Channel, channels, type PlanSettings } from './settings.ts'

/** Why something could not be offered, and how often. */
export interface LeftOut {
  readonly cost: number
  readonly contacted: number
  readonly consent: number
}

/** Offers with what they are made of. */
export interface Priced {
  readonly offers: readonly Offer[]
  readonly of: readonly Possible[]
  readonly chances: readonly number[]
  /** `customer product channel`, the same in every run. */
  readonly keys: readonly string[]
  readonly channels: readonly Channel[]
  readonly customers: readonly string[]
  readonly products: readonly string[]
  readonly stock: readonly (number | null)[]
  readonly room: Int32Array
  readonly left: LeftOut
}

const numbers = (names: Iterable<string>) => {
  const all = [...new Set(names)]
  return { all, of: new Map(all.map((name, n) => [name, n])) }
}

/** Every offer that consent and past contacts allow, with its expected profit. */
export function offersOf(possible: readonly Possible[], settings: PlanSettings, chance: Pick<Chance, 'of'>): Priced {
  const used = channels.filter((channel) => settings.channels[channel])
  const customers = numbers(possible.map((one) => one.customer))
  const products = numbers(possible.map((one) => one.product))
  const room = new Int32Array(customers.all.length)
  const stock = products.all.map((): number | null => null)
  const left = { cost: 0, contacted: 0, consent: 0 }
  const [offers, of, chances, keys]: [Offer[], Possible[], number[], string[]] = [[], [], [], []]
  const likely = chance.of(possible.map(({ rank, since, orders }) => features(rank, since, orders)))
  for (const [i, one] of possible.entries()) {
    const [customer, product] = [customers.of.get(one.customer)!, products.of.get(one.product)!]
    room[customer] = Math.max(0, settings.contacts - one.contacts)
    stock[product] = one.stock
    const reach = used.filter((channel) => one[channel])
    if (one.price === null || one.cost === null) left.cost++
    else if (room[customer] === 0) left.contacted++
    else if (reach.length === 0) left.consent++
    else {
      const taken = likely[i]!
      for (const name of reach) {
        const { cost } = settings.channels[name]!
        offers.push({
          customer,
          product,
          channel: used.indexOf(name),
          gain: taken * one.pieces * (one.price - one.cost) - cost,
          spends: cost,
          pieces: taken * one.pieces,
        })
        of.push(one)
        chances.push(taken)
        keys.push(`${one.customer} ${one.product} ${name}`)
      }
    }
  }
  return {
    offers,
    of,
    chances,
    keys,
    channels: used,
    customers: customers.all,
    products: products.all,
    stock,
    room,
    left,
  }
}

import { idText, type TakeField } from '../database/binary.ts'
import { Numbers } from './features/columns.ts'
import type { Sold } from './sold.ts'

/** Numbers ids in order of first appearance; an id is told from others by its sixteen bytes. */
class Ids {
  readonly names: string[] = []
  readonly #numbers = new Map<string, number>()

  of(data: Buffer, at: number): number {
    const bytes = data.toString('latin1', at, at + 16)
    const known = this.#numbers.get(bytes)
    if (known !== undefined) return known
    this.#numbers.set(bytes, this.names.length)
    return this.names.push(idText(data, at)) - 1
  }
}

const fields = { customer: 0, order: 1, day: 2, item: 3 } as const
const toldEvery = 5_000

/** Gathers lines – customer, order, day, item, in this order – into orders as sets of things. */
export class Gathered {
  readonly #items = new Ids()
  readonly #customers = new Ids()
  readonly #customer = new Numbers()
  readonly #day = new Numbers()
  readonly #starts = new Numbers()
  readonly #members = new Numbers()
  readonly #onOrders: ((read: number) => void) | undefined
  #order = Buffer.alloc(0)
  #owner = -1
  #isNew = false
  #orders = 0
  #held = 0
  #own: number[] = []

  constructor(onOrders?: (read: number) => void) {
    this.#onOrders = onOrders
  }

  readonly take: TakeField = (column, data, at, length) => {
    if (column === fields.customer) this.#owner = length < 0 ? -1 : this.#customers.of(data, at)
    else if (column === fields.order) this.#begin(data, at)
    else if (column === fields.day && this.#isNew) this.#day.push(data.readDoubleBE(at))
    else if (column === fields.item) this.#add(this.#items.of(data, at))
  }

  #begin(data: Buffer, at: number): void {
    this.#isNew = this.#order.length === 0 || data.compare(this.#order, 0, 16, at, at + 16) !== 0
    if (!this.#isNew) return
    this.#close()
    this.#order = Buffer.from(data.subarray(at, at + 16))
    this.#customer.push(this.#owner)
    this.#starts.push(this.#held)
    if (++this.#orders % toldEvery === 0) this.#onOrders?.(this.#orders)
  }

  /** The same thing on two lines of an order stands side by side. */
  #add(item: number): void {
    if (this.#own.at(-1) !== item) this.#own.push(item)
  }

  #close(): void {
    for (const item of this.#own.sort((a, b) => a - b)) this.#members.push(item)
    this.#held += this.#own.length
    this.#own = []
  }

  sold(): Sold {
    this.#close()
    this.#starts.push(this.#held)
    return {
      items: this.#items.names,
      customers: this.#customers.names,
      customer: Int32Array.from(this.#customer.taken()),
      day: this.#day.taken(),
      starts: Int32Array.from(this.#starts.taken()),
      members: Int32Array.from(this.#members.taken()),
    }
  }
}

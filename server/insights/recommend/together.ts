import type { Interactions } from '@rapport/analytics/recommend/interactions.ts'

/** So many things have 64 MB of pairs; of more, only the pairs that were bought are kept. */
const mostDense = 4_000

/** How many customers bought both of two things. Counted once, over the pairs of every customer. */
export class Together {
  readonly #items: number
  readonly #dense: Int32Array | undefined
  readonly #sparse: readonly Map<number, number>[]

  constructor(table: Interactions, most = mostDense) {
    this.#items = table.items.length
    this.#dense = this.#items <= most ? new Int32Array(this.#items ** 2) : undefined
    this.#sparse = this.#dense ? [] : table.items.map(() => new Map())
    for (let user = 0; user < table.users.length; user++)
      this.#count(table.indices.subarray(table.starts[user]!, table.starts[user + 1]!))
  }

  #count(own: Int32Array): void {
    for (const a of own)
      for (const b of own) {
        if (a === b) continue
        if (this.#dense) this.#dense[a * this.#items + b]! += 1
        else this.#sparse[a]!.set(b, (this.#sparse[a]!.get(b) ?? 0) + 1)
      }
  }

  of(a: number, b: number): number {
    return (this.#dense ? this.#dense[a * this.#items + b] : this.#sparse[a]!.get(b)) ?? 0
  }

  /** Those that at least so many customers bought with a thing. */
  with(item: number, fewest: number): (readonly [other: number, both: number])[] {
    const all = this.#dense
      ? [...this.#dense.subarray(item * this.#items, (item + 1) * this.#items).entries()]
      : [...this.#sparse[item]!]
    return all.filter(([, both]) => both >= fewest)
  }
}

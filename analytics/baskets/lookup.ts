import type { Itemsets } from './itemsets.ts'

/** Finds the count of any frequent itemset in constant time, through a hash that does not depend on the order of items. */
export class Lookup {
  readonly #sets: Itemsets
  readonly #code: Int32Array
  readonly #table: Int32Array
  readonly #hash: Int32Array

  constructor(sets: Itemsets) {
    this.#sets = sets
    this.#code = Int32Array.from(sets.items, (_, i) => mix(i + 1))
    let size = 16
    while (size < sets.counts.length * 2) size *= 2
    this.#table = new Int32Array(size).fill(-1)
    this.#hash = new Int32Array(sets.counts.length)
    for (let s = 0; s < sets.counts.length; s++) this.#put(s)
  }

  /** Order-free hash of set `s`; the hash without an item is this XOR `codeOf(item)`. */
  hashOf(s: number): number {
    return this.#hash[s]!
  }

  codeOf(item: number): number {
    return this.#code[item]!
  }

  /** Number of the set that holds exactly the `members` for which `has` is true, or −1. */
  find(
    hash: number,
    length: number,
    members: Int32Array,
    from: number,
    to: number,
    has: (p: number) => boolean,
  ): number {
    const { starts } = this.#sets
    const mask = this.#table.length - 1
    for (let slot = hash & mask; this.#table[slot]! >= 0; slot = (slot + 1) & mask) {
      const s = this.#table[slot]!
      if (this.#hash[s] === hash && starts[s + 1]! - starts[s]! === length && this.#same(s, members, from, to, has))
        return s
    }
    return -1
  }

  #same(s: number, members: Int32Array, from: number, to: number, has: (p: number) => boolean): boolean {
    let at = this.#sets.starts[s]!
    for (let p = from; p < to; p++) if (has(p) && this.#sets.members[at++] !== members[p]) return false
    return true
  }

  #put(s: number): void {
    let hash = 0
    for (let p = this.#sets.starts[s]!; p < this.#sets.starts[s + 1]!; p++) hash ^= this.#code[this.#sets.members[p]!]!
    this.#hash[s] = hash
    const mask = this.#table.length - 1
    let slot = hash & mask
    while (this.#table[slot]! >= 0) slot = (slot + 1) & mask
    this.#table[slot] = s
  }
}

function mix(value: number): number {
  let h = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

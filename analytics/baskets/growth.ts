import type { Baskets } from './baskets.ts'
import { Pool } from './pool.ts'

type Found = { starts: Int32Array; members: Int32Array; counts: Int32Array }

/** A (conditional) database: item number and count of each rank, and where each rank's occurrences are listed. */
type Base = { readonly items: Int32Array; readonly counts: Int32Array; readonly starts: Int32Array }

type Search = { pool: Pool; least: number; longest: number; out: Sink; suffix: number[] }

/** Mines all sets that occur at least `least` times and have at most `longest` items. */
export function growth(baskets: Baskets, least: number, longest: number): Found {
  const pool = new Pool(baskets.members.length + baskets.starts.length)
  const search = { pool, least, longest, out: new Sink(), suffix: [] }
  mine(rankAndLoad(baskets, search), search)
  return search.out.finish()
}

class Sink {
  #starts: number[] = [0]
  #counts: number[] = []
  #members = new Int32Array(1 << 12)
  #used = 0

  add(suffix: readonly number[], count: number): void {
    if (this.#used + suffix.length > this.#members.length) {
      const wider = new Int32Array(this.#members.length * 2)
      wider.set(this.#members)
      this.#members = wider
    }
    for (const item of suffix) this.#insert(item)
    this.#starts.push(this.#used)
    this.#counts.push(count)
  }

  #insert(item: number): void {
    const first = this.#starts.at(-1)!
    let at = this.#used++
    for (; at > first && this.#members[at - 1]! > item; at--) this.#members[at] = this.#members[at - 1]!
    this.#members[at] = item
  }

  finish(): Found {
    return {
      starts: Int32Array.from(this.#starts),
      members: this.#members.slice(0, this.#used),
      counts: Int32Array.from(this.#counts),
    }
  }
}

function rankAndLoad(baskets: Baskets, { pool, least }: Search): Base {
  const totals = new Int32Array(baskets.items.length)
  for (const i of baskets.members) totals[i]!++
  const items = Int32Array.from(totals.keys())
    .filter((i) => totals[i]! >= least)
    .sort((a, b) => totals[b]! - totals[a]! || a - b)
  const rank = new Int32Array(totals.length).fill(-1)
  items.forEach((item, r) => {
    rank[item] = r
  })
  pool.begin(baskets.members.length + baskets.starts.length, baskets.starts.length)
  load(baskets, rank, pool)
  return { items, counts: items.map((i) => totals[i]!), starts: pool.index(0, items.length) }
}

function load({ starts, members }: Baskets, rank: Int32Array, pool: Pool): void {
  const { data } = pool
  for (let b = 0; b + 1 < starts.length; b++) {
    const row = pool.used
    let end = row
    for (let p = starts[b]!; p < starts[b + 1]!; p++) {
      const r = rank[members[p]!]!
      if (r < 0) continue
      let at = end++
      for (; at > row && data[at - 1]! < r; at--) data[at] = data[at - 1]!
      data[at] = r
    }
    let hash = 0
    for (let p = row; p < end; p++) hash = Math.imul(hash ^ data[p]!, 0x9e3779b1)
    pool.close(end, hash, 1)
  }
}

function mine(base: Base, search: Search): void {
  for (let rank = 0; rank < base.items.length; rank++) {
    search.suffix.push(base.items[rank]!)
    search.out.add(search.suffix, base.counts[rank]!)
    if (base.starts[rank + 1]! > base.starts[rank]! && search.suffix.length < search.longest)
      mineWith(base, rank, search)
    search.suffix.pop()
  }
}

function mineWith(base: Base, rank: number, search: Search): void {
  const { used, listed } = search.pool
  const totals = new Int32Array(rank)
  const entries = countCompanions(base, rank, search.pool, totals)
  const renumber = new Int32Array(rank)
  const kept: number[] = []
  for (let r = 0; r < rank; r++) renumber[r] = totals[r]! >= search.least ? kept.push(r) - 1 : -1
  if (kept.length === 0) return
  const deeper = kept.length > 1 && search.suffix.length + 1 < search.longest
  if (deeper) project(base, rank, search.pool, renumber, entries)
  const items = Int32Array.from(kept, (r) => base.items[r]!)
  const counts = Int32Array.from(kept, (r) => totals[r]!)
  mine(
    { items, counts, starts: deeper ? search.pool.index(used, kept.length) : new Int32Array(kept.length + 1) },
    search,
  )
  search.pool.used = used
  search.pool.listed = listed
}

function countCompanions(base: Base, rank: number, pool: Pool, totals: Int32Array): number {
  const { data, occurrences, weights } = pool
  let entries = 0
  for (let o = base.starts[rank]!; o < base.starts[rank + 1]!; o++) {
    const weight = weights[o]!
    let p = occurrences[o]!
    const from = p
    for (; data[p]! >= 0; p++) totals[data[p]!]! += weight
    entries += p - from + 1
  }
  return entries
}

function project(base: Base, rank: number, pool: Pool, renumber: Int32Array, entries: number): void {
  const [from, to] = [base.starts[rank]!, base.starts[rank + 1]!]
  pool.begin(entries, to - from)
  const { data, occurrences, weights } = pool
  for (let o = from; o < to; o++) {
    let end = pool.used
    let hash = 0
    for (let p = occurrences[o]!; data[p]! >= 0; p++) {
      const r = renumber[data[p]!]!
      if (r < 0) continue
      data[end++] = r
      hash = Math.imul(hash ^ r, 0x9e3779b1)
    }
    pool.close(end, hash, weights[o]!)
  }
}

import type { Sequences } from './sequences.ts'

/** Limits on how an occurrence may lie in time; Infinity and 0 mean none. */
export type Timing = { readonly minimumGap: number; readonly maximumGap: number; readonly maximumSpan: number }

/** A frequent pattern as item numbers: elements in order, each ascending, and the number of sequences that hold it. */
export type Mined = { readonly elements: readonly (readonly number[])[]; readonly count: number }

/** Where a pattern ends (element numbers, rising) and, when timing matters, the latest time it can have begun. */
type Places = { readonly ends: Int32Array; readonly begins: Float64Array | undefined }

type Search = {
  readonly data: Sequences
  readonly sequenceOf: Int32Array
  readonly timing: Timing
  readonly timed: boolean
  readonly least: number
  readonly longest: number
  readonly report: (pattern: Mined) => void
}

/** Reports every pattern that at least `least` sequences hold within the timing, by depth-first pattern growth. */
export function prefixSpan(
  data: Sequences,
  timing: Timing,
  least: number,
  longest: number,
  report: (p: Mined) => void,
): void {
  const timed = timing.minimumGap > 0 || timing.maximumGap < Infinity || timing.maximumSpan < Infinity
  const sequenceOf = new Int32Array(data.times.length)
  for (let s = 0; s + 1 < data.sequenceStarts.length; s++) {
    sequenceOf.fill(s, data.sequenceStarts[s], data.sequenceStarts[s + 1])
  }
  const search = { data, sequenceOf, timing, timed, least, longest, report }
  for (const [item, places] of everywhere(search)) grow(search, [[item]], places)
}

/** How many items can be added in one way, in how many sequences, and at which places. */
class Tally {
  readonly support: Int32Array
  readonly entries: Int32Array
  readonly #last: Int32Array

  constructor(items: number) {
    this.support = new Int32Array(items)
    this.entries = new Int32Array(items)
    this.#last = new Int32Array(items).fill(-1)
  }

  add(item: number, sequence: number): void {
    this.entries[item]!++
    if (this.#last[item] === sequence) return
    this.#last[item] = sequence
    this.support[item]!++
  }
}

type Visit = (item: number, element: number, begin: number) => void

function everywhere(search: Search): Map<number, Places> {
  const { data } = search
  const walk = (visit: Visit) => {
    for (let e = 0; e < data.times.length; e++) {
      for (let p = data.elementStarts[e]!; p < data.elementStarts[e + 1]!; p++)
        visit(data.members[p]!, e, data.times[e]!)
    }
  }
  return collect(search, walk)
}

function grow(search: Search, elements: readonly (readonly number[])[], places: Places): void {
  search.report({ elements, count: countSequences(search, places.ends) })
  const size = elements.reduce((sum, element) => sum + element.length, 0)
  if (size >= search.longest) return
  const last = elements.at(-1)!
  const inside = collect(search, (visit) => visitInside(search, places, last.at(-1)!, visit))
  for (const [item, next] of inside) grow(search, [...elements.slice(0, -1), [...last, item]], next)
  const after = collect(search, (visit) => visitAfter(search, places, visit))
  for (const [item, next] of after) grow(search, [...elements, [item]], next)
}

function countSequences({ sequenceOf }: Search, ends: Int32Array): number {
  let count = 0
  for (let k = 0; k < ends.length; k++) if (k === 0 || sequenceOf[ends[k]!] !== sequenceOf[ends[k - 1]!]) count++
  return count
}

/** Runs the same walk twice: once to count, once to fill the places of the items that are frequent. */
function collect(search: Search, walk: (visit: Visit) => void): Map<number, Places> {
  const tally = new Tally(search.data.items.length)
  walk((item, element) => tally.add(item, search.sequenceOf[element]!))
  const found = new Map<number, Places>()
  tally.support.forEach((support, item) => {
    if (support >= search.least) found.set(item, roomFor(tally.entries[item]!, search.timed))
  })
  if (found.size === 0) return found
  const used = new Int32Array(tally.support.length)
  const slots: (Places | undefined)[] = Array.from(tally.support, (_, item) => found.get(item))
  walk((item, element, begin) => {
    const places = slots[item]
    if (!places) return
    const at = used[item]!++
    places.ends[at] = element
    if (places.begins) places.begins[at] = begin
  })
  return found
}

function roomFor(entries: number, timed: boolean): Places {
  return { ends: new Int32Array(entries), begins: timed ? new Float64Array(entries) : undefined }
}

function visitInside({ data }: Search, { ends, begins }: Places, last: number, visit: Visit): void {
  for (let k = 0; k < ends.length; k++) {
    const e = ends[k]!
    for (let p = data.elementStarts[e + 1]! - 1; p >= data.elementStarts[e]! && data.members[p]! > last; p--) {
      visit(data.members[p]!, e, begins ? begins[k]! : 0)
    }
  }
}

function visitAfter(search: Search, places: Places, visit: Visit): void {
  const { data, sequenceOf } = search
  const { ends } = places
  for (let first = 0; first < ends.length; ) {
    const sequence = sequenceOf[ends[first]!]!
    let behind = first + 1
    while (behind < ends.length && sequenceOf[ends[behind]!] === sequence) behind++
    for (let e = ends[first]! + 1; e < data.sequenceStarts[sequence + 1]!; e++) {
      const begin = places.begins ? latestBegin(search, places, first, behind, e) : 0
      if (begin === -Infinity) continue
      for (let p = data.elementStarts[e]!; p < data.elementStarts[e + 1]!; p++) visit(data.members[p]!, e, begin)
    }
    first = behind
  }
}

/** Latest begin of an occurrence that element `e` can continue within the timing; −Infinity when there is none. */
function latestBegin({ data, timing }: Search, places: Places, first: number, behind: number, e: number): number {
  const time = data.times[e]!
  let best = -Infinity
  for (let k = first; k < behind && places.ends[k]! < e; k++) {
    const gap = time - data.times[places.ends[k]!]!
    if (gap < timing.minimumGap || gap > timing.maximumGap) continue
    best = Math.max(best, places.begins![k]!)
  }
  return time - best <= timing.maximumSpan ? best : -Infinity
}

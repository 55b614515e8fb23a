/**
 * Rows of ranks on one stack of integers, so that a million conditional databases allocate nothing.
 * A row is its ranks in falling order followed by minus its weight. Equal rows of one database are merged.
 */
export class Pool {
  data: Int32Array
  used = 0
  occurrences: Int32Array
  weights: Int32Array
  listed = 0
  #table = new Int32Array(1 << 10)
  #stamp = new Int32Array(1 << 10)
  #generation = 0

  constructor(capacity: number) {
    this.data = new Int32Array(capacity)
    this.occurrences = new Int32Array(capacity)
    this.weights = new Int32Array(capacity)
  }

  /** Makes room for `entries` more integers in `rows` more rows, and starts a database of its own for merging. */
  begin(entries: number, rows: number): void {
    this.data = roomFor(this.data, this.used + entries)
    this.#generation++
    let size = this.#table.length
    while (size < rows * 2) size *= 2
    if (size === this.#table.length) return
    this.#table = new Int32Array(size)
    this.#stamp = new Int32Array(size)
  }

  /** Ends the row that was written from `used` up to `end`; rows of one rank are useless and dropped. */
  close(end: number, hash: number, weight: number): void {
    const { data, used } = this
    if (end - used < 2) return
    const mask = this.#table.length - 1
    let slot = (hash ^ (hash >>> 15)) & mask
    for (; this.#stamp[slot] === this.#generation; slot = (slot + 1) & mask) {
      const at = this.#table[slot]!
      let k = 0
      while (used + k < end && data[at + k] === data[used + k]) k++
      if (used + k < end || data[at + k]! >= 0) continue
      data[at + k] = data[at + k]! - weight
      return
    }
    this.#stamp[slot] = this.#generation
    this.#table[slot] = used
    data[end] = -weight
    this.used = end + 1
  }

  /**
   * For each rank below `ranks`, lists the places in the rows from `from` on where it occurs with something after it.
   * Returns the starts of the lists in `occurrences` and `weights`.
   */
  index(from: number, ranks: number): Int32Array {
    const starts = this.#countPlaces(from, ranks)
    this.occurrences = roomFor(this.occurrences, starts[ranks]!)
    this.weights = roomFor(this.weights, starts[ranks]!)
    const next = starts.slice()
    const { data, used, occurrences, weights } = this
    for (let row = from; row < used; ) {
      let end = row
      while (data[end]! >= 0) end++
      for (let p = row; p < end - 1; p++) {
        const slot = next[data[p]!]!++
        occurrences[slot] = p + 1
        weights[slot] = -data[end]!
      }
      row = end + 1
    }
    this.listed = starts[ranks]!
    return starts
  }

  #countPlaces(from: number, ranks: number): Int32Array {
    const { data, used } = this
    const starts = new Int32Array(ranks + 1)
    for (let p = from; p < used; p++) if (data[p]! >= 0 && data[p + 1]! >= 0) starts[data[p]! + 1]!++
    starts[0] = this.listed
    for (let r = 0; r < ranks; r++) starts[r + 1] = starts[r + 1]! + starts[r]!
    return starts
  }
}

function roomFor(array: Int32Array, length: number): Int32Array {
  if (length <= array.length) return array
  const wider = new Int32Array(Math.max(length, array.length * 2))
  wider.set(array)
  return wider
}

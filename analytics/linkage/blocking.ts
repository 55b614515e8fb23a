/** Pairs of record numbers to compare: `left[k]` with `right[k]`. With one table, left < right. */
export type CandidatePairs = { readonly left: Int32Array; readonly right: Int32Array }

/** Keys of a record; records that share one are compared. An empty or missing key joins nothing. */
export type KeysOf<R> = (record: R) => readonly (string | undefined)[]

/**
 * Candidate pairs of records that share at least one key. Keys of different passes do not mix (the k-th key of a record
 * meets only k-th keys). Blocks with more than `largest` pairs say little and are left out. With `right` undefined, pairs
 * within one table. Cost: records + pairs, so it grows with the sizes of blocks, not with the square of the table.
 *
 * @example
 * blockByKeys(people, undefined, (p) => [soundex(p.name) + p.zip, p.birthday]).left.length
 */
export function blockByKeys<R>(
  left: readonly R[],
  right: readonly R[] | undefined,
  keysOf: KeysOf<R>,
  { largest = 1e6 } = {},
): CandidatePairs {
  const second = right ?? left
  const collected = new PairSet(second.length)
  const blocks = blocksOf(second, keysOf)
  const own = right ? blocksOf(left, keysOf) : blocks
  for (const [key, rows] of own) {
    const others = blocks.get(key)
    if (!others || rows.length * others.length > largest) continue
    for (const i of rows) for (const j of others) if (right || i < j) collected.add(i, j)
  }
  return collected.pairs()
}

/**
 * Candidate pairs by sorted neighbourhood: all records are sorted by a key and those at most `window` places apart are
 * compared; finds keys that differ near their end, which blocks miss.
 *
 * Source: Hernández, Stolfo, SIGMOD 1995.
 * @example sortedNeighbours(people, undefined, (p) => p.surname, 5)
 */
export function sortedNeighbours<R>(
  left: readonly R[],
  right: readonly R[] | undefined,
  keyOf: (record: R) => string,
  window: number,
): CandidatePairs {
  const rows = [
    ...left.map((record, i) => ({ key: keyOf(record), i, isRight: false })),
    ...(right ?? []).map((record, i) => ({ key: keyOf(record), i, isRight: true })),
  ]
  rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.i - b.i))
  const collected = new PairSet((right ?? left).length)
  rows.forEach((row, k) => {
    for (const other of rows.slice(k + 1, k + 1 + window)) {
      if (!right) collected.add(Math.min(row.i, other.i), Math.max(row.i, other.i))
      else if (row.isRight !== other.isRight)
        collected.add(row.isRight ? other.i : row.i, row.isRight ? row.i : other.i)
    }
  })
  return collected.pairs()
}

/**
 * All pairs of several lists, each once, in order.
 * @example
 * unionOfPairs(10, { left: Int32Array.of(0), right: Int32Array.of(1) }, { left: Int32Array.of(0), right: Int32Array.of(1) }).left.length // 1
 */
export function unionOfPairs(width: number, ...lists: readonly CandidatePairs[]): CandidatePairs {
  const collected = new PairSet(width)
  for (const { left, right } of lists) for (let k = 0; k < left.length; k++) collected.add(left[k]!, right[k]!)
  return collected.pairs()
}

function blocksOf<R>(records: readonly R[], keysOf: KeysOf<R>): Map<string, number[]> {
  const blocks = new Map<string, number[]>()
  records.forEach((record, i) => {
    keysOf(record).forEach((key, pass) => {
      if (!key) return
      const name = `${pass}|${key}`
      const block = blocks.get(name)
      if (block) block.push(i)
      else blocks.set(name, [i])
    })
  })
  return blocks
}

class PairSet {
  readonly #width: number
  readonly #codes = new Set<number>()

  constructor(width: number) {
    this.#width = width
  }

  add(left: number, right: number): void {
    this.#codes.add(left * this.#width + right)
  }

  pairs(): CandidatePairs {
    const codes = Float64Array.from(this.#codes).sort()
    return {
      left: Int32Array.from(codes, (code) => Math.floor(code / this.#width)),
      right: Int32Array.from(codes, (code) => code % this.#width),
    }
  }
}

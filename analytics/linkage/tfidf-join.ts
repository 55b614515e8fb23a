import { best } from '../recommend/top.ts'

/** Unit vectors of texts: terms of text i are `indices[starts[i] … starts[i + 1]]`. */
export type TextVectors = {
  readonly starts: Int32Array
  readonly indices: Int32Array
  readonly values: Float64Array
  readonly terms: number
}

/** A pair of texts and their cosine. */
export type SimilarPair = { readonly left: number; readonly right: number; readonly similarity: number }

/**
 * TF-IDF vectors of several lists of texts over one vocabulary: count · (ln((1 + n) / (1 + df)) + 1), scaled to length 1.
 * `termsOf` cuts a text ({@link wordsOf}, {@link gramsOf}).
 * @example textVectors([['red car'], ['blue car']], gramsOf)
 */
export function textVectors(
  lists: readonly (readonly string[])[],
  termsOf: (text: string) => readonly string[],
): TextVectors[] {
  const numbers = new Map<string, number>()
  const cut = lists.map((list) => list.map((text) => countTerms(termsOf(text), numbers)))
  const frequency = new Float64Array(numbers.size)
  for (const row of cut.flat()) for (const term of row.keys()) frequency[term]!++
  const n = cut.flat().length
  const idf = frequency.map((count) => Math.log((1 + n) / (1 + count)) + 1)
  return cut.map((rows) => unitVectors(rows, idf))
}

function countTerms(terms: readonly string[], numbers: Map<string, number>): Map<number, number> {
  const row = new Map<number, number>()
  for (const term of terms) {
    let number = numbers.get(term)
    if (number === undefined) {
      number = numbers.size
      numbers.set(term, number)
    }
    row.set(number, (row.get(number) ?? 0) + 1)
  }
  return row
}

function unitVectors(rows: readonly ReadonlyMap<number, number>[], idf: Float64Array): TextVectors {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.size
  })
  const indices = new Int32Array(starts[rows.length]!)
  const values = new Float64Array(indices.length)
  rows.forEach((row, i) => {
    let [at, squares] = [starts[i]!, 0]
    for (const [term, count] of row) {
      indices[at] = term
      values[at] = count * idf[term]!
      squares += values[at++]! ** 2
    }
    for (let p = starts[i]!; p < at; p++) values[p]! /= Math.sqrt(squares)
  })
  return { starts, indices, values, terms: idf.length }
}

/**
 * For each left text its `most` nearest right texts with a cosine of at least `least` (with one list: pairs left < right),
 * through an inverted index. Terms that occur in more than `commonest` of the right texts are not searched by, though they
 * count in the cosine of what is found; the cost is the postings of the others.
 *
 * @example
 * const [left, right] = textVectors([['red car'], ['blue car']], gramsOf)
 * nearestTexts(left, right, { least: 0.3, most: 5 })
 */
export function nearestTexts(
  left: TextVectors,
  right: TextVectors,
  { least = 0.3, most = 10, commonest = 0.2 } = {},
): SimilarPair[] {
  const index = invert(right)
  const n = right.starts.length - 1
  const sums = new Float64Array(n)
  const isFound = new Uint8Array(n)
  const weights = new Float64Array(left.terms)
  const pairs: SimilarPair[] = []
  for (let i = 0; i + 1 < left.starts.length; i++) {
    const found = search(left, i, index, sums, isFound, Math.max(50, commonest * n))
    const near = found.filter((j) => left !== right || j !== i)
    const similarity = cosines(left, i, right, near, weights)
    for (const k of best(similarity, most)) {
      const j = near[k]!
      if (similarity[k]! < least) continue
      const [a, b] = left === right && j < i ? [j, i] : [i, j]
      pairs.push({ left: a, right: b, similarity: similarity[k]! })
    }
  }
  return left === right ? withoutRepeats(pairs, n) : pairs
}

function withoutRepeats(pairs: readonly SimilarPair[], n: number): SimilarPair[] {
  return [...new Map(pairs.map((pair) => [pair.left * n + pair.right, pair])).values()]
}

type Index = { starts: Int32Array; texts: Int32Array; values: Float64Array }

function invert({ starts, indices, values, terms }: TextVectors): Index {
  const places = new Int32Array(terms + 1)
  for (const term of indices) places[term + 1]!++
  for (let t = 0; t < terms; t++) places[t + 1]! += places[t]!
  const next = places.slice()
  const index = { starts: places, texts: new Int32Array(indices.length), values: new Float64Array(indices.length) }
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let p = starts[i]!; p < starts[i + 1]!; p++) {
      const to = next[indices[p]!]!++
      index.texts[to] = i
      index.values[to] = values[p]!
    }
  }
  return index
}

/** The texts that share a searched term, most promising first, at most 100. */
function search(
  left: TextVectors,
  i: number,
  index: Index,
  sums: Float64Array,
  isFound: Uint8Array,
  limit: number,
): number[] {
  const found: number[] = []
  for (let p = left.starts[i]!; p < left.starts[i + 1]!; p++) {
    const term = left.indices[p]!
    const [from, to] = [index.starts[term]!, index.starts[term + 1]!]
    if (to - from > limit) continue
    for (let q = from; q < to; q++) {
      const j = index.texts[q]!
      if (!isFound[j]) {
        isFound[j] = 1
        found.push(j)
      }
      sums[j]! += left.values[p]! * index.values[q]!
    }
  }
  const scores = found.map((j) => sums[j]!)
  for (const j of found) {
    sums[j] = 0
    isFound[j] = 0
  }
  return Array.from(best(scores, 100), (k) => found[k]!)
}

/** Cosines of one left text with several right ones; `weights` is scratch of zeros and left so. */
function cosines(
  left: TextVectors,
  i: number,
  right: TextVectors,
  near: readonly number[],
  weights: Float64Array,
): number[] {
  for (let p = left.starts[i]!; p < left.starts[i + 1]!; p++) weights[left.indices[p]!] = left.values[p]!
  const found = near.map((j) => {
    let sum = 0
    for (let p = right.starts[j]!; p < right.starts[j + 1]!; p++) sum += weights[right.indices[p]!]! * right.values[p]!
    return sum
  })
  for (let p = left.starts[i]!; p < left.starts[i + 1]!; p++) weights[left.indices[p]!] = 0
  return found
}

/** Cosine of two unit vectors. */
export function cosine(a: TextVectors, i: number, b: TextVectors, j: number): number {
  const weights = new Map<number, number>()
  for (let p = a.starts[i]!; p < a.starts[i + 1]!; p++) weights.set(a.indices[p]!, a.values[p]!)
  let sum = 0
  for (let p = b.starts[j]!; p < b.starts[j + 1]!; p++) sum += (weights.get(b.indices[p]!) ?? 0) * b.values[p]!
  return sum
}

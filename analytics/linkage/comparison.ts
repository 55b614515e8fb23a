import { refuse } from '../errors.ts'
import { type Matrix, matrix } from '../matrix.ts'
import { mulberry32 } from '../numeric/random.ts'
import type { CandidatePairs } from './blocking.ts'
import { jaroWinkler } from './edit-distance.ts'
import { plainText } from './normalise.ts'
import { cosine, textVectors } from './tfidf-join.ts'
import { mongeElkan, wordsOf } from './token-similarity.ts'

/** A record: texts by field; empty or missing means unknown. */
export type LinkRecord = { readonly [field: string]: string | undefined | null }

/** One field to compare and the similarities from which each level of agreement begins, falling. */
export type FieldComparison = {
  readonly field: string
  /**
   * `exact`; `text`: Jaro–Winkler; `words`: TF-IDF cosine of words; `names`: Monge–Elkan of words in any order; `number`:
   * 1 − |a − b| / max(|a|, |b|); or a function of the plain texts.
   */
  readonly by?: 'exact' | 'text' | 'words' | 'names' | 'number' | ((a: string, b: string) => number)
  readonly levels?: readonly number[]
}

/** Level of agreement of each pair in each field, row-major: 0 disagrees, greater agrees more, −1 unknown. */
export type Comparisons = {
  readonly pairs: CandidatePairs
  readonly fields: readonly string[]
  /** Number of levels of each field, disagreement included. */
  readonly levels: readonly number[]
  readonly levelOf: Int8Array
  readonly similarity: Float64Array
}

const usualLevels = {
  exact: [1],
  text: [0.999, 0.92, 0.8],
  words: [0.95, 0.8, 0.6, 0.35],
  names: [0.98, 0.9, 0.8],
  number: [1, 0.99],
}

/** Compares records field by field; made once for two tables (or one). */
export type Comparer = {
  compare(pairs: CandidatePairs): Comparisons
  random(count: number, seed: number): CandidatePairs
}

/**
 * Prepares the fields of two tables (`right` undefined: of one) for comparing.
 *
 * @throws AnalyticsError `bad_input` without fields or with levels that do not fall.
 * @example
 * const comparer = comparerOf(people, undefined, [{ field: 'name', by: 'text' }, { field: 'born', by: 'exact' }])
 * comparer.compare(blockByKeys(people, undefined, (p) => [p.born]))
 */
export function comparerOf(
  left: readonly LinkRecord[],
  right: readonly LinkRecord[] | undefined,
  fields: readonly FieldComparison[],
): Comparer {
  if (fields.length === 0) refuse('bad_input', 'Records can only be compared by at least one field.')
  const measures = fields.map((field) => measureOf(field, left, right))
  const levels = fields.map(levelsOf)
  const compare = (pairs: CandidatePairs): Comparisons => {
    const n = pairs.left.length
    const similarity = new Float64Array(n * fields.length)
    const levelOf = new Int8Array(similarity.length)
    for (let k = 0; k < n; k++) {
      measures.forEach((measure, f) => {
        const value = measure(pairs.left[k]!, pairs.right[k]!)
        similarity[k * fields.length + f] = value
        levelOf[k * fields.length + f] = levelAt(levels[f]!, value)
      })
    }
    return {
      pairs,
      fields: fields.map(({ field }) => field),
      levels: levels.map((list) => list.length + 1),
      levelOf,
      similarity,
    }
  }
  return { compare, random: (count, seed) => randomPairs(left.length, right?.length, count, seed) }
}

/**
 * Similarities as features for a classifier: unknown becomes 0 with a column of its own that says so.
 * @example
 * comparisonFeatures(comparisons).rows // 30
 */
export function comparisonFeatures({ fields, similarity }: Comparisons): Matrix {
  const p = fields.length
  const x = matrix(similarity.length / p, 2 * p, undefined, [...fields, ...fields.map((field) => `${field} unknown`)])
  similarity.forEach((value, k) => {
    const [row, f] = [Math.floor(k / p), k % p]
    x.data[row * 2 * p + f] = Number.isNaN(value) ? 0 : value
    x.data[row * 2 * p + p + f] = Number.isNaN(value) ? 1 : 0
  })
  return x
}

function levelsOf({ field, by = 'text', levels }: FieldComparison): readonly number[] {
  const list = levels ?? usualLevels[typeof by === 'string' ? by : 'text']
  if (list.some((value, k) => k > 0 && value >= list[k - 1]!))
    refuse('bad_input', `The levels of ${field} must fall, and they are ${list.join(', ')}.`)
  return list
}

function levelAt(levels: readonly number[], value: number): number {
  if (Number.isNaN(value)) return -1
  for (let k = 0; k < levels.length; k++) if (value >= levels[k]! - 1e-12) return levels.length - k
  return 0
}

type Measure = (i: number, j: number) => number

function measureOf(
  { field, by = 'text' }: FieldComparison,
  left: readonly LinkRecord[],
  right: readonly LinkRecord[] | undefined,
): Measure {
  const texts = (records: readonly LinkRecord[]) => records.map((record) => plainText(record[field] ?? ''))
  const a = texts(left)
  const b = right ? texts(right) : a
  const known =
    (similarity: Measure): Measure =>
    (i, j) =>
      a[i] === '' || b[j] === '' ? Number.NaN : similarity(i, j)
  if (typeof by === 'function') return known((i, j) => by(a[i]!, b[j]!))
  if (by === 'exact') return known((i, j) => (a[i] === b[j] ? 1 : 0))
  if (by === 'text') return known((i, j) => jaroWinkler(a[i]!, b[j]!))
  if (by === 'number') return numberMeasure(field, left, right ?? left)
  if (by === 'names') {
    const [words, others] = [a.map(wordsOf), right ? b.map(wordsOf) : a.map(wordsOf)]
    return known((i, j) => mongeElkan(words[i]!, others[j]!, jaroWinkler))
  }
  const vectors = textVectors(right ? [a, b] : [a], wordsOf)
  return known((i, j) => cosine(vectors[0]!, i, vectors.at(-1)!, j))
}

function numberMeasure(field: string, left: readonly LinkRecord[], right: readonly LinkRecord[]): Measure {
  const numbers = (records: readonly LinkRecord[]) =>
    Float64Array.from(records, (record) => (record[field]?.trim() ? Number(record[field]) : Number.NaN))
  const [a, b] = [numbers(left), numbers(right)]
  return (i, j) => (a[i] === b[j] ? 1 : 1 - Math.abs(a[i]! - b[j]!) / Math.max(Math.abs(a[i]!), Math.abs(b[j]!)))
}

function randomPairs(left: number, right: number | undefined, count: number, seed: number): CandidatePairs {
  const uniform = mulberry32(seed)
  const pairs = { left: new Int32Array(count), right: new Int32Array(count) }
  for (let k = 0; k < count; k++) {
    let [i, j] = [Math.floor(uniform() * left), Math.floor(uniform() * (right ?? left))]
    while (right === undefined && left > 1 && i === j) j = Math.floor(uniform() * left)
    if (right === undefined && j < i) [i, j] = [j, i]
    pairs.left[k] = i
    pairs.right[k] = j
  }
  return pairs
}

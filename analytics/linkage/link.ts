import type { FittedClassifier, Progress } from '../model.ts'
import { runOf } from '../model.ts'
import { blockByKeys, type CandidatePairs, type KeysOf, unionOfPairs } from './blocking.ts'
import { comparerOf, comparisonFeatures, type FieldComparison, type LinkRecord } from './comparison.ts'
import { fellegiSunter } from './fellegi-sunter.ts'
import { onePartner } from './resolve.ts'
import { nearestTexts, textVectors } from './tfidf-join.ts'
import { gramsOf } from './token-similarity.ts'

/** Two records that are taken for the same, with P(match). */
export type Link = { readonly left: number; readonly right: number; readonly probability: number }

/** How {@link linkRecords} looks for pairs and decides. */
export type LinkOptions = {
  readonly fields: readonly FieldComparison[]
  /** Keys that candidates share; besides them, records with similar text are candidates. */
  readonly keys?: KeysOf<LinkRecord>
  /** Look for records with similar text as a whole (character 3-grams); true unless keys are given. */
  readonly similarText?: boolean
  /** Least cosine of similar text. */
  readonly leastSimilarity?: number
  /** Least P(match). */
  readonly least?: number
  /** Each record has at most one partner; true for two tables, false for one unless said. */
  readonly onePartner?: boolean
  readonly seed?: number
}

/** The links, and what they rest on. */
export type Linkage = {
  readonly links: readonly Link[]
  readonly candidates: CandidatePairs
  readonly probability: Float64Array
  readonly model: ReturnType<typeof fellegiSunter.fit>
}

/**
 * Finds records that mean the same, in one table (`right` undefined) or between two, without examples: candidates by keys
 * and by similar text, {@link fellegiSunter} on field-by-field agreement, then one partner for each if wanted.
 *
 * Cost: see {@link blockByKeys}, {@link nearestTexts}; a comparison takes some microseconds for each field.
 * @throws AnalyticsError `bad_input`, `too_few_rows` when there are no candidates, `cancelled`.
 * @example
 * linkRecords(shop, bookkeeping, { fields: [{ field: 'name', by: 'names' }, { field: 'phone', by: 'exact' }] }).links
 */
export function linkRecords(
  left: readonly LinkRecord[],
  right: readonly LinkRecord[] | undefined,
  options: LinkOptions & Progress,
): Linkage {
  const run = runOf(options)
  const { least = 0.5, onePartner: single = right !== undefined } = options
  const candidates = candidatesOf(left, right, options)
  run.progress(0.3, `${candidates.left.length} candidate pairs`)
  const comparer = comparerOf(left, right, options.fields)
  const comparisons = comparer.compare(candidates)
  run.progress(0.8, 'candidates compared')
  const model = fellegiSunter.fit({
    candidates: comparisons,
    random: comparer.compare(comparer.random(20000, run.seed)),
  })
  const probability = model.probability(comparisons)
  const weight = model.weight(comparisons)
  const kept = single
    ? onePartner(
        { ...candidates, score: weight.map((w, k) => (probability[k]! >= least ? w : -Infinity)) },
        { least: -1e300, oneTable: right === undefined },
      )
    : Int32Array.from(probability.keys()).filter((k) => probability[k]! >= least)
  const links = Array.from(kept, (k) => ({
    left: candidates.left[k]!,
    right: candidates.right[k]!,
    probability: probability[k]!,
  }))
  return { links, candidates, probability, model }
}

function candidatesOf(
  left: readonly LinkRecord[],
  right: readonly LinkRecord[] | undefined,
  options: LinkOptions,
): CandidatePairs {
  const byKeys = options.keys ? [blockByKeys(left, right, options.keys)] : []
  const wantText = options.similarText ?? !options.keys
  const byText = wantText ? [similarText(left, right, options)] : []
  return unionOfPairs((right ?? left).length, ...byKeys, ...byText)
}

function similarText(
  left: readonly LinkRecord[],
  right: readonly LinkRecord[] | undefined,
  { fields, leastSimilarity = 0.3 }: LinkOptions,
): CandidatePairs {
  const names = [...new Set(fields.map(({ field }) => field))]
  const textOf = (record: LinkRecord) => names.map((name) => record[name] ?? '').join(' ')
  const vectors = textVectors(right ? [left.map(textOf), right.map(textOf)] : [left.map(textOf)], gramsOf)
  const pairs = nearestTexts(vectors[0]!, vectors.at(-1)!, { least: leastSimilarity, most: 5 })
  return { left: Int32Array.from(pairs, (pair) => pair.left), right: Int32Array.from(pairs, (pair) => pair.right) }
}

/**
 * P(match) of pairs by a classifier fitted on {@link comparisonFeatures} of pairs that people judged (1 same, 0 not).
 *
 * @example
 * const judge = logisticRegression.fit({ x: comparisonFeatures(judged), y })
 * judgePairs(judge, comparer.compare(candidates))
 */
export function judgePairs(
  classifier: FittedClassifier,
  comparisons: Parameters<typeof comparisonFeatures>[0],
): Float64Array {
  const one = classifier.classes.indexOf(1)
  const all = classifier.predictProbability(comparisonFeatures(comparisons))
  const k = classifier.classes.length
  return Float64Array.from({ length: all.length / k }, (_, i) => (one < 0 ? 0 : all[i * k + one]!))
}

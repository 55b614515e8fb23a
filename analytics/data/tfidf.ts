import { refuse } from '../errors.ts'
import { defineEstimator } from '../estimator.ts'
import type { SparseMatrix } from '../matrix.ts'
import { boolean_, choice_, integer_, list_, number_ } from '../params.ts'
import { fnv1a32 } from './split.ts'
import { type TokenSettings, termsOf } from './tokens.ts'

const tokenParameters = {
  analyser: choice_(['words', 'characters', 'both'], { default: 'words', help: 'What the terms are.' }),
  wordGrams: list_(integer_({ default: 1, min: 1, max: 5 }), {
    default: [1, 1],
    help: 'Shortest and longest run of words.',
  }),
  characterGrams: list_(integer_({ default: 3, min: 1, max: 10 }), {
    default: [2, 4],
    help: 'The same for characters.',
  }),
}

type Settings = { analyser: TokenSettings['analyser']; wordGrams: readonly number[]; characterGrams: readonly number[] }

function tokenSettings({ analyser, wordGrams, characterGrams }: Settings): TokenSettings {
  for (const [name, range] of Object.entries({ wordGrams, characterGrams })) {
    if (range.length === 2 && range[0]! <= range[1]!) continue
    refuse(
      'illegal_parameter',
      `Text: parameter "${name}" was given [${range.join(', ')}] but must be [shortest, longest].`,
    )
  }
  return { analyser, wordGrams: wordGrams as [number, number], characterGrams: characterGrams as [number, number] }
}

/**
 * TF-IDF over words, character n-grams or both, for Latin and other scripts. Term t of a text with count c gets
 * (1 + ln c or c) · idf(t), idf(t) = ln((1 + n) / (1 + n_t)) + 1, and each text is scaled to length 1. Terms in fewer than
 * `minimumTexts` texts or in more than `maximumShare` of them are dropped; of the rest the `maximumTerms` most frequent
 * stay, sorted. `transform` gives a sparse matrix; unseen terms count nothing.
 *
 * Cost: linear in the number of terms. Source: Manning, Raghavan & Schütze 2008, chapter 6 (with smoothed idf).
 * @throws AnalyticsError `illegal_parameter`, `too_few_rows` when no term is left.
 * @example tfidf.fit(['a red car', 'a blue car']).transform(['red car'])
 */
export const tfidf = defineEstimator({
  name: 'tfidf',
  version: 1,
  title: 'TF-IDF',
  parameters: {
    ...tokenParameters,
    minimumTexts: integer_({ default: 1, min: 1 }),
    maximumShare: number_({ default: 1, above: 0, max: 1 }),
    maximumTerms: integer_({ default: 100000, min: 1 }),
    sublinear: boolean_({ default: false, help: '1 + ln(count) instead of the count.' }),
  },
  fit: (texts: readonly (string | null)[], parameters) => {
    const settings = tokenSettings(parameters)
    const counts = new Map<string, number>()
    for (const text of texts)
      for (const term of new Set(termsOf(text ?? '', settings))) counts.set(term, (counts.get(term) ?? 0) + 1)
    const most = parameters.maximumShare * texts.length
    const kept = [...counts].filter(([, count]) => count >= parameters.minimumTexts && count <= most)
    const frequent = kept.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, parameters.maximumTerms)
    frequent.sort((a, b) => (a[0] < b[0] ? -1 : 1))
    const idf = Float64Array.from(frequent, ([, count]) => Math.log((1 + texts.length) / (1 + count)) + 1)
    return { terms: frequent.map(([term]) => term), idf }
  },
  methods: (state) => {
    const columnOf = new Map(state.terms.map((term, j) => [term, j]))
    const settings = tokenSettings(state.parameters)
    const weight = state.parameters.sublinear ? (count: number) => 1 + Math.log(count) : (count: number) => count
    return {
      /** Texts as rows of a sparse matrix; null is an empty text. */
      transform: (texts: readonly (string | null)[]): SparseMatrix =>
        sparseRows(texts, state.terms.length, state.terms, (text) => {
          const row = countColumns(termsOf(text, settings), (term) => columnOf.get(term))
          for (const [j, count] of row) row.set(j, weight(count) * state.idf[j]!)
          return row
        }),
    }
  },
})

/**
 * Terms by their hash, without a vocabulary: nothing to fit, and new words cost nothing. Column = fnv1a32(term) mod
 * `width`, with a sign from the next bit so that collisions cancel on average. Rows are scaled to length 1.
 * Source: Weinberger et al. 2009.
 * @example hashTexts(['a red car'], { width: 1024 }).columns // 1024
 */
export function hashTexts(
  texts: readonly (string | null)[],
  options: Partial<Settings> & { width?: number } = {},
): SparseMatrix {
  const { width = 4096, analyser = 'words', wordGrams = [1, 1], characterGrams = [2, 4] } = options
  if (!Number.isInteger(width) || width < 1)
    refuse(
      'illegal_parameter',
      `hashTexts: parameter "width" was given ${width} but must be a whole number of at least 1.`,
    )
  const settings = tokenSettings({ analyser, wordGrams, characterGrams })
  return sparseRows(texts, width, undefined, (text) => {
    const row = new Map<number, number>()
    for (const term of termsOf(text, settings)) {
      const hash = fnv1a32(term)
      const j = (hash >>> 1) % width
      row.set(j, (row.get(j) ?? 0) + (hash & 1 ? 1 : -1))
    }
    return row
  })
}

function countColumns(terms: readonly string[], columnOf: (term: string) => number | undefined): Map<number, number> {
  const counts = new Map<number, number>()
  for (const term of terms) {
    const j = columnOf(term)
    if (j !== undefined) counts.set(j, (counts.get(j) ?? 0) + 1)
  }
  return counts
}

function sparseRows(
  texts: readonly (string | null)[],
  columns: number,
  names: readonly string[] | undefined,
  rowOf: (text: string) => Map<number, number>,
): SparseMatrix {
  const starts = new Int32Array(texts.length + 1)
  const indices: number[] = []
  const values: number[] = []
  texts.forEach((text, i) => {
    const row = [...rowOf(text ?? '')].filter(([, value]) => value !== 0).sort((a, b) => a[0] - b[0])
    const length = Math.sqrt(row.reduce((sum, [, value]) => sum + value * value, 0))
    for (const [j, value] of row) {
      indices.push(j)
      values.push(value / length)
    }
    starts[i + 1] = indices.length
  })
  const out = {
    rows: texts.length,
    columns,
    starts,
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  }
  return names ? { ...out, names } : out
}

import { refuse } from '../errors.ts'
import { defineEstimator } from '../estimator.ts'
import { type Profile, strengthOf } from './recommender.ts'

/** Items with the words that describe them: categories, tags, makers, price bands. */
export type DescribedItems = {
  readonly items: readonly string[]
  readonly words: readonly (readonly string[])[]
}

/**
 * Items like those of the profile by what they are, not by who had them: each item is a unit vector of its words weighted
 * by idf = ln((1 + n) / (1 + items with the word)) + 1; the profile is the strength-weighted sum of its items, the score
 * the cosine with it. Works for items that nobody has bought yet.
 *
 * Cost: one pass over the words, to fit and to score.
 * @throws AnalyticsError `wrong_shape` when the lists differ in length.
 * Source: Salton, Buckley, Information Processing & Management 24(5), 1988.
 *
 * @example
 * const model = contentBased.fit({ items: ['Alien', 'Heat'], words: [['horror', 'scifi'], ['crime']] })
 * model.score({ items: [0] }) // 1, 0
 */
export const contentBased = defineEstimator({
  name: 'content_based',
  version: 1,
  title: 'Similar content',
  parameters: {},
  fit({ items, words }: DescribedItems) {
    if (items.length !== words.length) {
      refuse('wrong_shape', `There are ${items.length} items but words for ${words.length}.`)
    }
    return { items, ...vectorsOf(words) }
  },
  methods: (state) => ({
    score: (profile: Profile, out = new Float64Array(state.items.length)) => scoreProfile(state, profile, out),
  }),
})

type Vectors = { vocabulary: string[]; starts: Int32Array; indices: Int32Array; values: Float64Array }

function vectorsOf(words: DescribedItems['words']): Vectors {
  const numbers = new Map<string, number>()
  const rows = words.map((list) => {
    const row = new Map<number, number>()
    for (const word of list) {
      if (!numbers.has(word)) numbers.set(word, numbers.size)
      const number = numbers.get(word)!
      row.set(number, (row.get(number) ?? 0) + 1)
    }
    return row
  })
  const frequency = new Float64Array(numbers.size)
  for (const row of rows) for (const number of row.keys()) frequency[number]!++
  const idf = frequency.map((count) => Math.log((1 + rows.length) / (1 + count)) + 1)
  return { vocabulary: [...numbers.keys()], ...unitRows(rows, idf) }
}

function unitRows(rows: readonly ReadonlyMap<number, number>[], idf: Float64Array): Omit<Vectors, 'vocabulary'> {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.size
  })
  const indices = new Int32Array(starts[rows.length]!)
  const values = new Float64Array(indices.length)
  rows.forEach((row, i) => {
    const norm = Math.hypot(...Array.from(row, ([number, count]) => count * idf[number]!))
    let at = starts[i]!
    for (const [number, count] of row) {
      indices[at] = number
      values[at++] = (count * idf[number]!) / norm
    }
  })
  return { starts, indices, values }
}

function scoreProfile(
  { vocabulary, starts, indices, values }: Vectors,
  profile: Profile,
  out: Float64Array,
): Float64Array {
  const taste = new Float64Array(vocabulary.length)
  for (let k = 0; k < profile.items.length; k++) {
    const [item, strength] = [profile.items[k]!, strengthOf(profile, k)]
    for (let p = starts[item]!; p < starts[item + 1]!; p++) taste[indices[p]!]! += strength * values[p]!
  }
  const norm = Math.sqrt(taste.reduce((sum, weight) => sum + weight * weight, 0)) || 1
  for (let item = 0; item < out.length; item++) {
    let sum = 0
    for (let p = starts[item]!; p < starts[item + 1]!; p++) sum += values[p]! * taste[indices[p]!]!
    out[item] = sum / norm
  }
  return out
}

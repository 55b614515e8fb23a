import { refuse } from '../errors.ts'
import { defineEstimator } from '../estimator.ts'
import { integer_, number_ } from '../params.ts'
import type { Comparisons } from './comparison.ts'

/** Candidate pairs, and pairs drawn at random from all possible ones, which are almost never matches. */
export type LinkageInput = { readonly candidates: Comparisons; readonly random: Comparisons }

/**
 * Fellegi–Sunter without examples: for each field and level, m = P(level | match) and u = P(level | no match). u is counted on
 * random pairs; m and the share of matches among the candidates are found by expectation–maximisation, fields being
 * independent given the match. The weight of a pair is Σ log₂(m / u) over its known fields; unknown fields say nothing.
 *
 * Cost: an iteration is different patterns × fields. `weights[f][level]` is what each finding counts, for people to check.
 * @throws AnalyticsError `too_few_rows`, `wrong_shape`.
 * Sources: Fellegi, Sunter, JASA 64, 1969; Winkler 1988 for EM; u from random pairs as in Linacre et al. (Splink), 2022.
 *
 * @example
 * const model = fellegiSunter.fit({ candidates: comparer.compare(pairs), random: comparer.compare(comparer.random(20000, 1)) })
 * model.probability(comparer.compare(pairs)) // P(match) of each pair
 */
export const fellegiSunter = defineEstimator({
  name: 'fellegi_sunter',
  version: 1,
  title: 'Fellegi–Sunter',
  parameters: {
    iterations: integer_({ default: 200, min: 1, help: 'most EM iterations' }),
    tolerance: number_({ default: 1e-7, above: 0, help: 'change of the share of matches at which EM ends' }),
    start: number_({ default: 0.1, above: 0, below: 1, help: 'first guess of the share of matches among candidates' }),
  },
  fit({ candidates, random }: LinkageInput, { iterations, tolerance, start }) {
    const { levels, fields } = candidates
    if (candidates.levelOf.length === 0 || random.levelOf.length === 0)
      refuse('too_few_rows', 'fellegi_sunter needs candidate pairs and random pairs.')
    if (random.levels.join() !== levels.join())
      refuse('wrong_shape', 'The random pairs were compared by other fields or levels than the candidates.')
    const u = countLevels(random)
    const patterns = patternsOf(candidates)
    let m = levels.map(firstGuess)
    let share = start
    for (let k = 0; k < iterations; k++) {
      const next = improve(patterns, m, u, share, levels)
      const change = Math.abs(next.share - share)
      m = next.m
      share = next.share
      if (change < tolerance) break
    }
    const weights = m.map((list, f) => list.map((chance, level) => Math.log2(chance / u[f]![level]!)))
    return { fields, levels, m, u, weights, share }
  },
  methods: (state) => ({
    /** Σ log₂(m / u) of each pair. */
    weight: (comparisons: Comparisons) => weightsOf(state, comparisons),
    /** P(match) of each pair, given the share of matches among the candidates. */
    probability: (comparisons: Comparisons) =>
      weightsOf(state, comparisons).map((weight) => 1 / (1 + ((1 - state.share) / state.share) * 2 ** -weight)),
  }),
})

type Chances = number[][]

type Patterns = { levels: Int8Array; counts: Float64Array; width: number }

/** Relative frequency of each level among known values, with half a count added so that nothing is impossible. */
function countLevels({ levelOf, levels }: Comparisons): Chances {
  const counts = levels.map((count) => new Array<number>(count).fill(0.5))
  levelOf.forEach((level, k) => {
    if (level >= 0) counts[k % levels.length]![level]!++
  })
  return counts.map(shares)
}

function shares(counts: readonly number[]): number[] {
  const sum = counts.reduce((a, b) => a + b, 0)
  return counts.map((count) => count / sum)
}

/** Matches agree: each level is thrice as likely as the one below. */
function firstGuess(levels: number): number[] {
  return shares(Array.from({ length: levels }, (_, level) => 3 ** level))
}

function patternsOf({ levelOf, levels }: Comparisons): Patterns {
  const width = levels.length
  const counts = new Map<string, number>()
  for (let k = 0; k < levelOf.length; k += width) {
    const key = levelOf.subarray(k, k + width).join()
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const rows = [...counts.keys()].map((key) => key.split(',').map(Number))
  return { levels: Int8Array.from(rows.flat()), counts: Float64Array.from(counts.values()), width }
}

function improve(
  { levels: patterns, counts, width }: Patterns,
  m: Chances,
  u: Chances,
  share: number,
  levels: readonly number[],
) {
  const next = levels.map((count) => new Array<number>(count).fill(1e-3))
  let [matches, pairs] = [0, 0]
  counts.forEach((count, k) => {
    let odds = share / (1 - share)
    for (let f = 0; f < width; f++) {
      const level = patterns[k * width + f]!
      if (level >= 0) odds *= m[f]![level]! / u[f]![level]!
    }
    const expected = (count * odds) / (1 + odds)
    matches += odds === Infinity ? count : expected
    pairs += count
    for (let f = 0; f < width; f++) {
      const level = patterns[k * width + f]!
      if (level >= 0) next[f]![level]! += odds === Infinity ? count : expected
    }
  })
  return { m: next.map(shares), share: Math.min(1 - 1e-9, Math.max(1e-9, matches / pairs)) }
}

function weightsOf(
  { weights, levels }: { weights: Chances; levels: readonly number[] },
  comparisons: Comparisons,
): Float64Array {
  const width = levels.length
  if (comparisons.levels.join() !== levels.join())
    refuse('wrong_shape', 'The pairs were compared by other fields or levels than the model was fitted on.')
  return Float64Array.from({ length: comparisons.levelOf.length / width }, (_, k) => {
    let sum = 0
    for (let f = 0; f < width; f++) {
      const level = comparisons.levelOf[k * width + f]!
      if (level >= 0) sum += weights[f]![level]!
    }
    return sum
  })
}

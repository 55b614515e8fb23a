import { refuse } from '../errors.ts'
import { mulberry32 } from '../numeric/random.ts'
import { type Profile, profileOf, type Recommender } from './recommender.ts'
import type { RecommendSplit } from './split.ts'

/** A recommender and how much its opinion counts. */
export type Part = { readonly model: Recommender; readonly weight: number }

/**
 * Weighted opinion of several recommenders over the same items: Σ w z(score), where z brings each one's scores for a profile
 * to mean 0 and standard deviation 1 over the items; a part without an opinion (all scores equal) adds nothing.
 *
 * @throws AnalyticsError `wrong_shape` when the parts do not have the same items, `too_few_rows` without parts.
 * @example
 * const both = hybrid([{ model: ease.fit(split.train), weight: 1 }, { model: contentBased.fit(films), weight: 0.1 }])
 */
export function hybrid(parts: readonly Part[]): Recommender {
  const items = commonItems(parts.map(({ model }) => model))
  const scratch = new Float64Array(items.length)
  const score = (profile: Profile, out = new Float64Array(items.length)) => {
    out.fill(0)
    for (const { model, weight } of parts) {
      const scores = standardised(model.score(profile, scratch))
      for (let i = 0; i < out.length; i++) out[i]! += weight * scores[i]!
    }
    return out
  }
  return { items, score }
}

/**
 * Recommender for newcomers: with n items in the profile the main model's opinion counts n / (n + shrink) and the
 * fallback's (popularity, or content) the rest, both standardised as in {@link hybrid}.
 *
 * @example
 * const model = withColdStart(ease.fit(purchases), popularity.fit(purchases), 3)
 * recommend(model, { items: [] }) // what is popular
 */
export function withColdStart(main: Recommender, fallback: Recommender, shrink = 3): Recommender {
  const items = commonItems([main, fallback])
  const score = (profile: Profile, out = new Float64Array(items.length)) => {
    const trust = profile.items.length / (profile.items.length + shrink)
    const parts = [
      { model: main, weight: trust },
      { model: fallback, weight: 1 - trust },
    ]
    return hybrid(parts.filter(({ weight }) => weight > 0)).score(profile, out)
  }
  return { items, score }
}

/** How {@link learnMixture} learns. */
export type LearnOptions = {
  readonly seed?: number
  /** Items without interaction drawn for each one held back. */
  readonly negatives?: number
  /** Pull of the weights towards 0. */
  readonly l2?: number
}

/**
 * Weights for {@link hybrid} learned from what was held back: the weights w ≥ 0 that maximise
 * Σ ln σ(w · (z(held back) − z(drawn at random))) − l2 ‖w‖²/2, by projected Newton steps (the objective is concave).
 * The models must have been fitted on `split.train` alone; refit them on everything afterwards and keep the weights.
 *
 * Cost: one scoring by each model for each user, then pairs × models² a step.
 * Source: Rendle et al., "BPR", UAI 2009, for the objective.
 * @example
 * const weights = learnMixture([ease.fit(split.train), contentBased.fit(films)], split, { seed: 1 })
 */
export function learnMixture(
  models: readonly Recommender[],
  split: RecommendSplit,
  options: LearnOptions = {},
): Float64Array {
  commonItems(models)
  const differences = sampleDifferences(models, split, options)
  const weights = new Float64Array(models.length).fill(1)
  for (let step = 0; step < 200; step++) {
    if (improve(weights, differences, options.l2 ?? 1e-3) < 1e-8) break
  }
  return weights
}

function commonItems(models: readonly Recommender[]): readonly string[] {
  const items = models[0]?.items ?? refuse('too_few_rows', 'A hybrid needs at least one recommender.')
  const odd = models.findIndex(
    (model) => model.items.length !== items.length || model.items.some((name, i) => name !== items[i]),
  )
  if (odd > 0)
    refuse('wrong_shape', `Recommender ${odd} has other items than recommender 0; fit all on the same items.`)
  return items
}

function standardised(scores: Float64Array): Float64Array {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < scores.length; i++) sum += scores[i]!
  const mean = sum / scores.length
  for (let i = 0; i < scores.length; i++) squares += (scores[i]! - mean) ** 2
  const deviation = Math.sqrt(squares / scores.length)
  for (let i = 0; i < scores.length; i++) scores[i] = deviation > 0 ? (scores[i]! - mean) / deviation : 0
  return scores
}

/** Row-major pairs × models: z-score of something held back minus that of something drawn. */
function sampleDifferences(models: readonly Recommender[], split: RecommendSplit, options: LearnOptions): Float64Array {
  const { train, test } = split
  const uniform = mulberry32(options.seed ?? 1)
  const scores = models.map((model) => new Float64Array(model.items.length))
  const pairs: number[] = []
  for (let user = 0; user < test.users.length; user++) {
    const held = test.indices.subarray(test.starts[user]!, test.starts[user + 1]!)
    if (held.length === 0) continue
    const profile = profileOf(train, user)
    const opinions = models.map((model, m) => standardised(model.score(profile, scores[m])))
    const known = new Set([...held, ...Array.from(profile.items)])
    if (known.size === train.items.length) continue
    for (const positive of held) {
      for (let draw = 0; draw < (options.negatives ?? 5); draw++) {
        let negative = Math.floor(uniform() * train.items.length)
        while (known.has(negative)) negative = Math.floor(uniform() * train.items.length)
        for (const z of opinions) pairs.push(z[positive]! - z[negative]!)
      }
    }
  }
  return Float64Array.from(pairs)
}

/** One diagonal Newton step for each weight in turn, projected on w ≥ 0; returns the largest change. */
function improve(weights: Float64Array, differences: Float64Array, l2: number): number {
  const m = weights.length
  const pairs = Math.max(1, differences.length / m)
  let largest = 0
  for (let k = 0; k < m; k++) {
    let [slope, curvature] = [-l2 * weights[k]!, l2]
    for (let at = 0; at < differences.length; at += m) {
      let margin = 0
      for (let j = 0; j < m; j++) margin += weights[j]! * differences[at + j]!
      const miss = 1 / (1 + Math.exp(margin))
      slope += (miss * differences[at + k]!) / pairs
      curvature += (miss * (1 - miss) * differences[at + k]! ** 2) / pairs
    }
    const next = Math.max(0, weights[k]! + Math.max(-1, Math.min(1, slope / curvature)))
    largest = Math.max(largest, Math.abs(next - weights[k]!))
    weights[k] = next
  }
  return largest
}

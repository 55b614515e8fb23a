import type { Matrix } from '../matrix.ts'
import { matrix } from '../matrix.ts'
import { silhouette } from '../metrics/clusters.ts'
import type { Progress } from '../model.ts'
import { runOf } from '../model.ts'
import { childSeed, mulberry32 } from '../numeric/random.ts'
import { kmeans } from './kmeans.ts'
import { gaussianMixture } from './mixture.ts'

/** One number of clusters and how it scores: higher is better for silhouette and gap, lower for BIC. */
export type ClusterScore = { readonly clusters: number; readonly score: number; readonly error?: number }

/** Scores of all numbers of clusters that were tried, and the one to take. */
export type ClusterChoice = { readonly best: number; readonly scores: readonly ClusterScore[] }

/** What to try. */
export type ClusterChoiceOptions = Progress & {
  from?: number
  to?: number
  by?: 'silhouette' | 'gap' | 'bic'
  seed?: number
  /** Reference tables for the gap statistic. */
  references?: number
}

/**
 * The number of clusters: by the largest mean silhouette of k-means; by the gap statistic, the smallest k whose gap is
 * within one standard error of the next one's (Tibshirani, Walther & Hastie 2001, uniform reference tables); or by the
 * smallest BIC of Gaussian mixtures.
 *
 * Cost: one fit for each k, and `references` more for the gap.
 * @example chooseClusters(x, { from: 2, to: 10, by: 'gap' }).best
 */
export function chooseClusters(x: Matrix, options: ClusterChoiceOptions = {}): ClusterChoice {
  const { from = 2, to = 10, by = 'silhouette', seed = 1, references = 10 } = options
  const run = runOf(options)
  const last = Math.min(to, x.rows - 1)
  const scores: ClusterScore[] = []
  for (let clusters = from; clusters <= last; clusters++) {
    run.progress((clusters - from) / (last - from + 1), `${clusters} clusters`)
    if (by === 'bic') scores.push({ clusters, score: gaussianMixture.fit(x, { clusters, seed }).bic })
    else if (by === 'gap') scores.push({ clusters, ...gap(x, clusters, references, seed) })
    else scores.push({ clusters, score: silhouette(x, kmeans.fit(x, { clusters, seed }).labels) })
  }
  return { best: bestOf(scores, by), scores }
}

function bestOf(scores: readonly ClusterScore[], by: 'silhouette' | 'gap' | 'bic'): number {
  if (by === 'gap') {
    const found = scores.findIndex(({ score }, i) => {
      const next = scores[i + 1]
      return next !== undefined && score >= next.score - next.error!
    })
    if (found >= 0) return scores[found]!.clusters
  }
  const sign = by === 'bic' ? -1 : 1
  return scores.reduce((best, entry) => (sign * entry.score > sign * best.score ? entry : best)).clusters
}

function gap(x: Matrix, clusters: number, references: number, seed: number): { score: number; error: number } {
  const logs = Array.from({ length: references }, (_, r) => {
    const uniform = mulberry32(childSeed(seed, r))
    return Math.log(Math.max(kmeans.fit(uniformLike(x, uniform), { clusters, seed, starts: 3 }).inertia, 1e-300))
  })
  const mean = logs.reduce((sum, value) => sum + value, 0) / references
  const spread = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / references)
  const own = Math.log(Math.max(kmeans.fit(x, { clusters, seed }).inertia, 1e-300))
  return { score: mean - own, error: spread * Math.sqrt(1 + 1 / references) }
}

function uniformLike(x: Matrix, uniform: () => number): Matrix {
  const p = x.columns
  const low = new Float64Array(p).fill(Infinity)
  const high = new Float64Array(p).fill(-Infinity)
  for (let at = 0; at < x.data.length; at++) {
    low[at % p] = Math.min(low[at % p]!, x.data[at]!)
    high[at % p] = Math.max(high[at % p]!, x.data[at]!)
  }
  return matrix(
    x.rows,
    p,
    x.data.map((_, at) => low[at % p]! + uniform() * (high[at % p]! - low[at % p]!)),
  )
}

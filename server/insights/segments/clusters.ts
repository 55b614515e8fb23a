import { chooseClusters } from '@rapport/analytics/cluster/choose-clusters.ts'
import { kmeans } from '@rapport/analytics/cluster/kmeans.ts'
import { gaussianMixture } from '@rapport/analytics/cluster/mixture.ts'
import { scaler } from '@rapport/analytics/data/scale.ts'
import { fromColumns, type Matrix, takeRows } from '@rapport/analytics/matrix.ts'
import { silhouette } from '@rapport/analytics/metrics/clusters.ts'
import type { Progress } from '@rapport/analytics/model.ts'
import { mulberry32, permutation } from '@rapport/analytics/numeric/random.ts'
import type { Buyers } from './buyers.ts'

export const clusterMethods = ['kmeans', 'gaussian_mixture'] as const
export type ClusterMethod = (typeof clusterMethods)[number]

export interface ClusterChoice extends Progress {
  readonly method: ClusterMethod
  /** How many; null lets the data say. */
  readonly clusters: number | null
  readonly seed: number
}

export const fewestClusters = 2
export const mostClusters = 8
/** The number of clusters is chosen on so many buyers at most: more would not change it, and cost the square. */
const sampleRows = 2_000

/** What buyers are grouped by. */
export const traits = ['recency', 'frequency', 'average', 'returned'] as const
export type Trait = (typeof traits)[number]

export interface Clusters {
  /** Cluster of each buyer. */
  readonly labels: Int32Array
  readonly clusters: number
  /** Mean silhouette for each number that was tried, −1 to 1: how well apart they are. Empty when the number was given. */
  readonly tried: readonly { readonly clusters: number; readonly score: number }[]
  readonly silhouette: number
}

export const averageOf = ({ money, frequency }: Buyers): Float64Array => money.map((sum, i) => sum / frequency[i]!)

/** Amounts and counts are skewed: their logarithms are compared. A buyer who brought less than nothing counts as nothing. */
const log = (values: Float64Array): Float64Array => values.map((value) => Math.log1p(Math.max(0, value)))

/** The rows that are grouped: traits by which buyers do not differ at all are only centred. */
export function traitRows(buyers: Buyers): Matrix {
  const columns = [log(buyers.recency), log(buyers.frequency), log(averageOf(buyers)), buyers.returned]
  const x = fromColumns(columns, traits)
  return scaler.fit(x, { method: 'standard' }).transform(x)
}

const sampleOf = (x: Matrix, seed: number): Matrix =>
  x.rows <= sampleRows ? x : takeRows(x, permutation(x.rows, mulberry32(seed)).subarray(0, sampleRows).sort())

const labelsBy = (x: Matrix, clusters: number, { method, seed, signal, onProgress }: ClusterChoice): Int32Array => {
  const options = { clusters, seed, signal, onProgress }
  return method === 'kmeans' ? kmeans.fit(x, options).labels : gaussianMixture.fit(x, options).predict(x)
}

/** Groups buyers by what they do. The number is the one whose groups stand best apart, unless it was given. */
export function clusterBuyers(buyers: Buyers, choice: ClusterChoice): Clusters {
  const x = traitRows(buyers)
  const sample = sampleOf(x, choice.seed)
  const given = choice.clusters
  const { best, scores } =
    given === null
      ? chooseClusters(sample, { from: fewestClusters, to: mostClusters, seed: choice.seed, signal: choice.signal })
      : { best: given, scores: [] }
  const labels = labelsBy(x, best, choice)
  return { labels, clusters: best, tried: scores, silhouette: silhouette(x, labels, { sample: sampleRows }) }
}

import { describe, expect, it } from 'vitest'
import { type Matrix, matrix } from '../matrix.ts'
import { silhouette } from '../metrics/clusters.ts'
import { sharedBytes, sharedDataIsThere, sharedJson } from '../test/shared-data.ts'
import { hierarchical } from './hierarchical.ts'
import { kmeans } from './kmeans.ts'
import { gaussianMixture } from './mixture.ts'

type Cut = { sizes: number[]; silhouette: number }
type Scores = {
  inertia_best_of_200: number
  n_init10_worst_ratio: number
  agglomerative_ward?: Cut
  agglomerative_average?: Cut
  agglomerative_complete?: Cut
  gmm_full?: { loglik_total: number }
}
type Reference = { clustering: Record<string, Record<string, Scores>> }

function numbers(file: string, columns: readonly number[]): Matrix {
  const header = file === 'iris.csv' ? 0 : 1
  const lines = new TextDecoder()
    .decode(sharedBytes(`data/clustering/${file}`))
    .trim()
    .split('\n')
    .slice(header)
  const values = lines.flatMap((line) => columns.map((j) => Number(line.split(',')[j])))
  return matrix(lines.length, columns.length, Float64Array.from(values))
}

function sizesOf(labels: Int32Array): number[] {
  const sizes = new Map<number, number>()
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  return [...sizes.values()].sort((a, b) => b - a)
}

const tables = [
  ['mall income+score, raw', 'mall_customers.csv', [3, 4]],
  ['iris raw', 'iris.csv', [0, 1, 2, 3]],
] as const

describe.skipIf(!sharedDataIsThere)('clusters of real tables', () => {
  const reference = sharedDataIsThere ? sharedJson<Reference>('reference/clustering_regression_text.json') : undefined
  const cases = tables.flatMap(([name, file, columns]) =>
    Object.entries(reference?.clustering[name] ?? {})
      .filter(([key]) => key.startsWith('k='))
      .map(([key, scores]) => ({ name, file, columns, k: Number(key.slice(2)), scores })),
  )

  it.each(cases)('k-means of $name with $k clusters is no worse than the reference', ({ file, columns, k, scores }) => {
    const x = numbers(file, columns)
    const best = scores.inertia_best_of_200
    expect(kmeans.fit(x, { clusters: k }).inertia).toBeLessThanOrEqual(
      best * Math.max(1.005, scores.n_init10_worst_ratio),
    )
    expect(kmeans.fit(x, { clusters: k, starts: 200 }).inertia).toBeLessThanOrEqual(best * (1 + 1e-9))
  })

  it.each(cases)('trees of $name cut into $k have the reference clusters', ({ file, columns, k, scores }) => {
    const x = numbers(file, columns)
    for (const linkage of ['ward', 'average', 'complete'] as const) {
      const wanted = scores[`agglomerative_${linkage}`]
      if (!wanted) continue
      const labels = hierarchical.fit(x, { linkage }).cut(k)
      expect(silhouette(x, labels)).toBeGreaterThan(wanted.silhouette - 0.03)
      if (linkage === 'ward') expect(sizesOf(labels)).toEqual(wanted.sizes)
    }
  })

  it.each(cases.filter(({ k }) => k <= 5))(
    'the mixture of $name with $k normals is as likely',
    ({ file, columns, k, scores }) => {
      if (!scores.gmm_full) return
      const fitted = gaussianMixture.fit(numbers(file, columns), { clusters: k, starts: 100 })
      expect(fitted.logLikelihood).toBeGreaterThan(scores.gmm_full.loglik_total - 0.05)
    },
  )
})

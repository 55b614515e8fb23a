import { describe, expect, it } from 'vitest'
import { AnalyticsError } from '../errors.ts'
import type { Estimator, FittedEstimator } from '../estimator.ts'
import { type Matrix, matrix, takeRows } from '../matrix.ts'
import { adjustedRand } from '../metrics/clusters.ts'
import { mulberry32, normals, permutation } from '../numeric/random.ts'
import { limitThreads } from '../numeric/team.ts'
import type { ParameterSet } from '../params.ts'
import { chooseClusters } from './choose-clusters.ts'
import { dbscan } from './dbscan.ts'
import { hdbscan } from './hdbscan.ts'
import { hierarchical } from './hierarchical.ts'
import { clusterModels } from './index.ts'
import { kmeans } from './kmeans.ts'
import { gaussianMixture } from './mixture.ts'
import { profileClusters } from './profiles.ts'
import { kPrototypes } from './prototypes.ts'

/** Three groups far apart. */
function groups(n: number, p = 2): { x: Matrix; truth: Int32Array } {
  const noise = normals(31, n * p)
  const truth = Int32Array.from({ length: n }, (_, i) => i % 3)
  const data = noise.map((e, k) => 0.3 * e + 5 * ((truth[Math.floor(k / p)]! + (k % p)) % 3))
  return { x: matrix(n, p, data), truth }
}

type AnyCluster = Estimator<ParameterSet, Matrix, FittedEstimator>

describe.each(clusterModels.map((model) => [model.name, model as unknown as AnyCluster] as const))('%s', (_, model) => {
  const { x } = groups(90)
  const clusters = 'clusters' in model.parameters ? { clusters: 3 } : {}

  it('gives the same bytes for the same seed, on one thread and on several, and does not change its input', () => {
    const before = Float64Array.from(x.data)
    const texts = [1, 2].map((threads) => {
      limitThreads(threads)
      return JSON.stringify(model.fit(x, { ...clusters, seed: 5 } as never))
    })
    limitThreads(undefined)
    expect(texts[1]).toBe(texts[0])
    expect(x.data).toEqual(before)
  })

  it('comes back from JSON text as it was, and refuses other and newer data', () => {
    const fitted = model.fit(x, clusters as never)
    const again = model.fromJSON(JSON.stringify(fitted))
    expect(JSON.stringify(again)).toBe(JSON.stringify(fitted))
    const stored = fitted.toJSON() as Record<string, unknown>
    expect(() => model.fromJSON({ ...stored, model: 'other' })).toThrow(AnalyticsError)
    expect(() => model.fromJSON({ ...stored, version: 99 })).toThrow(AnalyticsError)
  })

  it('deals with one row, equal rows, and constant columns', () => {
    expect(() =>
      model.fit(matrix(1, 2), ('clusters' in model.parameters ? { clusters: 1 } : {}) as never),
    ).not.toThrow()
    const equal = matrix(20, 2, new Float64Array(40).fill(3))
    expect(() => model.fit(equal, clusters as never)).not.toThrow()
    const constant = matrix(
      90,
      3,
      Float64Array.from({ length: 270 }, (_, k) => (k % 3 ? x.data[Math.floor(k / 3) * 2 + (k % 3) - 1]! : 7)),
    )
    expect(() => model.fit(constant, clusters as never)).not.toThrow()
  })

  it('refuses no rows, missing values and infinities in sentences', () => {
    expect(() => model.fit(matrix(0, 2))).toThrow(/at least one row/)
    const bad = matrix(3, 1, Float64Array.of(1, NaN, 2))
    expect(() => model.fit(bad, ('clusters' in model.parameters ? { clusters: 1 } : {}) as never)).toThrow(
      /column 0, row 1/,
    )
    bad.data[1] = Infinity
    expect(() => model.fit(bad, ('clusters' in model.parameters ? { clusters: 1 } : {}) as never)).toThrow(
      /column 0, row 1/,
    )
  })

  it('can be cancelled', () => {
    expect(() => model.fit(x, { ...clusters, signal: { aborted: true } } as never)).toThrow(/cancelled/)
  })
})

describe('clusters', () => {
  const { x, truth } = groups(300)

  it('are found by every method', () => {
    const found = [
      kmeans.fit(x, { clusters: 3 }).labels,
      kmeans.fit(x, { clusters: 3, batch: 32 }).labels,
      gaussianMixture.fit(x, { clusters: 3 }).labels,
      gaussianMixture.fit(x, { clusters: 3, covariance: 'diagonal' }).labels,
      dbscan.fit(x, { radius: 0.8 }).labels,
      hdbscan.fit(x, { smallest: 10, neighbours: 5 }).labels.map((label) => Math.max(0, label)),
      kPrototypes.fit(x, { clusters: 3 }).labels,
      ...(['ward', 'average', 'complete', 'single'] as const).map((linkage) => hierarchical.fit(x, { linkage }).cut(3)),
    ]
    for (const labels of found) expect(adjustedRand(labels, truth)).toBeGreaterThan(0.99)
  })

  it('are counted by silhouette, gap and BIC', () => {
    for (const by of ['silhouette', 'gap', 'bic'] as const) {
      expect(chooseClusters(x, { by, from: by === 'gap' ? 1 : 2, to: 6, references: 5 }).best).toBe(3)
    }
  })

  it('assign new rows as they assigned the learning rows', () => {
    for (const fitted of [
      kmeans.fit(x, { clusters: 3 }),
      gaussianMixture.fit(x, { clusters: 3 }),
      kPrototypes.fit(x, { clusters: 3 }),
    ]) {
      expect(fitted.predict(x)).toEqual(fitted.labels)
    }
    const dense = dbscan.fit(x, { radius: 0.8 })
    expect(adjustedRand(dense.predict(x), dense.labels)).toBe(1)
    expect(dense.predict(matrix(1, 2, Float64Array.of(99, 99)))[0]).toBe(-1)
  })

  it('have profiles whose first trait tells them apart', () => {
    const profiles = profileClusters({ ...x, names: ['spend', 'visits'] }, truth)
    expect(profiles.map(({ rows }) => rows)).toEqual([100, 100, 100])
    for (const { traits } of profiles) expect(Math.abs(traits[0]!.distance)).toBeGreaterThan(0.9)
  })
})

describe('k-means', () => {
  it('leaves every row with its nearest centre and every centre at its mean, exactly as without bounds', () => {
    const x = matrix(3000, 7, normals(41, 21000))
    const { centres, labels, inertia } = kmeans.fit(x, { clusters: 13, starts: 2, tolerance: 0 })
    let sum = 0
    for (let i = 0; i < 3000; i++) {
      const distances = Array.from({ length: 13 }, (_, c) => {
        let d = 0
        for (let j = 0; j < 7; j++) d += (x.data[i * 7 + j]! - centres[c * 7 + j]!) ** 2
        return d
      })
      sum += distances[labels[i]!]!
      expect(distances[labels[i]!]! - Math.min(...distances)).toBeLessThan(1e-9)
    }
    expect(inertia).toBeCloseTo(sum, 6)
  })

  it('counts a row of weight 3 like three rows', () => {
    const { x } = groups(60)
    const weights = Float64Array.from({ length: 60 }, (_, i) => (i % 5 === 0 ? 3 : 1))
    const repeated = takeRows(
      x,
      Array.from({ length: 60 }, (_, i) => i).flatMap((i) => new Array(weights[i]!).fill(i)),
    )
    const weighted = kmeans.fit({ x, weights }, { clusters: 3 })
    expect(weighted.inertia).toBeCloseTo(kmeans.fit(repeated, { clusters: 3 }).inertia, 8)
  })
})

describe('hierarchical clusters', () => {
  it("gives the heights of SciPy's linkage on a small example", () => {
    const x = matrix(5, 1, Float64Array.of(0, 1, 3, 7, 12))
    const heights = (linkage: 'ward' | 'average' | 'complete' | 'single') =>
      Array.from(hierarchical.fit(x, { linkage }).height, (h) => Number(h.toFixed(6)))
    expect(heights('single')).toEqual([1, 2, 4, 5])
    expect(heights('complete')).toEqual([1, 3, 5, 12])
    expect(heights('average')).toEqual([1, 2.5, 5, Number((49 / 6).toFixed(6))])
    expect(heights('ward')[1]).toBeCloseTo(Math.sqrt(((2 * 1 * 2) / 3) * 2.5 ** 2), 6)
  })

  it('has the same tree whatever the order of the rows', () => {
    const x = matrix(80, 3, normals(51, 240))
    const order = permutation(80, mulberry32(4))
    for (const linkage of ['ward', 'average', 'complete', 'single'] as const) {
      const [a, b] = [hierarchical.fit(x, { linkage }), hierarchical.fit(takeRows(x, order), { linkage })]
      a.height.forEach((height, m) => {
        expect(b.height[m]).toBeCloseTo(height, 9)
      })
      const cut = a.cut(5)
      expect(
        adjustedRand(
          Int32Array.from(order, (row) => cut[row]!),
          b.cut(5),
        ),
      ).toBe(1)
    }
  })

  it('cuts at a height, and lists leaves so that every cluster is together', () => {
    const { x } = groups(30)
    const tree = hierarchical.fit(x)
    expect(new Set(tree.cutAt(tree.height[27]! - 1e-9))).toEqual(new Set([0, 1, 2]))
    const inOrder = Array.from(tree.leafOrder(), (row) => tree.cut(3)[row]!)
    expect(inOrder.filter((label, i) => i > 0 && label !== inOrder[i - 1]).length).toBe(2)
  })
})

describe('DBSCAN', () => {
  it('finds clusters of any shape and leaves noise alone', () => {
    const ring = Float64Array.from({ length: 400 }, (_, k) => {
      const angle = (k >> 2) * ((2 * Math.PI) / 100)
      return ((k >> 1) % 2 ? 3 : 1) * (k % 2 ? Math.sin(angle) : Math.cos(angle))
    })
    const x = matrix(201, 2, new Float64Array([...ring, 9, 9]))
    const { labels, clusters } = dbscan.fit(x, { radius: 0.5, neighbours: 4 })
    expect(clusters).toBe(2)
    expect(labels[200]).toBe(-1)
    for (let i = 0; i < 200; i++) expect(labels[i]).toBe(labels[i % 2])
  })
})

describe('k-prototypes', () => {
  it('finds clusters that only categories tell apart (k-modes)', () => {
    const noise = normals(61, 400)
    const codes = Float64Array.from({ length: 400 }, (_, k) =>
      noise[k]! > 1.3 ? 9 : (Math.floor(k / 4) % 2) * 3 + (k % 4),
    )
    const fitted = kPrototypes.fit(matrix(100, 4, codes), { clusters: 2, categorical: [0, 1, 2, 3] })
    expect(
      adjustedRand(
        fitted.labels,
        Array.from({ length: 100 }, (_, i) => i % 2),
      ),
    ).toBeGreaterThan(0.9)
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fromRows, type Matrix, matrix, rowOf, takeRows } from '../matrix.ts'
import { mulberry32, normals, permutation } from '../numeric/random.ts'
import { hdbscan } from './hdbscan.ts'

/** Dense groups of different density and a tenth of noise. */
function cloud(n: number): Matrix {
  const [noise, u] = [normals(5, 2 * n), mulberry32(6)]
  const rows = Array.from({ length: n }, (_, i) => {
    if (i % 10 === 9) return [12 * u() - 3, 12 * u() - 3]
    const spread = [0.2, 0.5, 1][i % 3]!
    return [spread * noise[2 * i]! + 4 * (i % 3), spread * noise[2 * i + 1]! + 3 * ((i + 1) % 3)]
  })
  return fromRows(rows)
}

type Cluster = { rows: number[]; birth: number; stability: number; children: Cluster[] }

/** By the definition alone: the components of the reachability graph at every distance that occurs in it, from the top. */
function byDefinition(x: Matrix, smallest: number, neighbours: number): Cluster {
  const rows = Array.from({ length: x.rows }, (_, i) => i)
  const distance = (i: number, j: number) => Math.hypot(...rowOf(x, i).map((value, k) => value - rowOf(x, j)[k]!))
  const core = rows.map((i) => rows.map((j) => distance(i, j)).sort((a, b) => a - b)[neighbours - 1]!)
  const reach = rows.map((i) => rows.map((j) => Math.max(core[i]!, core[j]!, distance(i, j))))
  const levels = [...new Set(reach.flat())].sort((a, b) => b - a)
  const root: Cluster = { rows, birth: 0, stability: 0, children: [] }
  let living = [{ cluster: root, rows }]
  for (const level of levels) {
    living = living.flatMap(({ cluster, rows: members }) => {
      const parts = componentsBelow(members, reach, level).filter((part) => part.length >= smallest)
      if (parts.length === 1 && parts[0]!.length === members.length) return [{ cluster, rows: members }]
      const stay = parts.length === 1 ? parts[0]!.length : 0
      cluster.stability += (members.length - stay) * (1 / level - cluster.birth)
      if (parts.length < 2) return parts.map((part) => ({ cluster, rows: part }))
      cluster.children = parts.map((part) => ({ rows: part, birth: 1 / level, stability: 0, children: [] }))
      return cluster.children.map((child) => ({ cluster: child, rows: child.rows }))
    })
  }
  return root
}

function componentsBelow(members: number[], reach: number[][], level: number): number[][] {
  const left = new Set(members)
  const parts: number[][] = []
  for (const start of members) {
    if (!left.delete(start)) continue
    const part = [start]
    for (let k = 0; k < part.length; k++) {
      for (const other of left) if (reach[part[k]!]![other]! < level) left.delete(other) && part.push(other)
    }
    parts.push(part)
  }
  return parts
}

function kept(cluster: Cluster): { clusters: Cluster[]; stability: number } {
  const below = cluster.children.map(kept)
  const sum = below.reduce((total, { stability }) => total + stability, 0)
  if (cluster.birth > 0 && cluster.stability >= sum) return { clusters: [cluster], stability: cluster.stability }
  return { clusters: below.flatMap(({ clusters }) => clusters), stability: sum }
}

describe('HDBSCAN', () => {
  it.each([
    [5, 5],
    [8, 3],
    [3, 10],
  ])('finds what its definition says, clusters of at least %i rows and %i neighbours', (smallest, neighbours) => {
    const x = cloud(90)
    const { labels, clusters, stabilities } = hdbscan.fit(x, { smallest, neighbours })
    const wanted = kept(byDefinition(x, smallest, neighbours)).clusters
    const found = Array.from({ length: clusters }, (_, c) => [...labels.keys()].filter((i) => labels[i] === c))
    const sorted = wanted.map(({ rows, stability }) => ({ rows: rows.toSorted((a, b) => a - b), stability }))
    sorted.sort((a, b) => a.rows[0]! - b.rows[0]!)
    expect(found).toEqual(sorted.map(({ rows }) => rows))
    sorted.forEach(({ stability }, c) => {
      expect(stabilities[c]).toBeCloseTo(stability, 9)
    })
  })

  it('finds the same clusters whatever the order of the rows', () => {
    const x = cloud(300)
    const order = permutation(300, mulberry32(3))
    const [a, b] = [hdbscan.fit(x), hdbscan.fit(takeRows(x, order))]
    expect(b.clusters).toBe(a.clusters)
    const names = new Map<number, number>()
    order.forEach((row, k) => {
      const label = a.labels[row]!
      if (!names.has(label)) names.set(label, b.labels[k]!)
      expect(b.labels[k]).toBe(names.get(label))
      expect(b.outliers[k]).toBeCloseTo(a.outliers[row]!, 12)
    })
  })

  it('tells groups of different density from noise, and new rows from both', () => {
    const fitted = hdbscan.fit(cloud(600), { smallest: 15 })
    expect(fitted.clusters).toBe(3)
    const noise = fitted.labels.filter((label, i) => label < 0 && i % 10 === 9).length
    expect(noise).toBeGreaterThan(30)
    const fresh = fitted.predict(
      fromRows([
        [0.1, 3.1],
        [4, 6.1],
        [8, 0.2],
        [30, 30],
      ]),
    )
    expect([...fresh]).toEqual([0, 1, 2, -1].map((wanted) => (wanted < 0 ? -1 : fitted.labels[wanted]!)))
    for (const strength of fitted.strengths) expect(strength >= 0 && strength <= 1).toBe(true)
  })

  it('calls rows that are all alike noise, and finds two heaps of equal rows', () => {
    expect(hdbscan.fit(matrix(30, 2, new Float64Array(60).fill(4))).clusters).toBe(0)
    const heaps = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : 2))
    expect([...hdbscan.fit(matrix(40, 1, heaps)).labels]).toEqual([...heaps].map((value) => value - 1))
  })

  const iris = new URL('../../../shared/data/clustering/iris.csv', import.meta.url)
  it.skipIf(!existsSync(iris))("has R's clusters and stabilities on iris (dbscan 1.1, needs ../shared)", () => {
    const lines = readFileSync(iris, 'utf8').trim().split('\n')
    const { labels, stabilities } = hdbscan.fit(fromRows(lines.map((line) => line.split(',').slice(0, 4).map(Number))))
    expect([...labels]).toEqual(Array.from({ length: 150 }, (_, i) => (i < 50 ? 0 : 1)))
    expect(stabilities[0]).toBeCloseTo(128.91655, 5)
    expect(stabilities[1]).toBeCloseTo(150.98636, 5)
  })
})

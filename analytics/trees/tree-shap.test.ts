import { describe, expect, it } from 'vitest'
import { matrix } from '../matrix.ts'
import { normals } from '../numeric/random.ts'
import { binOf } from './bins.ts'
import { gradientBoosting, gradientBoostingRegression, rawBoosted } from './boosting.ts'
import { decisionTree } from './decision-tree.ts'
import { childOf, type Ensemble, leafColumn } from './ensemble.ts'
import { randomForest } from './forest.ts'
import { type Contributions, type TreeModel, treeShap } from './tree-shap.ts'

const n = 300
const p = 4
const data = normals(21, n * p)
const x = matrix(n, p, data)
const target = Float64Array.from(
  { length: n },
  (_, i) => data[i * p]! * data[i * p + 1]! + Math.max(0, data[i * p + 2]!),
)
const label = target.map((value) => (value > 0.3 ? 1 : 0))

/** What a tree gives when only the columns in `known` are known: missing ones follow the cover. */
function expectation(trees: Ensemble, node: number, bins: Uint8Array, known: number): number {
  const column = trees.nodes[2 * node]! & 0xffff
  const next = trees.nodes[2 * node + 1]!
  if (column === leafColumn) return trees.values[next * trees.width]!
  if (known & (1 << column)) return expectation(trees, childOf(trees, node, bins[column]!), bins, known)
  const total = trees.cover[next]! + trees.cover[next + 1]!
  const side = (child: number) => (trees.cover[child]! / total) * expectation(trees, child, bins, known)
  return side(next) + side(next + 1)
}

/** Shapley values from their definition: the mean gain of a column over all sets of the others. */
function byDefinition(trees: Ensemble, row: Float64Array): Float64Array {
  const bins = Uint8Array.from(row, (value, j) => binOf(trees.bins, j, value))
  const worth = Array.from({ length: 1 << p }, (_, known) =>
    trees.roots.reduce((sum, root) => sum + expectation(trees, root, bins, known), 0),
  )
  const factorial = [1, 1, 2, 6, 24]
  return Float64Array.from({ length: p }, (_, j) => {
    let sum = 0
    for (let set = 0; set < 1 << p; set++) {
      if (set & (1 << j)) continue
      const size = [0, 1, 2, 3].filter((k) => set & (1 << k)).length
      sum += ((factorial[size]! * factorial[p - size - 1]!) / factorial[p]!) * (worth[set | (1 << j)]! - worth[set]!)
    }
    return sum
  })
}

function expectDefinition(model: TreeModel, scale: number): void {
  const { values } = treeShap(model, x)
  for (const i of [0, 17, 200]) {
    const wanted = byDefinition(model.trees, data.subarray(i * p, i * p + p))
    for (let j = 0; j < p; j++) expect(values[i * p + j]).toBeCloseTo(wanted[j]! * scale, 10)
  }
}

function sums({ rows, outputs, columns, base, values }: Contributions): Float64Array {
  return Float64Array.from({ length: rows * outputs }, (_, at) =>
    values.subarray(at * columns, (at + 1) * columns).reduce((sum, value) => sum + value, base[at % outputs]!),
  )
}

describe('TreeSHAP', () => {
  it('equals Shapley values computed from their definition', () => {
    expectDefinition(gradientBoostingRegression.fit({ x, y: target, rounds: 10, leaves: 8, minLeaf: 5 }), 1)
    expectDefinition(randomForest.fit({ x, y: label, trees: 10 }), 0.1)
    expectDefinition(decisionTree.fit({ x, y: label, minLeaf: 5 }), 1)
  })

  it('adds up to the raw prediction of boosting, also for three classes and with categories', () => {
    const three = target.map((value) => (value > 1 ? 2 : value > 0 ? 1 : 0))
    const mixed = matrix(
      n,
      p,
      data.map((value, k) => (k % p === 3 ? Math.floor(value * 2) : value)),
    )
    const fitted = gradientBoosting.fit({ x: mixed, y: three, rounds: 15, categorical: [3], minLeaf: 5 })
    const raw = rawBoosted(fitted, mixed)
    sums(treeShap(fitted, mixed)).forEach((sum, at) => {
      expect(sum).toBeCloseTo(raw[at]!, 9)
    })
  })

  it('adds up to the shares of a forest', () => {
    const three = target.map((value) => (value > 1 ? 2 : value > 0 ? 1 : 0))
    const fitted = randomForest.fit({ x, y: three, trees: 20 })
    const shares = fitted.predictProbability(x)
    sums(treeShap(fitted, x)).forEach((sum, at) => {
      expect(sum).toBeCloseTo(shares[at]!, 9)
    })
  })
})

import { refuse } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import { binOf } from './bins.ts'
import { childOf, type Ensemble, leafColumn } from './ensemble.ts'

/**
 * Contributions of columns to predictions: for row i and output k,
 * base[k] + Σ_j values[(i × outputs + k) × columns + j] = the raw prediction.
 */
export type Contributions = {
  readonly rows: number
  readonly columns: number
  readonly outputs: number
  readonly base: Float64Array
  readonly values: Float64Array
}

/** A fitted tree model: boosting (contributions to log odds or numbers), forest or tree (to shares or numbers). */
export type TreeModel = { readonly trees: Ensemble; readonly base?: Float64Array; readonly columns: number }

/**
 * Exact Shapley values of each prediction over trees (TreeSHAP, path-dependent): what is not known about a row follows
 * the learning rows through the tree.
 *
 * Boosting: contributions to F (log odds for two classes, one F per class for more, numbers). Forests and trees: to the
 * mean share of each class (of the second class alone for two), or to the number. Cost: O(rows × leaves × depth²).
 * Source: Lundberg, Erion & Lee, Consistent individualized feature attribution for tree ensembles, 2018, algorithm 2.
 *
 * @example
 * const { base, values } = treeShap(fitted, x)
 * // base[0] + values[0] + … + values[columns − 1] is the log odds of row 0
 * @throws AnalyticsError `wrong_shape` when x has another width than the model.
 */
export function treeShap(model: TreeModel, x: Matrix): Contributions {
  const { trees } = model
  const columns = model.columns
  if (x.columns !== columns) refuse('wrong_shape', `The model has ${columns} columns but x has ${x.columns}.`)
  const boosted = model.base !== undefined
  const outputs = boosted ? model.base!.length : trees.width
  const scale = boosted ? 1 : 1 / trees.roots.length
  const base = Float64Array.from({ length: outputs }, (_, k) => model.base?.[k] ?? 0)
  addExpectations(trees, base, scale)
  const values = new Float64Array(x.rows * outputs * columns)
  const walker = new Walker(trees, columns, scale)
  const bins = new Uint8Array(columns)
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < columns; j++) bins[j] = binOf(trees.bins, j, x.data[i * columns + j]!)
    walker.explain(bins, values.subarray(i * outputs * columns, (i + 1) * outputs * columns))
  }
  return { rows: x.rows, columns, outputs, base, values }
}

/** Adds each tree's mean over its learning rows: Σ leaf value × share of the path. */
function addExpectations(trees: Ensemble, base: Float64Array, scale: number): void {
  const { nodes, cover, values, width } = trees
  const visit = (node: number, share: number, output: number) => {
    const next = nodes[2 * node + 1]!
    if ((nodes[2 * node]! & 0xffff) === leafColumn) {
      for (let k = 0; k < width; k++) base[output + k]! += scale * share * values[next * width + k]!
      return
    }
    const total = cover[next]! + cover[next + 1]!
    visit(next, (share * cover[next]!) / total, output)
    visit(next + 1, (share * cover[next + 1]!) / total, output)
  }
  trees.roots.forEach((root, t) => {
    visit(root, 1, width === 1 ? trees.outputs[t]! : 0)
  })
}

/** The recursion with one preallocated path per depth: column, share of paths without it, with it, and its weight. */
class Walker {
  private readonly trees: Ensemble
  private readonly columns: number
  private readonly scale: number
  private column: Int32Array
  private zero: Float64Array
  private one: Float64Array
  private weight: Float64Array
  private bins: Uint8Array = new Uint8Array(0)
  private out: Float64Array = new Float64Array(0)
  private output = 0

  constructor(trees: Ensemble, columns: number, scale: number) {
    this.trees = trees
    this.columns = columns
    this.scale = scale
    const depth = depthOf(trees) + 2
    const size = (depth * (depth + 1)) / 2 + depth
    this.column = new Int32Array(size)
    this.zero = new Float64Array(size)
    this.one = new Float64Array(size)
    this.weight = new Float64Array(size)
  }

  explain(bins: Uint8Array, out: Float64Array): void {
    this.bins = bins
    this.out = out
    this.trees.roots.forEach((root, t) => {
      this.output = this.trees.width === 1 ? this.trees.outputs[t]! : 0
      this.descend(root, 0, 0, 1, 1, -1)
    })
  }

  /** `at` is where this depth's path of `length` entries begins; the parent's path lies just before it. */
  private descend(node: number, parentAt: number, length: number, zero: number, one: number, column: number): void {
    const at = parentAt + length
    this.column.copyWithin(at, parentAt, parentAt + length)
    this.zero.copyWithin(at, parentAt, parentAt + length)
    this.one.copyWithin(at, parentAt, parentAt + length)
    this.weight.copyWithin(at, parentAt, parentAt + length)
    this.extend(at, length, zero, one, column)
    const { nodes, cover } = this.trees
    const split = nodes[2 * node]! & 0xffff
    if (split === leafColumn) {
      this.settle(at, length, nodes[2 * node + 1]!)
      return
    }
    const hot = childOf(this.trees, node, this.bins[split]!)
    const first = nodes[2 * node + 1]!
    const cold = hot === first ? first + 1 : first
    const total = cover[first]! + cover[first + 1]!
    let [size, zeroBefore, oneBefore] = [length + 1, 1, 1]
    const known = this.find(at, length, split)
    if (known >= 0) {
      zeroBefore = this.zero[at + known]!
      oneBefore = this.one[at + known]!
      this.unwind(at, length, known)
      size--
    }
    this.descend(hot, at, size, (zeroBefore * cover[hot]!) / total, oneBefore, split)
    this.descend(cold, at, size, (zeroBefore * cover[cold]!) / total, 0, split)
  }

  private find(at: number, last: number, column: number): number {
    for (let k = 1; k <= last; k++) if (this.column[at + k] === column) return k
    return -1
  }

  private extend(at: number, length: number, zero: number, one: number, column: number): void {
    const { weight } = this
    this.column[at + length] = column
    this.zero[at + length] = zero
    this.one[at + length] = one
    weight[at + length] = length === 0 ? 1 : 0
    for (let i = length - 1; i >= 0; i--) {
      weight[at + i + 1]! += (one * weight[at + i]! * (i + 1)) / (length + 1)
      weight[at + i] = (zero * weight[at + i]! * (length - i)) / (length + 1)
    }
  }

  private unwind(at: number, last: number, index: number): void {
    const { weight, zero, one, column } = this
    const [z, o] = [zero[at + index]!, one[at + index]!]
    let next = weight[at + last]!
    for (let i = last - 1; i >= 0; i--) {
      if (o !== 0) {
        const kept = weight[at + i]!
        weight[at + i] = (next * (last + 1)) / ((i + 1) * o)
        next = kept - (weight[at + i]! * z * (last - i)) / (last + 1)
      } else weight[at + i] = (weight[at + i]! * (last + 1)) / (z * (last - i))
    }
    for (let i = index; i < last; i++) {
      column[at + i] = column[at + i + 1]!
      zero[at + i] = zero[at + i + 1]!
      one[at + i] = one[at + i + 1]!
    }
  }

  private unwoundSum(at: number, last: number, index: number): number {
    const { weight } = this
    const [z, o] = [this.zero[at + index]!, this.one[at + index]!]
    let [next, total] = [weight[at + last]!, 0]
    for (let i = last - 1; i >= 0; i--) {
      if (o !== 0) {
        const part = (next * (last + 1)) / ((i + 1) * o)
        total += part
        next = weight[at + i]! - (part * z * (last - i)) / (last + 1)
      } else total += (weight[at + i]! * (last + 1)) / (z * (last - i))
    }
    return total
  }

  private settle(at: number, last: number, leaf: number): void {
    const { values, width } = this.trees
    for (let i = 1; i <= last; i++) {
      const share = this.unwoundSum(at, last, i) * (this.one[at + i]! - this.zero[at + i]!) * this.scale
      const column = this.column[at + i]!
      for (let k = 0; k < width; k++) {
        this.out[(this.output + k) * this.columns + column]! += share * values[leaf * width + k]!
      }
    }
  }
}

function depthOf({ nodes, roots }: Ensemble): number {
  let most = 0
  const stack: [number, number][] = Array.from(roots, (root) => [root, 0])
  while (stack.length) {
    const [node, depth] = stack.pop()!
    most = Math.max(most, depth)
    const next = nodes[2 * node + 1]!
    if ((nodes[2 * node]! & 0xffff) !== leafColumn) stack.push([next, depth + 1], [next + 1, depth + 1])
  }
  return most
}

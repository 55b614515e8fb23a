import { defineEstimator } from '../estimator.ts'
import { type Matrix, rowOf, takeValues } from '../matrix.ts'
import { KdTree, Nearest } from '../neighbours/kd-tree.ts'
import { choice_, integer_, nullable_ } from '../params.ts'
import { type Condensed, condense, selectClusters } from './condensed.ts'
import { toDendrogram } from './hierarchical.ts'
import { coreDistances, reachabilityTree } from './reachability.ts'
import { type ClusterInput, checkRows, readRows } from './rows.ts'

/**
 * HDBSCAN: density clusters without a radius. The single-linkage tree of the mutual reachability distance
 * max(core_i, core_j, ‖x_i − x_j‖) holds the DBSCAN clusters of every radius; splits that shed fewer than `smallest` rows
 * are taken as rows leaving, and of what is left the most stable clusters are kept (stability Σ λ_leave − λ_birth, with
 * λ = 1 / distance). There are at least two clusters, or none.
 *
 * `labels`: cluster of each row in the order of their first rows, −1 for noise. `strengths`: λ of the row / largest λ of its
 * cluster, 0 for noise. `outliers`: GLOSH score, 0 within a cluster to 1 far from any. `predict` gives new rows the cluster
 * of the row that they reach first, or −1 when that happens above the distance at which the cluster was born.
 *
 * Shapes: rows × columns in; one entry a row out. Distances are in the units of the columns: scale them first.
 * Cost: O(n² columns) time at worst (10,000 × 5 in about half a second), O(n columns) memory.
 * @throws AnalyticsError `bad_input`, `missing_value`, `not_finite`, `too_few_rows`, `illegal_parameter`, `cancelled`.
 * Source: Campello, Moulavi, Zimek & Sander, ACM TKDD 10(1), 2015; McInnes & Healy 2017.
 * @example
 * const { labels, clusters, strengths } = hdbscan.fit(x, { smallest: 10 })
 */
export const hdbscan = defineEstimator({
  name: 'hdbscan',
  version: 1,
  title: 'Density clusters of any density (HDBSCAN)',
  parameters: {
    smallest: integer_({ default: 5, min: 2, help: 'rows that make a cluster' }),
    neighbours: nullable_(integer_({ default: 5, min: 1 }), {
      default: null,
      help: 'rows, itself counted, whose farthest gives the core distance; as many as `smallest` when null',
    }),
    select: choice_(['excess', 'leaves'] as const, {
      default: 'excess',
      help: 'the most stable clusters, or the finest',
    }),
  },
  fit: (input: ClusterInput, { smallest, neighbours, select }, run) => {
    const { x } = readRows('hdbscan', input)
    const core = coreDistances(x, neighbours ?? smallest)
    run.progress(0.2, 'core distances')
    const tree = condense(toDendrogram(reachabilityTree(x, core, run)), smallest)
    const { labels, kept } = labelsOf(tree, selectClusters(tree, select))
    return {
      labels,
      clusters: kept.length,
      strengths: strengthsOf(tree, labels, kept),
      outliers: outliersOf(tree),
      stabilities: takeValues(tree.stability, kept),
      births: takeValues(tree.birth, kept),
      columns: x.columns,
      rows: Float64Array.from(x.data),
      core,
    }
  },
  methods: (state) => ({
    /** The cluster of the row that each new row reaches first, or −1. */
    predict: (x: Matrix): Int32Array => {
      checkRows('hdbscan', state.columns, x)
      const assign = assigner(state)
      return Int32Array.from({ length: x.rows }, (_, i) => assign(rowOf(x, i)))
    },
  }),
})

/** The kept cluster that each row is in, numbered by first rows, and which clusters of the tree those are. */
function labelsOf({ parent, leaves }: Condensed, selected: Uint8Array): { labels: Int32Array; kept: Int32Array } {
  const top = new Int32Array(parent.length).fill(-1)
  for (let c = 1; c < top.length; c++) top[c] = selected[c] ? c : top[parent[c]!]!
  const number = new Map<number, number>()
  const labels = leaves.map((leaf) => {
    const at = top[leaf]!
    if (at < 0) return -1
    if (!number.has(at)) number.set(at, number.size)
    return number.get(at)!
  })
  return { labels, kept: Int32Array.from(number.keys()) }
}

function strengthsOf({ lambda, death }: Condensed, labels: Int32Array, kept: Int32Array): Float64Array {
  return lambda.map((value, i) => (labels[i]! < 0 ? 0 : Math.min(1, value / death[kept[labels[i]!]!]!)))
}

function outliersOf({ lambda, deepest, leaves }: Condensed): Float64Array {
  return lambda.map((value, i) => (value > 0 ? 1 - value / deepest[leaves[i]!]! : 0))
}

type State = {
  readonly parameters: { readonly smallest: number; readonly neighbours: number | null }
  readonly labels: Int32Array
  readonly births: Float64Array
  readonly columns: number
  readonly rows: Float64Array
  readonly core: Float64Array
}

/** A function that finds the cluster of a point through one tree over the learning rows. */
function assigner(state: State): (point: Float64Array) => number {
  const { rows: data, columns, core, labels, births } = state
  const n = labels.length
  const tree = new KdTree({ rows: n, columns, data })
  // The new row counts itself, as the learning rows did.
  const others = Math.max(1, (state.parameters.neighbours ?? state.parameters.smallest) - 1)
  const best = new Nearest(Math.min(n, 2 * others))
  return (point) => {
    tree.nearest(point, best)
    const own = Math.sqrt(best.squared[Math.min(others, best.held) - 1]!)
    let [lowest, row] = [Infinity, -1]
    for (let k = 0; k < best.held; k++) {
      const reach = Math.max(own, core[best.rows[k]!]!, Math.sqrt(best.squared[k]!))
      if (reach < lowest) [lowest, row] = [reach, best.rows[k]!]
    }
    const label = labels[row]!
    return label >= 0 && lowest * births[label]! <= 1 ? label : -1
  }
}

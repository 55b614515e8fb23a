import { refuse } from '../errors.ts'
import type { Matrix } from '../matrix.ts'
import type { Team } from '../numeric/team.ts'

/**
 * How each column is cut into bins. Column j has the bins 0 … counts[j] − 1 for values and the bin counts[j] for missing
 * ones (and for categories that were not seen). Numbers: `edges` of the column rise, and x lies in bin b when
 * edges[b − 1] < x ≤ edges[b]. Categories: `edges` are the categories in rising order, one bin each.
 */
export type BinTable = {
  readonly edges: Float64Array
  /** Column j's edges are `edges` from starts[j] to starts[j + 1]. */
  readonly starts: Int32Array
  readonly counts: Int32Array
  /** 1 for a categorical column. */
  readonly kinds: Uint8Array
  /** Learning rows that were missing in each column. */
  readonly missing: Int32Array
}

/** Learning rows in bins: `bins` is the address of n × columns bytes, column after column. */
export type Binned = { readonly table: BinTable; readonly bins: number }

const stride = 256
const sampleRows = 200_000
const blockBytes = 32 * 1024 * 1024

/** Most columns that a tree model takes: the column of a split is stored in 16 bits. */
export const mostColumns = 65534

/**
 * Cuts columns into at most `maxBins` bins at quantiles of up to 200,000 rows (at the middles between neighbouring values
 * when there are few) and gives every value its bin. Columns in `categorical` hold category codes; of more than 254
 * categories the most frequent are kept and the others count as missing.
 *
 * Cost: O(n log n) per column on all threads. Memory: n × columns bytes, and 32 MB on the way.
 */
export function learnBins(team: Team, x: Matrix, categorical: ArrayLike<number>, maxBins: number): Binned {
  const kinds = kindsOf(x, categorical)
  const bins = team.alloc(x.rows * x.columns)
  const edges = team.alloc(x.columns * stride * 8)
  const counts = team.alloc(x.columns * 4)
  const missing = team.alloc(x.columns * 4)
  const mark = team.mark()
  binNumbers(team, x, { bins, edges, counts, missing }, maxBins)
  team.release(mark)
  const table = compact(team, x.columns, edges, counts, kinds, team.i32(missing, x.columns).slice())
  return { table: kinds.some(Boolean) ? binCategories(team, x, table, bins) : table, bins }
}

function kindsOf(x: Matrix, categorical: ArrayLike<number>): Uint8Array {
  if (x.columns > mostColumns) refuse('wrong_shape', `Trees take at most ${mostColumns} columns, not ${x.columns}.`)
  const kinds = new Uint8Array(x.columns)
  for (const j of Array.from(categorical)) {
    if (j < x.columns) kinds[j] = 1
    else refuse('unknown_column', `"categorical" names column ${j}, but there are ${x.columns} columns from 0.`)
  }
  return kinds
}

type Places = { bins: number; edges: number; counts: number; missing: number }

function binNumbers(team: Team, x: Matrix, to: Places, maxBins: number): void {
  const block = Math.max(1, Math.min(x.columns, Math.floor(blockBytes / (x.rows * 8))))
  const columns = team.alloc(block * x.rows * 8)
  const sample = Math.min(x.rows, sampleRows)
  const scratchBytes = sample * 16 + 8192
  const scratch = team.alloc(team.threads * scratchBytes)
  for (let from = 0; from < x.columns; from += block) {
    const width = Math.min(block, x.columns - from)
    copyColumns(x, from, width, team.f64(columns, width * x.rows))
    const at = (base: number, bytes: number) => base + from * bytes
    const outputs = [at(to.bins, x.rows), at(to.edges, stride * 8), at(to.counts, 4), at(to.missing, 4)]
    const args = team.args([], [columns, ...outputs, scratch, x.rows, sample, maxBins, scratchBytes])
    team.run('binColumn', width, args)
  }
}

function copyColumns(x: Matrix, from: number, width: number, out: Float64Array): void {
  const { rows, columns, data } = x
  for (let start = 0; start < rows; start += 512) {
    const end = Math.min(rows, start + 512)
    for (let j = 0; j < width; j++) {
      const base = j * rows
      for (let i = start, k = start * columns + from + j; i < end; i++, k += columns) out[base + i] = data[k]!
    }
  }
}

function compact(
  team: Team,
  columns: number,
  edges: number,
  counts: number,
  kinds: Uint8Array,
  missing: Int32Array,
): BinTable {
  const edgeCounts = team.i32(counts, columns)
  const starts = new Int32Array(columns + 1)
  for (let j = 0; j < columns; j++) starts[j + 1] = starts[j]! + edgeCounts[j]!
  const packed = new Float64Array(starts[columns]!)
  for (let j = 0; j < columns; j++) packed.set(team.f64(edges + j * stride * 8, edgeCounts[j]!), starts[j]!)
  return { edges: packed, starts, counts: Int32Array.from(edgeCounts, (count) => count + 1), kinds, missing }
}

function binCategories(team: Team, x: Matrix, table: BinTable, bins: number): BinTable {
  const missing = table.missing.slice()
  const parts: Float64Array[] = []
  for (let j = 0; j < x.columns; j++) {
    const edges = table.edges.subarray(table.starts[j]!, table.starts[j + 1]!)
    if (!table.kinds[j]) {
      parts.push(edges)
      continue
    }
    const categories = frequentValues(x, j)
    parts.push(categories)
    missing[j] = binByCategory(x, j, categories, team.u8(bins + j * x.rows, x.rows))
  }
  const starts = new Int32Array(x.columns + 1)
  parts.forEach((part, j) => {
    starts[j + 1] = starts[j]! + part.length
  })
  const edges = new Float64Array(starts[x.columns]!)
  parts.forEach((part, j) => {
    edges.set(part, starts[j]!)
  })
  const counts = Int32Array.from(parts, (part, j) => (table.kinds[j] ? part.length : part.length + 1))
  return { edges, starts, counts, kinds: table.kinds, missing }
}

function frequentValues(x: Matrix, j: number): Float64Array {
  const times = new Map<number, number>()
  for (let i = 0; i < x.rows; i++) {
    const value = x.data[i * x.columns + j]!
    if (!Number.isNaN(value)) times.set(value, (times.get(value) ?? 0) + 1)
  }
  const byFrequency = [...times].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return Float64Array.from(byFrequency.slice(0, 254), ([value]) => value).sort()
}

function binByCategory(x: Matrix, j: number, categories: Float64Array, out: Uint8Array): number {
  const index = new Map(Array.from(categories, (value, bin) => [value, bin]))
  let missing = 0
  for (let i = 0; i < x.rows; i++) {
    const bin = index.get(x.data[i * x.columns + j]!)
    if (bin === undefined) missing++
    out[i] = bin ?? categories.length
  }
  return missing
}

/** The bin of one value of column j. Cost: O(log bins). */
export function binOf({ edges, starts, counts, kinds }: BinTable, j: number, value: number): number {
  const count = counts[j]!
  if (Number.isNaN(value)) return count
  let low = starts[j]!
  let high = starts[j + 1]!
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle]! < value) low = middle + 1
    else high = middle
  }
  const bin = low - starts[j]!
  if (!kinds[j]) return bin
  return bin < count && edges[low] === value ? bin : count
}

/** Places the table for the kernels: 256 padded edges per column, counts, kinds. */
export function placeTable(team: Team, table: BinTable): { edges: number; counts: number; kinds: number } {
  const columns = table.counts.length
  const edges = team.alloc(columns * stride * 8)
  const padded = team.f64(edges, columns * stride).fill(Infinity)
  for (let j = 0; j < columns; j++) {
    padded.set(table.edges.subarray(table.starts[j]!, table.starts[j + 1]!), j * stride)
  }
  return { edges, counts: team.place(table.counts), kinds: team.place(table.kinds) }
}

import { present, quantileSorted } from '../numeric/quantile.ts'
import type { CategoryColumn, Column, NumberColumn, Table } from './table.ts'

/** One column in a few figures. */
export type ColumnSummary = {
  readonly name: string
  readonly kind: Column['kind']
  readonly rows: number
  readonly missing: number
  readonly distinct: number
  /** Numbers and dates (milliseconds). */
  readonly mean?: number
  readonly deviation?: number
  readonly minimum?: number
  readonly quartiles?: readonly [number, number, number]
  readonly maximum?: number
  readonly skewness?: number
  /** Values beyond 3 inter-quartile ranges of the quartiles. */
  readonly outliers?: number
  /** The most frequent levels. */
  readonly top?: readonly { readonly level: string; readonly count: number }[]
}

/**
 * Figures of every column: missing, distinct, moments (sample deviation), quartiles (type 7), far outliers, top levels.
 * @example
 * describe(table)[0].name // 'customer'
 */
export function describe(from: Table): ColumnSummary[] {
  return from.columns.map(describeColumn)
}

function describeColumn(column: Column): ColumnSummary {
  if (column.kind === 'category') return describeCategory(column)
  if (column.kind === 'text') {
    const missing = column.values.filter((value) => value === null).length
    const distinct = new Set(column.values).size - (missing > 0 ? 1 : 0)
    return { name: column.name, kind: 'text', rows: column.values.length, missing, distinct }
  }
  return { ...describeNumbers(column.values), name: column.name, kind: column.kind }
}

function describeCategory(column: CategoryColumn): ColumnSummary {
  const counts = new Int32Array(column.levels.length + 1)
  for (const code of column.codes) counts[code + 1]!++
  const top = column.levels
    .map((level, code) => ({ level, count: counts[code + 1]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
  return {
    name: column.name,
    kind: 'category',
    rows: column.codes.length,
    missing: counts[0]!,
    distinct: top.length,
    top: top.slice(0, 10),
  }
}

function describeNumbers(values: Float64Array): Omit<ColumnSummary, 'name' | 'kind'> {
  const sorted = present(values).slice().sort()
  const n = sorted.length
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n
  let [second, third] = [0, 0]
  let distinct = 0
  for (let i = 0; i < n; i++) {
    second += (sorted[i]! - mean) ** 2
    third += (sorted[i]! - mean) ** 3
    if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++
  }
  const [q1, q2, q3] = [0.25, 0.5, 0.75].map((p) => quantileSorted(sorted, p)) as [number, number, number]
  const { low, high } = fences(sorted, 3)
  return {
    rows: values.length,
    missing: values.length - n,
    distinct,
    mean,
    deviation: Math.sqrt(second / (n - 1)),
    minimum: sorted[0] ?? NaN,
    quartiles: [q1, q2, q3],
    maximum: sorted[n - 1] ?? NaN,
    skewness: third / n / (second / n) ** 1.5,
    outliers: sorted.reduce((count, value) => count + (value < low || value > high ? 1 : 0), 0),
  }
}

/** Tukey's fences of sorted values: `reach` inter-quartile ranges beyond the quartiles. */
function fences(sorted: ArrayLike<number>, reach: number): { low: number; high: number } {
  const [q1, q3] = [quantileSorted(sorted, 0.25), quantileSorted(sorted, 0.75)]
  return { low: q1 - reach * (q3 - q1), high: q3 + reach * (q3 - q1) }
}

/**
 * Which values are outliers: beyond Tukey's fences (`reach` inter-quartile ranges, 1.5 by default), or by the robust
 * z-score |x − median| / (1.4826 · MAD) above `reach` (3.5). Missing values are none.
 * @example outliers([1, 2, 3, 2, 1, 99]) // 0, 0, 0, 0, 0, 1
 */
export function outliers(
  values: ArrayLike<number>,
  options: { method?: 'fences' | 'robust'; reach?: number } = {},
): Uint8Array {
  const { method = 'fences' } = options
  const sorted = present(values).slice().sort()
  if (method === 'fences') {
    const { low, high } = fences(sorted, options.reach ?? 1.5)
    return Uint8Array.from(values, (value) => (value < low || value > high ? 1 : 0))
  }
  const centre = quantileSorted(sorted, 0.5)
  const spread = 1.4826 * quantileSorted(sorted.map((value) => Math.abs(value - centre)).sort(), 0.5)
  return Uint8Array.from(values, (value) =>
    spread > 0 && Math.abs(value - centre) / spread > (options.reach ?? 3.5) ? 1 : 0,
  )
}

/**
 * The column with values outside the fences moved to them (winsorised); missing stays missing.
 * @example
 * clipOutliers(numberColumn('spend', [1, 2, 3, 2, 1, 99])).values[5] // 5
 */
export function clipOutliers(column: NumberColumn, reach = 1.5): NumberColumn {
  const { low, high } = fences(present(column.values).slice().sort(), reach)
  return { ...column, values: column.values.map((value) => Math.min(high, Math.max(low, value))) }
}

/**
 * Missing values: rows with any, and for each pair of columns in how many rows both are missing.
 * @example
 * missingPatterns(table).length
 */
export function missingPatterns(from: Table): {
  rowsWithMissing: number
  together: { a: string; b: string; rows: number }[]
} {
  const flags = from.columns
    .map((column) => ({ name: column.name, missing: missingFlags(column) }))
    .filter(({ missing }) => missing.includes(1))
  let rowsWithMissing = 0
  for (let i = 0; i < from.rows; i++) if (flags.some(({ missing }) => missing[i])) rowsWithMissing++
  const together = flags.flatMap((a, j) =>
    flags
      .slice(j + 1)
      .map((b) => ({ a: a.name, b: b.name, rows: a.missing.reduce((n, flag, i) => n + (flag & b.missing[i]!), 0) })),
  )
  return { rowsWithMissing, together: together.filter(({ rows }) => rows > 0).sort((a, b) => b.rows - a.rows) }
}

function missingFlags(column: Column): Uint8Array {
  if (column.kind === 'category') return Uint8Array.from(column.codes, (code) => (code < 0 ? 1 : 0))
  if (column.kind === 'text') return Uint8Array.from(column.values, (value) => (value === null ? 1 : 0))
  return Uint8Array.from(column.values, (value) => (Number.isNaN(value) ? 1 : 0))
}

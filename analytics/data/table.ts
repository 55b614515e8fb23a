import { refuse } from '../errors.ts'

/** Numbers; NaN is missing. */
export type NumberColumn = { readonly kind: 'number'; readonly name: string; readonly values: Float64Array }

/** One of few texts: `levels[codes[i]]`; −1 is missing. */
export type CategoryColumn = {
  readonly kind: 'category'
  readonly name: string
  readonly codes: Int32Array
  readonly levels: readonly string[]
}

/** Instants in milliseconds since 1970 UTC; NaN is missing. */
export type DateColumn = { readonly kind: 'date'; readonly name: string; readonly values: Float64Array }

/** Free text; null is missing. */
export type TextColumn = { readonly kind: 'text'; readonly name: string; readonly values: readonly (string | null)[] }

export type Column = NumberColumn | CategoryColumn | DateColumn | TextColumn

/** Columns of equal length, each stored for itself. */
export type Table = { readonly rows: number; readonly columns: readonly Column[] }

/** Number of rows of a column. @example lengthOf(numberColumn('age', [31, 40])) // 2 */
export function lengthOf(column: Column): number {
  return column.kind === 'category' ? column.codes.length : column.values.length
}

/**
 * A table over columns of equal length and distinct names. @throws AnalyticsError `wrong_shape`, `bad_input`.
 * @example
 * table([numberColumn('age', [31, 40])]).rows
 */
export function table(columns: readonly Column[]): Table {
  const rows = columns[0] ? lengthOf(columns[0]) : 0
  const seen = new Set<string>()
  for (const column of columns) {
    if (lengthOf(column) !== rows) {
      refuse(
        'wrong_shape',
        `Column "${column.name}" has ${lengthOf(column)} rows but "${columns[0]!.name}" has ${rows}.`,
      )
    }
    if (seen.has(column.name)) refuse('bad_input', `Two columns are named "${column.name}"; rename one of them.`)
    seen.add(column.name)
  }
  return { rows, columns }
}

/**
 * The column of a name. @throws AnalyticsError `unknown_column`.
 * @example
 * columnNamed(table, 'spend').kind // 'number'
 */
export function columnNamed(from: Table, name: string): Column {
  const names = () => from.columns.map((column) => column.name).join(', ')
  return (
    from.columns.find((column) => column.name === name) ??
    refuse('unknown_column', `The table has no column "${name}"; its columns are: ${names()}.`)
  )
}

/**
 * The table with one column added, or replaced when the name is there.
 * @example
 * withColumn(table, numberColumn('zero', new Float64Array(table.rows))).columns.length - table.columns.length // 1
 */
export function withColumn(from: Table, column: Column): Table {
  const at = from.columns.findIndex((other) => other.name === column.name)
  return table(at < 0 ? [...from.columns, column] : from.columns.with(at, column))
}

/**
 * The table without the named columns. @throws AnalyticsError `unknown_column`.
 * @example
 * withoutColumns(table, ['spend']).columns.length - table.columns.length // −1
 */
export function withoutColumns(from: Table, names: readonly string[]): Table {
  for (const name of names) columnNamed(from, name)
  return { rows: from.rows, columns: from.columns.filter((column) => !names.includes(column.name)) }
}

/** The given rows, in the given order. @example takeTableRows(table, [0, 2]).rows // 2 */
export function takeTableRows(from: Table, rows: ArrayLike<number>): Table {
  return { rows: rows.length, columns: from.columns.map((column) => takeColumnRows(column, rows)) }
}

function takeColumnRows(column: Column, rows: ArrayLike<number>): Column {
  if (column.kind === 'text') return { ...column, values: Array.from(rows, (i) => column.values[i]!) }
  if (column.kind === 'category') {
    const codes = new Int32Array(rows.length)
    for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!
    return { ...column, codes }
  }
  const values = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]!]!
  return { ...column, values }
}

/** Whether row i of a column is missing. @example isMissing(numberColumn('age', [31, null]), 1) // true */
export function isMissing(column: Column, i: number): boolean {
  if (column.kind === 'category') return column.codes[i]! < 0
  const value = column.values[i]
  return value === null || Number.isNaN(value)
}

/** How many rows of a column are missing. @example countMissing(numberColumn('age', [31, null])) // 1 */
export function countMissing(column: Column): number {
  let missing = 0
  if (column.kind === 'category') for (const code of column.codes) missing += code < 0 ? 1 : 0
  else if (column.kind === 'text') for (const value of column.values) missing += value === null ? 1 : 0
  else missing = countNaN(column.values)
  return missing
}

function countNaN(values: Float64Array): number {
  let missing = 0
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) missing++
  return missing
}

/**
 * Row i as text for people; empty when missing.
 * @example
 * textAt(categoryColumn('plan', ['free', 'pro']), 1) // 'pro'
 */
export function textAt(column: Column, i: number): string {
  if (isMissing(column, i)) return ''
  if (column.kind === 'category') return column.levels[column.codes[i]!]!
  if (column.kind === 'date') return new Date(column.values[i]!).toISOString()
  return String(column.values[i])
}

/**
 * A category column from texts; null and undefined are missing. Levels stand in the order of first sight.
 * @example
 * categoryColumn('plan', ['free', null, 'free']).codes // 0, −1, 0
 */
export function categoryColumn(name: string, values: readonly (string | null | undefined)[]): CategoryColumn {
  const codeOf = new Map<string, number>()
  const codes = Int32Array.from(values, (value) => {
    if (value === null || value === undefined) return -1
    const known = codeOf.get(value)
    if (known !== undefined) return known
    codeOf.set(value, codeOf.size)
    return codeOf.size - 1
  })
  return { kind: 'category', name, codes, levels: [...codeOf.keys()] }
}

/** A number column; null and undefined are missing. @example numberColumn('age', [31, null]).values // 31, NaN */
export function numberColumn(name: string, values: ArrayLike<number | null | undefined>): NumberColumn {
  return { kind: 'number', name, values: Float64Array.from(values, (value) => value ?? NaN) }
}

type Cell = string | number | boolean | Date | null | undefined

/**
 * A table from records such as `[{ age: 31, plan: 'pro' }]`. A column is dates or numbers when all of its values are,
 * else categories (true and false become 1 and 0).
 * @example tableFromRecords([{ age: 31, plan: 'pro' }, { age: 40, plan: 'free' }]).rows // 2
 */
export function tableFromRecords(records: readonly { readonly [name: string]: Cell }[]): Table {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))]
  return table(
    names.map((name) =>
      columnFrom(
        name,
        records.map((record) => record[name]),
      ),
    ),
  )
}

function columnFrom(name: string, cells: readonly Cell[]): Column {
  const present = cells.filter((cell) => cell !== null && cell !== undefined)
  if (present.length && present.every((cell) => cell instanceof Date)) {
    return { kind: 'date', name, values: Float64Array.from(cells, (cell) => (cell ? (cell as Date).getTime() : NaN)) }
  }
  if (present.every((cell) => typeof cell === 'number' || typeof cell === 'boolean')) {
    return numberColumn(
      name,
      cells.map((cell) => (cell === null || cell === undefined ? null : Number(cell))),
    )
  }
  return categoryColumn(
    name,
    cells.map((cell) => (cell === null || cell === undefined ? null : String(cell))),
  )
}

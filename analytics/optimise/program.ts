import { refuse } from '../errors.ts'

/**
 * A linear or mixed-integer program: minimise (or maximise) cost·x + offset subject to rowLower ≤ A x ≤ rowUpper and
 * lower ≤ x ≤ upper, x_j whole where `integer[j]` is 1. A is stored by columns: entries of column j are
 * `indices[starts[j] … starts[j + 1]]` with `values`. Infinity means no bound.
 */
export type LinearProgram = {
  readonly name: string
  readonly maximise: boolean
  readonly offset: number
  readonly columns: readonly string[]
  readonly rows: readonly string[]
  readonly cost: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly integer: Uint8Array
  readonly rowLower: Float64Array
  readonly rowUpper: Float64Array
  readonly starts: Int32Array
  readonly indices: Int32Array
  readonly values: Float64Array
}

/** Coefficients by variable name. */
export type Terms = { readonly [variable: string]: number }

/** A condition: the sum of terms within bounds. */
export type Condition = {
  readonly name?: string
  readonly terms: Terms
  readonly atLeast?: number
  readonly atMost?: number
  readonly exactly?: number
}

/** A program in words; variables are those that appear, at least 0 unless bounded otherwise. */
export type ProgramInWords = {
  readonly name?: string
  readonly maximise?: Terms
  readonly minimise?: Terms
  readonly conditions?: readonly Condition[]
  readonly bounds?: { readonly [variable: string]: { readonly atLeast?: number; readonly atMost?: number } }
  /** Variables that must be whole, or 0/1. */
  readonly whole?: readonly string[]
  readonly binary?: readonly string[]
}

/**
 * A program from words.
 *
 * @throws AnalyticsError `bad_input` when it has not exactly one objective, or bounds an unknown variable; `not_finite`.
 * @example
 * linearProgram({
 *   maximise: { chairs: 30, tables: 50 },
 *   conditions: [{ name: 'carpentry', terms: { chairs: 1, tables: 2 }, atMost: 40 }],
 *   whole: ['chairs', 'tables'],
 * })
 */
export function linearProgram(words: ProgramInWords): LinearProgram {
  const objective = words.maximise ?? words.minimise
  if (!objective || (words.maximise && words.minimise))
    refuse('bad_input', 'A program needs either maximise or minimise.')
  const conditions = words.conditions ?? []
  const columns = [
    ...new Set([objective!, ...conditions.map(({ terms }) => terms)].flatMap((terms) => Object.keys(terms))),
  ]
  const triplets = new Triplets(columns.length)
  const number = new Map(columns.map((name, j) => [name, j]))
  const find = (name: string) =>
    number.get(name) ?? refuse('bad_input', `No objective or condition mentions the variable ${name}.`)
  conditions.forEach(({ terms }, i) => {
    for (const [name, value] of Object.entries(terms)) triplets.add(find(name), i, value)
  })
  const cost = new Float64Array(columns.length)
  for (const [name, value] of Object.entries(objective!)) cost[find(name)] = value
  const rows = conditions.map(({ name }, i) => name ?? `condition ${i + 1}`)
  const sides = { rowLower: sideOf(conditions, 'atLeast', -Infinity), rowUpper: sideOf(conditions, 'atMost', Infinity) }
  return {
    name: words.name ?? '',
    maximise: !!words.maximise,
    offset: 0,
    columns,
    rows,
    cost,
    ...boundsOf(words, columns, find),
    ...sides,
    ...triplets.packed(),
  }
}

function sideOf(conditions: readonly Condition[], side: 'atLeast' | 'atMost', open: number): Float64Array {
  return Float64Array.from(conditions, (condition) => condition.exactly ?? condition[side] ?? open)
}

function boundsOf(words: ProgramInWords, columns: readonly string[], find: (name: string) => number) {
  const lower = new Float64Array(columns.length)
  const upper = new Float64Array(columns.length).fill(Infinity)
  const integer = new Uint8Array(columns.length)
  for (const name of words.binary ?? []) {
    integer[find(name)] = 1
    upper[find(name)] = 1
  }
  for (const name of words.whole ?? []) integer[find(name)] = 1
  for (const [name, { atLeast, atMost }] of Object.entries(words.bounds ?? {})) {
    if (atLeast !== undefined) lower[find(name)] = atLeast
    if (atMost !== undefined) upper[find(name)] = atMost
  }
  return { lower, upper, integer }
}

/** Collects the entries of a matrix by column. */
export class Triplets {
  readonly #columns: { row: number; value: number }[][]

  constructor(columns: number) {
    this.#columns = Array.from({ length: columns }, () => [])
  }

  add(column: number, row: number, value: number): void {
    if (!Number.isFinite(value)) refuse('not_finite', `The coefficient of column ${column} in row ${row} is ${value}.`)
    if (value !== 0) this.#columns[column]!.push({ row, value })
  }

  packed(): { starts: Int32Array; indices: Int32Array; values: Float64Array } {
    const starts = new Int32Array(this.#columns.length + 1)
    this.#columns.forEach((column, j) => {
      starts[j + 1] = starts[j]! + column.length
    })
    const entries = this.#columns.flat()
    return {
      starts,
      indices: Int32Array.from(entries, ({ row }) => row),
      values: Float64Array.from(entries, ({ value }) => value),
    }
  }
}

import { refuse } from '../errors.ts'
import { defineEstimator } from '../estimator.ts'
import { type Matrix, matrix } from '../matrix.ts'
import { boolean_, choice_, custom_, integer_, list_, number_, type Values } from '../params.ts'
import {
  type Encoding,
  encodedNames,
  learnDate,
  learnLevels,
  learnMeans,
  learnNumber,
  type Rows,
  trainingMeans,
  valueWriter,
  type Writer,
  writerFor,
} from './encodings.ts'
import { type Column, columnNamed, type Table } from './table.ts'

const parameters = {
  exclude: list_(custom_<string>({ default: '', legal: 'a column name', test: (value) => typeof value === 'string' }), {
    default: [],
    help: 'Columns that are not features, such as ids and the answer.',
  }),
  scale: choice_(['standard', 'none'], {
    default: 'standard',
    help: 'Mean 0 and deviation 1, learned from the training rows.',
  }),
  categories: choice_(['levels', 'means', 'auto', 'codes'], {
    default: 'auto',
    help: 'A column of 0 and 1 for each level; the mean answer of the level; means above 60 levels; or level numbers for trees.',
  }),
  missing: choice_(['fill', 'keep'], {
    default: 'fill',
    help: 'Missing numbers become the median, or stay missing for models that take them.',
  }),
  fill: choice_(['median', 'zero'], { default: 'median', help: 'What missing numbers become.' }),
  indicators: boolean_({ default: false, help: 'Whether a column of 0 and 1 says which numbers were missing.' }),
  rarestLevel: integer_({ default: 1, min: 1, help: 'Levels with fewer training rows get no column of their own.' }),
  smoothing: number_({ default: 10, min: 0, help: 'For means: the weight of the overall mean, in rows.' }),
  textWidth: integer_({ default: 0, min: 0, help: 'Columns for each text, by hashing; 0 leaves texts out.' }),
}

type Input = { table: Table; rows?: Int32Array; y?: ArrayLike<number> }

/**
 * A table as a matrix: numbers with missing ones filled, a column for each level of a category (levels seen in training,
 * sorted; missing is a level of its own when training had it; unseen levels give zeros), parts of dates, hashed text, and
 * all of it standardised with mean and population deviation. Everything is learned from the given training rows alone.
 * `y` (one answer for each of these rows) is needed for means only; the training rows then get out-of-fold means from
 * `training()`.
 *
 * Cost: one pass to learn and one to write. Memory: the matrix.
 * Source: Micci-Barreca 2001 for target means; the rest is usual practice.
 * @throws AnalyticsError `unknown_column`, `bad_input` when no column is left, `illegal_parameter`.
 * @example
 * const encoder = features.fit({ table, rows: split.train }, { exclude: ['churn'] })
 * const x = encoder.transform(table, split.test)
 */
export const features = defineEstimator({
  name: 'features',
  version: 1,
  title: 'Features',
  parameters,
  fit: ({ table, rows, y }: Input, settings, run) => {
    for (const name of settings.exclude) columnNamed(table, name)
    const used = table.columns.filter((column) => !settings.exclude.includes(column.name))
    const encodings = used
      .map((column) => learn(column, rows, y, settings))
      .filter((encoding) => encoding !== undefined)
    const names = encodings.flatMap(encodedNames)
    if (!names.length) refuse('bad_input', 'The table has no column to learn from; texts need textWidth above 0.')
    const learned = { encodings, names }
    if (settings.scale === 'none') return { ...learned, ...unscaled(names.length), seed: run.seed }
    const outOfFold = y && { y, smoothing: settings.smoothing, seed: run.seed }
    return { ...learned, ...momentsOfEncoded(learned, table, rows, outOfFold), seed: run.seed }
  },
  methods: (state) => ({
    /** The matrix of a table with the same columns; `rows` takes only those rows, in that order. */
    transform: (table: Table, rows?: Int32Array): Matrix => write(state, table, rows),
    /** The matrix of the very training rows: as `transform`, with out-of-fold means where means are used. */
    training: ({ table, rows, y }: Input): Matrix => {
      const { smoothing } = state.parameters
      return write(state, table, rows, y && { y, smoothing, seed: state.seed })
    },
    /** For trees: matrix columns that hold level numbers. */
    categorical: (): number[] => codeColumns(state.encodings),
  }),
})

function learn(
  column: Column,
  rows: Rows,
  y: ArrayLike<number> | undefined,
  settings: Values<typeof parameters>,
): Encoding | undefined {
  if (column.kind === 'number')
    return learnNumber(column, rows, settings.missing === 'keep' ? 'keep' : settings.fill, settings.indicators)
  if (column.kind === 'date') return learnDate(column, rows)
  const { name } = column
  if (column.kind === 'text')
    return settings.textWidth > 0 ? { kind: 'text', name, width: settings.textWidth } : undefined
  const { levels, missing } = learnLevels(column, rows, settings.rarestLevel)
  if (settings.categories === 'codes') return { kind: 'codes', name, levels }
  const many = settings.categories === 'auto' && levels.length > 60 && y !== undefined
  if (settings.categories !== 'means' && !many) return { kind: 'levels', name, levels, missingLevel: missing }
  if (!y) return refuse('bad_input', `Column "${name}" is to be encoded by mean answers, which needs y.`)
  return learnMeans(column, rows, y, settings.smoothing)
}

type Learned = { readonly encodings: readonly Encoding[]; readonly names: readonly string[] }
type Moments = { readonly mean: Float64Array; readonly deviation: Float64Array }
type OutOfFold = { y: ArrayLike<number>; smoothing: number; seed: number }

function unscaled(columns: number): Moments {
  return { mean: new Float64Array(columns), deviation: new Float64Array(columns).fill(1) }
}

/** Rows written at a time, so that the piece of the matrix in work stays in the cache. */
const blockSize = 1024

function write(state: Learned & Moments, table: Table, rows: Rows, outOfFold?: OutOfFold): Matrix {
  const count = rows?.length ?? table.rows
  const x = matrix(count, state.names.length, undefined, state.names)
  const parts = writers(state, table, rows, outOfFold)
  for (let from = 0; from < count; from += blockSize) {
    const to = Math.min(count, from + blockSize)
    for (const { writer, at } of parts) writer(x.data, x.columns, at, from, to)
  }
  return x
}

type Part = { writer: Writer; at: number; width: number }

function writers(state: Learned & Moments, table: Table, rows: Rows, outOfFold: OutOfFold | undefined): Part[] {
  let at = 0
  return state.encodings.map((encoding, index) => {
    const column = columnOfKind(table, encoding)
    const width = encodedNames(encoding).length
    const scaling = {
      mean: state.mean.subarray(at, at + width),
      inverse: state.deviation.subarray(at, at + width).map((deviation) => 1 / deviation),
    }
    const means = outOfFold && encoding.kind === 'means' && column.kind === 'category'
    const writer = means
      ? valueWriter(trainingMeans(column, rows, outOfFold.y, outOfFold.smoothing, outOfFold.seed + index), scaling)
      : writerFor(encoding, column, rows, scaling)
    at += width
    return { writer, at: at - width, width }
  })
}

/** Means and population deviations of the encoded columns, block by block; missing values are passed over. */
function momentsOfEncoded(learned: Learned, table: Table, rows: Rows, outOfFold: OutOfFold | undefined): Moments {
  const count = rows?.length ?? table.rows
  const none = unscaled(learned.names.length)
  const moments = unscaled(learned.names.length)
  for (const { writer, at, width } of writers({ ...learned, ...none }, table, rows, outOfFold)) {
    const sums = new Sums(width)
    for (let from = 0; from < count; from += blockSize) {
      const to = Math.min(count, from + blockSize)
      writer(sums.block, width, -from * width, from, to)
      sums.add(to - from)
    }
    moments.mean.set(sums.mean(), at)
    moments.deviation.set(sums.deviation(), at)
  }
  const j = moments.deviation.indexOf(Infinity)
  if (j >= 0) {
    const sentence = `Column "${learned.names[j]}" holds numbers too large to square; divide them by a power of ten first.`
    refuse('not_finite', sentence)
  }
  return moments
}

/** Running sums about the first value seen. */
class Sums {
  readonly block: Float64Array
  readonly #width: number
  readonly #first: Float64Array
  readonly #count: Float64Array
  readonly #sum: Float64Array
  readonly #squares: Float64Array

  constructor(width: number) {
    this.block = new Float64Array(width * blockSize)
    this.#width = width
    this.#first = new Float64Array(width).fill(NaN)
    this.#count = new Float64Array(width)
    this.#sum = new Float64Array(width)
    this.#squares = new Float64Array(width)
  }

  add(rows: number): void {
    for (let j = 0; j < this.#width; j++) this.#addColumn(j, rows * this.#width)
  }

  #addColumn(j: number, end: number): void {
    const { block } = this
    let [first, count, sum, squares] = [this.#first[j]!, 0, 0, 0]
    for (let k = j; k < end; k += this.#width) {
      const value = block[k]!
      if (Number.isNaN(value)) continue
      if (Number.isNaN(first)) first = value
      const shifted = value - first
      count++
      sum += shifted
      squares += shifted * shifted
    }
    this.#first[j] = first
    this.#count[j]! += count
    this.#sum[j]! += sum
    this.#squares[j]! += squares
  }

  mean(): Float64Array {
    return this.#sum.map((sum, j) => (this.#count[j]! ? this.#first[j]! + sum / this.#count[j]! : 0))
  }

  /** 1 for constant columns. */
  deviation(): Float64Array {
    return this.#squares.map((squares, j) => {
      if (squares === Infinity || Number.isNaN(squares)) return Infinity
      const n = Math.max(1, this.#count[j]!)
      const variance = squares / n - (this.#sum[j]! / n) ** 2
      return variance > 1e-12 * (squares / n) && variance > 0 ? Math.sqrt(variance) : 1
    })
  }
}

const kindsOf = {
  number: 'number',
  levels: 'category',
  codes: 'category',
  means: 'category',
  date: 'date',
  text: 'text',
} as const

function columnOfKind(table: Table, encoding: Encoding): Column {
  const column = columnNamed(table, encoding.name)
  const wanted = kindsOf[encoding.kind]
  if (column.kind === wanted) return column
  return refuse('bad_input', `Column "${encoding.name}" was learned as ${wanted} but is ${column.kind} now.`)
}

function codeColumns(encodings: readonly Encoding[]): number[] {
  const out: number[] = []
  let at = 0
  for (const encoding of encodings) {
    if (encoding.kind === 'codes') out.push(at)
    at += encodedNames(encoding).length
  }
  return out
}

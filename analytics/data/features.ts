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
  writeEncoded,
  writeMeansOutOfFold,
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
    const empty = {
      encodings,
      names,
      mean: new Float64Array(names.length),
      deviation: new Float64Array(names.length).fill(1),
    }
    if (settings.scale === 'none') return { ...empty, seed: run.seed }
    const x = write(empty, table, rows, y && { y, smoothing: settings.smoothing, seed: run.seed })
    return { ...empty, ...momentsByColumn(x), seed: run.seed }
  },
  methods: (state) => ({
    /** The matrix of a table with the same columns; `rows` takes only those rows, in that order. */
    transform: (table: Table, rows?: Int32Array): Matrix => scaled(write(state, table, rows), state),
    /** The matrix of the very training rows: as `transform`, with out-of-fold means where means are used. */
    training: ({ table, rows, y }: Input): Matrix => {
      const { smoothing } = state.parameters
      return scaled(write(state, table, rows, y && { y, smoothing, seed: state.seed }), state)
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
type OutOfFold = { y: ArrayLike<number>; smoothing: number; seed: number }

function write({ encodings, names }: Learned, table: Table, rows: Rows, outOfFold?: OutOfFold): Matrix {
  const count = rows?.length ?? table.rows
  const x = matrix(count, names.length, undefined, names)
  let at = 0
  encodings.forEach((encoding, index) => {
    const column = columnOfKind(table, encoding)
    const place = { data: x.data, stride: names.length, at }
    if (outOfFold && encoding.kind === 'means' && column.kind === 'category') {
      writeMeansOutOfFold(column, rows, outOfFold.y, outOfFold.smoothing, place, outOfFold.seed + index)
    } else writeEncoded(encoding, column, rows, place)
    at += encodedNames(encoding).length
  })
  return x
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

/** Means and population deviations that pass over missing values; a constant column gets deviation 1. */
function momentsByColumn(x: Matrix): { mean: Float64Array; deviation: Float64Array } {
  const { rows, columns, data } = x
  const first = Float64Array.from({ length: columns }, (_, j) => (Number.isNaN(data[j]!) ? 0 : (data[j] ?? 0)))
  const [count, sum, squares] = [new Float64Array(columns), new Float64Array(columns), new Float64Array(columns)]
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) {
      const value = data[at]! - first[j]!
      if (Number.isNaN(value)) continue
      count[j]!++
      sum[j]! += value
      squares[j]! += value * value
    }
  }
  const mean = sum.map((s, j) => first[j]! + (count[j]! ? s / count[j]! : 0))
  const deviation = squares.map((s, j) => {
    const n = Math.max(1, count[j]!)
    const variance = s / n - (sum[j]! / n) ** 2
    return variance > 1e-12 * (s / n) && variance > 0 ? Math.sqrt(variance) : 1
  })
  return { mean, deviation }
}

function scaled(
  x: Matrix,
  { mean, deviation }: { readonly mean: Float64Array; readonly deviation: Float64Array },
): Matrix {
  if (mean.every((m) => m === 0) && deviation.every((s) => s === 1)) return x
  const { columns, data } = x
  const inverse = deviation.map((s) => 1 / s)
  for (let i = 0, at = 0; i < x.rows; i++)
    for (let j = 0; j < columns; j++, at++) data[at] = (data[at]! - mean[j]!) * inverse[j]!
  return x
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

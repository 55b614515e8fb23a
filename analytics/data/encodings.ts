import { median } from '../numeric/quantile.ts'
import { datePartNames, dateParts } from './date-parts.ts'
import type { CategoryColumn, Column, DateColumn, NumberColumn, TextColumn } from './table.ts'
import { outOfFoldMeans, targetEncoder } from './target-encode.ts'
import { hashTexts } from './tfidf.ts'

/** How one column of a table becomes columns of a matrix; plain data, learned from the training rows alone. */
export type Encoding =
  | { kind: 'number'; name: string; fill: number; indicator: boolean }
  | { kind: 'levels'; name: string; levels: string[]; missingLevel: boolean }
  | { kind: 'codes'; name: string; levels: string[] }
  | { kind: 'means'; name: string; levels: string[]; values: Float64Array; mean: number }
  | { kind: 'date'; name: string; fill: Float64Array }
  | { kind: 'text'; name: string; width: number }

/** Names of the matrix columns that an encoding gives. */
export function encodedNames(encoding: Encoding): string[] {
  const { name } = encoding
  if (encoding.kind === 'levels') {
    return [
      ...encoding.levels.map((level) => `${name}=${level}`),
      ...(encoding.missingLevel ? [`${name}=(missing)`] : []),
    ]
  }
  if (encoding.kind === 'date') return datePartNames.map((part) => `${name} ${part}`)
  if (encoding.kind === 'text') return Array.from({ length: encoding.width }, (_, j) => `${name} #${j}`)
  return encoding.kind === 'number' && encoding.indicator ? [name, `${name} missing`] : [name]
}

/** Rows to use: all of them, or the given ones. */
export type Rows = Int32Array | undefined

const sampleSize = 4096

/**
 * The median of the training rows when some of them are missing. When none is, the fill is only for missing values that
 * come later, and the median of an even sample of 4,096 rows is good enough.
 */
export function learnNumber(
  column: NumberColumn,
  rows: Rows,
  how: 'median' | 'zero' | 'keep',
  indicators: boolean,
): Encoding {
  const { name, values } = column
  const count = rows?.length ?? values.length
  const missing = anyMissing(values, rows)
  const indicator = indicators && missing
  if (how !== 'median') return { kind: 'number', name, fill: how === 'keep' ? NaN : 0, indicator }
  const stride = missing || count <= sampleSize ? 1 : count / sampleSize
  const picked = Float64Array.from({ length: Math.floor(count / stride) }, (_, k) => {
    const at = Math.floor(k * stride)
    return values[rows ? rows[at]! : at]!
  })
  const fill = median(picked)
  return { kind: 'number', name, fill: Number.isNaN(fill) ? 0 : fill, indicator }
}

function anyMissing(values: Float64Array, rows: Rows): boolean {
  if (!rows) return values.some(Number.isNaN)
  for (let k = 0; k < rows.length; k++) if (Number.isNaN(values[rows[k]!]!)) return true
  return false
}

/** Levels seen in the training rows, sorted; with `rarest` above 1, rarer ones are left out (and read as zeros). */
export function learnLevels(
  column: CategoryColumn,
  rows: Rows,
  rarest: number,
): { levels: string[]; missing: boolean } {
  const counts = new Int32Array(column.levels.length + 1)
  const count = rows?.length ?? column.codes.length
  for (let k = 0; k < count; k++) counts[column.codes[rows ? rows[k]! : k]! + 1]!++
  const levels = column.levels.filter((_, code) => counts[code + 1]! >= rarest).sort()
  return { levels, missing: counts[0]! > 0 }
}

/** Smoothed mean answers of the levels in the training rows. */
export function learnMeans(column: CategoryColumn, rows: Rows, y: ArrayLike<number>, smoothing: number): Encoding {
  const seen = rows ? { ...column, codes: Int32Array.from(rows, (i) => column.codes[i]!) } : column
  const { levels, values, mean } = targetEncoder.fit({ column: seen, y }, { smoothing })
  return { kind: 'means', name: column.name, levels, values, mean }
}

/** Means of the date parts, which stand in for missing dates. */
export function learnDate(column: DateColumn, rows: Rows): Encoding {
  const fill = new Float64Array(datePartNames.length)
  const count = rows?.length ?? column.values.length
  let seen = 0
  for (let k = 0; k < count; k++) {
    const value = column.values[rows ? rows[k]! : k]!
    if (Number.isNaN(value)) continue
    seen++
    dateParts(value).forEach((part, j) => {
      fill[j]! += part
    })
  }
  return { kind: 'date', name: column.name, fill: fill.map((sum) => (seen ? sum / seen : 0)) }
}

/** Writes rows from … to (positions in the chosen rows) of a column into `data[k * stride + at]`. */
export type Writer = (data: Float64Array, stride: number, at: number, from: number, to: number) => void

/** What is taken off and by what is multiplied, for the matrix columns of one encoding. */
export type Scaling = { readonly mean: Float64Array; readonly inverse: Float64Array }

type Of<K extends Encoding['kind']> = Extract<Encoding, { kind: K }>

/** A writer of an encoded column, scaled: (value − mean) · inverse. */
export function writerFor(encoding: Encoding, column: Column, rows: Rows, scaling: Scaling): Writer {
  if (encoding.kind === 'number') return numberWriter(encoding, column as NumberColumn, rows, scaling)
  if (encoding.kind === 'levels') return levelWriter(encoding, column as CategoryColumn, rows, scaling)
  if (encoding.kind === 'codes') return codeWriter(encoding, column as CategoryColumn, rows)
  if (encoding.kind === 'means') return valueWriter(meansOf(encoding, column as CategoryColumn, rows), scaling)
  if (encoding.kind === 'date') return dateWriter(encoding, column as DateColumn, rows, scaling)
  return textWriter(encoding, column as TextColumn, rows, scaling)
}

function numberWriter(
  { fill, indicator }: Of<'number'>,
  { values }: NumberColumn,
  rows: Rows,
  { mean, inverse }: Scaling,
): Writer {
  const [m, f] = [mean[0]!, inverse[0]!]
  return (data, stride, at, from, to) => {
    for (let k = from, place = from * stride + at; k < to; k++, place += stride) {
      const value = values[rows ? rows[k]! : k]!
      const missing = Number.isNaN(value)
      data[place] = ((missing ? fill : value) - m) * f
      if (indicator) data[place + 1] = ((missing ? 1 : 0) - mean[1]!) * inverse[1]!
    }
  }
}

/** Column offset of every code of this table's column, −1 for unseen levels; slot 0 is missing. */
function slotsFor(levels: readonly string[], column: CategoryColumn, missing: number): Int32Array {
  const offsets = new Map(levels.map((level, j) => [level, j]))
  return Int32Array.from([missing, ...column.levels.map((level) => offsets.get(level) ?? -1)])
}

function levelWriter(encoding: Of<'levels'>, column: CategoryColumn, rows: Rows, { mean, inverse }: Scaling): Writer {
  const slots = slotsFor(encoding.levels, column, encoding.missingLevel ? encoding.levels.length : -1)
  const off = mean.map((m, j) => (m === 0 ? 0 : -m * inverse[j]!))
  const on = mean.map((m, j) => (1 - m) * inverse[j]!)
  return (data, stride, at, from, to) => {
    for (let k = from, place = from * stride + at; k < to; k++, place += stride) {
      for (let j = 0; j < off.length; j++) data[place + j] = off[j]!
      const slot = slots[column.codes[rows ? rows[k]! : k]! + 1]!
      if (slot >= 0) data[place + slot] = on[slot]!
    }
  }
}

function codeWriter(encoding: Of<'codes'>, column: CategoryColumn, rows: Rows): Writer {
  const slots = slotsFor(encoding.levels, column, -1)
  return (data, stride, at, from, to) => {
    for (let k = from; k < to; k++) {
      const slot = slots[column.codes[rows ? rows[k]! : k]! + 1]!
      data[k * stride + at] = slot < 0 ? NaN : slot
    }
  }
}

function meansOf(encoding: Of<'means'>, column: CategoryColumn, rows: Rows): Float64Array {
  const slots = slotsFor(encoding.levels, column, -1)
  const values = Float64Array.from(slots, (slot) => (slot < 0 ? encoding.mean : encoding.values[slot + 1]!))
  values[0] = encoding.values[0]!
  if (!rows) return Float64Array.from(column.codes, (code) => values[code + 1]!)
  return Float64Array.from(rows, (i) => values[column.codes[i]! + 1]!)
}

/** A writer of values at hand, one for each chosen row. */
export function valueWriter(values: Float64Array, { mean, inverse }: Scaling): Writer {
  return (data, stride, at, from, to) => {
    for (let k = from; k < to; k++) data[k * stride + at] = (values[k]! - mean[0]!) * inverse[0]!
  }
}

/** Means for training rows that their own answers have not touched. */
export function trainingMeans(
  column: CategoryColumn,
  rows: Rows,
  y: ArrayLike<number>,
  smoothing: number,
  seed: number,
): Float64Array {
  const seen = rows ? { ...column, codes: Int32Array.from(rows, (i) => column.codes[i]!) } : column
  return outOfFoldMeans(seen, y, { smoothing, seed })
}

function dateWriter(encoding: Of<'date'>, column: DateColumn, rows: Rows, { mean, inverse }: Scaling): Writer {
  return (data, stride, at, from, to) => {
    for (let k = from; k < to; k++) {
      const value = column.values[rows ? rows[k]! : k]!
      const parts = Number.isNaN(value) ? encoding.fill : dateParts(value)
      for (let j = 0; j < mean.length; j++) data[k * stride + at + j] = (parts[j]! - mean[j]!) * inverse[j]!
    }
  }
}

function textWriter(encoding: Of<'text'>, column: TextColumn, rows: Rows, { mean, inverse }: Scaling): Writer {
  const texts = rows ? Array.from(rows, (i) => column.values[i]!) : column.values
  const hashed = hashTexts(texts, { width: encoding.width })
  return (data, stride, at, from, to) => {
    for (let k = from; k < to; k++) {
      const place = k * stride + at
      for (let j = 0; j < mean.length; j++) data[place + j] = mean[j] === 0 ? 0 : -mean[j]! * inverse[j]!
      for (let e = hashed.starts[k]!; e < hashed.starts[k + 1]!; e++)
        data[place + hashed.indices[e]!]! += hashed.values[e]! * inverse[hashed.indices[e]!]!
    }
  }
}

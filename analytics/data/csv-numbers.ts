import { type Team, withTeam } from '../numeric/team.ts'
import { fieldEnd, fieldText, type Layout } from './csv-layout.ts'

/** What the quick way needs to know. */
export type NumberFile = {
  bytes: Uint8Array
  first: number
  layout: Layout
  columns: number
  capacity: number
  missing: ReadonlySet<string>
  progress: (done: number, what: string) => void
}

/** Columns of a file of numbers alone, and how many values in each were neither numbers nor missing. */
export type ReadNumbers = { values: Float64Array[]; rows: number; failures: Int32Array }

const chunkBytes = 8 << 20
const tasks = 8
const strangeLimit = 4096
/** Files below this are read by the plain way, which has no threads to start. */
export const worthwhile = 4 << 20

/**
 * Reads a file in which every column holds numbers, on all threads, chunk by chunk. Returns undefined when the file is not
 * as regular as that (blank lines, quotes, rows of another length, many odd values); then the plain way reads it.
 */
export function readNumberFile(file: NumberFile): ReadNumbers | undefined {
  return withTeam(file.bytes.length > worthwhile, (team) => {
    const into: ReadNumbers = {
      values: Array.from({ length: file.columns }, () => new Float64Array(file.capacity)),
      rows: 0,
      failures: new Int32Array(file.columns),
    }
    const place = team.alloc(chunkBytes + 64)
    for (let at = file.first; at < file.bytes.length; ) {
      file.progress(at / file.bytes.length, 'Reading rows')
      const end = chunkEnd(file.bytes, at)
      if (end === undefined || !readChunk(team, place, file, at, end, into)) return undefined
      at = end
    }
    return { ...into, values: into.values.map((column) => column.subarray(0, into.rows)) }
  })
}

/** End of a chunk of whole lines; undefined when a line is longer than a chunk. */
function chunkEnd(bytes: Uint8Array, at: number): number | undefined {
  if (bytes.length - at <= chunkBytes) return bytes.length
  const feed = bytes.lastIndexOf(10, at + chunkBytes - 1)
  return feed < at ? undefined : feed + 1
}

function readChunk(team: Team, place: number, file: NumberFile, at: number, end: number, into: ReadNumbers): boolean {
  const mark = team.mark()
  const { columns } = file
  let length = end - at
  const memory = team.u8(place, chunkBytes + 64)
  memory.set(file.bytes.subarray(at, end))
  if (memory[length - 1] !== 10) memory[length++] = 10
  const starts = team.alloc(4 * (tasks + 1))
  const firstRows = team.alloc(4 * (tasks + 1))
  team.i32(starts, tasks + 1).set(stretches(memory, length))
  team.i32(firstRows, 1)[0] = 0
  const strange = team.alloc(tasks * (strangeLimit * 12 + 4))
  const settings = (out: number, rows: number) => [
    place,
    out,
    starts,
    firstRows,
    strange,
    strangeLimit,
    columns,
    rows,
    file.layout.separator,
  ]
  team.run('countLines', tasks, team.args([], settings(0, 0)))
  const lines = team.i32(firstRows, tasks + 1)
  for (let t = 1; t <= tasks; t++) lines[t]! += lines[t - 1]!
  const rows = lines[tasks]!
  const out = team.alloc(rows * columns * 8)
  team.run('readNumbers', tasks, team.args([], settings(out, rows)))
  const sound = collect(team, out, rows, into) && readStrange(team, strange, file, at, into)
  into.rows += rows
  team.release(mark)
  return sound
}

/** Where each task's stretch starts: at the lines that follow equal parts. */
function stretches(memory: Uint8Array, length: number): Int32Array {
  const out = new Int32Array(tasks + 1)
  out[tasks] = length
  for (let t = 1; t < tasks; t++) {
    const feed = memory.indexOf(10, Math.floor((length * t) / tasks))
    out[t] = Math.max(out[t - 1]!, feed < 0 || feed >= length ? length : feed + 1)
  }
  return out
}

function collect(team: Team, out: number, rows: number, into: ReadNumbers): boolean {
  if (into.rows + rows > into.values[0]!.length) return false
  into.values.forEach((column, j) => {
    column.set(team.f64(out + j * rows * 8, rows), into.rows)
  })
  return true
}

/** Values that are not plain decimals: exponents, long digits, words for missing. False when a task gave up. */
function readStrange(team: Team, strange: number, file: NumberFile, at: number, into: ReadNumbers): boolean {
  const decoder = new TextDecoder()
  for (let t = 0; t < tasks; t++) {
    const list = team.i32(strange + t * (strangeLimit * 12 + 4), strangeLimit * 3 + 1)
    if (list[0]! > strangeLimit) return false
    for (let k = 0; k < list[0]!; k++) {
      const [row, column, offset] = [list[1 + 3 * k]!, list[2 + 3 * k]!, list[3 + 3 * k]!]
      const end = fieldEnd(file.bytes, at + offset, file.layout)
      const text = fieldText(file.bytes, at + offset, end, file.layout, decoder).trim()
      const value = numberIn(text, '.')
      if (Number.isNaN(value) && !file.missing.has(text)) into.failures[column]!++
      into.values[column]![into.rows + row] = file.missing.has(text) ? NaN : value
    }
  }
  return true
}

/** Digits in groups of three, by what is left for the fraction. */
const grouped = {
  '.': /^\d{1,3}(?:[,'’\u00a0\u202f]\d{3})+(?:\.\d+)?$/,
  ',': /^\d{1,3}(?:[.'’ \u00a0\u202f]\d{3})+(?:,\d+)?$/,
} as const
const dressed = /^([+-]?)(?:[$€£¥￥] ?)?([+-]?)([\d.,'’ \u00a0\u202f]*\d[\d.,]*)(?: ?(%|[$€£¥￥元]))?$/

/**
 * The number that a person reads: digits with a sign, a fraction after `decimal`, groups of thousands (1,234.5 or 1.234,5),
 * a sign of money before or after, or per cent (12.5% is 0.125); otherwise what `numberOf` takes. NaN for anything else.
 * @example numberIn('$1,234.50', '.') // 1234.5
 */
export function numberIn(text: string, decimal: '.' | ','): number {
  const match = dressed.exec(text)
  if (!match) return numberOf(text)
  const [, first, second, digits, unit] = match as unknown as [string, string, string, string, string | undefined]
  const whole = grouped[decimal].test(digits) ? digits.replace(decimal === ',' ? /[.'’\s]/g : /[,'’\s]/g, '') : digits
  const bare = decimal === ',' ? whole.replace(',', '.') : whole
  const value = /^(?:\d+\.?\d*|\.\d+)$/.test(bare) ? Number(bare) : Number.NaN
  return (first === '-' || second === '-' ? -value : value) / (unit === '%' ? 100 : 1)
}

/** `Number`, without what it takes for numbers and people do not: blanks, 0x10, Infinity (1e999, too). */
export function numberOf(text: string): number {
  const value = /^[+-]?[\d.]/.test(text) && !/^[+-]?0[xXbBoO]/.test(text) ? Number(text) : NaN
  return Number.isFinite(value) ? value : NaN
}

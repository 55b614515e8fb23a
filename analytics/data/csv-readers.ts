import { fieldEnd, fieldText, type Layout } from './csv-layout.ts'
import { numberIn } from './csv-numbers.ts'
import { type ColumnKind, parseDate } from './csv-types.ts'
import type { Column } from './table.ts'

/** Reads one column: field by field, growing its typed array when the estimate of rows was too small. */
export type Reader = {
  read(at: number, row: number): number
  skip(row: number): void
  column(rows: number): Column
  readonly failures: number
}

export type ReaderSettings = {
  bytes: Uint8Array
  layout: Layout
  missing: ReadonlySet<string>
  capacity: number
  dayFirst: boolean
  decimal: '.' | ','
}

/** A reader for a kind of column. */
export function readerFor(kind: ColumnKind, name: string, settings: ReaderSettings): Reader {
  if (kind === 'number') return new NumberReader(name, settings)
  if (kind === 'category') return new CategoryReader(name, settings)
  if (kind === 'date') return new DateReader(name, settings)
  return new TextReader(name, settings)
}

const tens = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))

function grown(values: Float64Array, row: number): Float64Array {
  const larger = new Float64Array(Math.ceil(row * 1.5) + 16)
  larger.set(values)
  return larger
}

class NumberReader implements Reader {
  failures = 0
  #values: Float64Array
  readonly #name: string
  readonly #settings: ReaderSettings
  readonly #decoder: TextDecoder
  readonly #bytes: Uint8Array
  readonly #separator: number
  readonly #decimal: number

  constructor(name: string, settings: ReaderSettings) {
    this.#name = name
    this.#settings = settings
    this.#bytes = settings.bytes
    this.#separator = settings.layout.separator
    this.#decimal = settings.decimal.charCodeAt(0)
    this.#decoder = new TextDecoder()
    this.#values = new Float64Array(settings.capacity)
  }

  /**
   * Plain decimals of up to 15 digits are exact: the digits fit a double and so does the power of ten, and one division
   * of two exact doubles is correctly rounded. Everything else goes through `Number`.
   */
  read(at: number, row: number): number {
    const bytes = this.#bytes
    let i = at
    let negative = false
    if (bytes[i] === 45) {
      negative = true
      i++
    }
    let mantissa = 0
    let digits = 0
    let c = bytes[i]!
    while (c >= 48 && c <= 57) {
      mantissa = mantissa * 10 + (c - 48)
      digits++
      c = bytes[++i]!
    }
    let decimals = 0
    if (c === this.#decimal) {
      c = bytes[++i]!
      const from = i
      while (c >= 48 && c <= 57) {
        mantissa = mantissa * 10 + (c - 48)
        c = bytes[++i]!
      }
      decimals = i - from
      digits += decimals
    }
    if (digits === 0 || digits > 15 || (c !== this.#separator && c !== 10)) return this.#readSlowly(at, row)
    const value = decimals ? mantissa / tens[decimals]! : mantissa
    this.#put(row, negative ? -value : value)
    return i
  }

  #readSlowly(at: number, row: number): number {
    const { layout, missing } = this.#settings
    const end = fieldEnd(this.#bytes, at, layout)
    const text = fieldText(this.#bytes, at, end, layout, this.#decoder).trim()
    if (missing.has(text)) {
      this.#put(row, NaN)
      return end
    }
    const value = numberIn(text, this.#settings.decimal)
    if (Number.isNaN(value)) this.failures++
    this.#put(row, value)
    return end
  }

  #put(row: number, value: number): void {
    if (row >= this.#values.length) this.#values = grown(this.#values, row)
    this.#values[row] = value
  }

  skip(row: number): void {
    this.#put(row, NaN)
  }

  column(rows: number): Column {
    return { kind: 'number', name: this.#name, values: this.#values.subarray(0, rows) }
  }
}

/** Distinct texts by the hash of their bytes: no text is made for a field that was seen before. */
class CategoryReader implements Reader {
  readonly failures = 0
  #codes: Int32Array
  #slots = new Int32Array(256).fill(-1)
  readonly #starts: number[] = []
  readonly #ends: number[] = []
  readonly #hashes: number[] = []
  readonly #name: string
  readonly #settings: ReaderSettings

  constructor(name: string, settings: ReaderSettings) {
    this.#name = name
    this.#settings = settings
    this.#codes = new Int32Array(settings.capacity)
  }

  read(at: number, row: number): number {
    const { bytes, layout } = this.#settings
    let end = at
    let hash = 0x811c9dc5
    if (bytes[at] === layout.quote) {
      end = fieldEnd(bytes, at, layout)
      for (let i = at; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
    } else {
      let c = bytes[end]!
      while (c !== layout.separator && c !== 10 && end < bytes.length) {
        hash = Math.imul(hash ^ c, 0x01000193)
        c = bytes[++end]!
      }
    }
    this.#put(row, this.#codeOf(at, end, hash ^ (hash >>> 15)))
    return end
  }

  #codeOf(at: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    while (this.#slots[slot]! >= 0) {
      const code = this.#slots[slot]!
      if (this.#hashes[code] === hash && this.#same(code, at, end)) return code
      slot = (slot + 1) & mask
    }
    this.#slots[slot] = this.#starts.length
    this.#starts.push(at)
    this.#ends.push(end)
    this.#hashes.push(hash)
    if (this.#starts.length * 2 > this.#slots.length) this.#rehash()
    return this.#starts.length - 1
  }

  #same(code: number, at: number, end: number): boolean {
    const { bytes } = this.#settings
    const start = this.#starts[code]!
    if (this.#ends[code]! - start !== end - at) return false
    for (let i = at, j = start; i < end; i++, j++) if (bytes[i] !== bytes[j]) return false
    return true
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 4).fill(-1)
    const mask = this.#slots.length - 1
    this.#hashes.forEach((hash, code) => {
      let slot = hash & mask
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask
      this.#slots[slot] = code
    })
  }

  #put(row: number, code: number): void {
    if (row >= this.#codes.length) {
      const larger = new Int32Array(Math.ceil(row * 1.5) + 16)
      larger.set(this.#codes)
      this.#codes = larger
    }
    this.#codes[row] = code
  }

  skip(row: number): void {
    this.#put(row, -1)
  }

  /** Levels are texts, trimmed; fields that differ only in quotes or spaces at the ends share one. */
  column(rows: number): Column {
    const { bytes, layout, missing } = this.#settings
    const decoder = new TextDecoder()
    const known = new Map<string, number>()
    const final = Int32Array.from(this.#starts, (start, code) => {
      const text = fieldText(bytes, start, this.#ends[code]!, layout, decoder).trim()
      if (missing.has(text)) return -1
      if (!known.has(text)) known.set(text, known.size)
      return known.get(text)!
    })
    const codes = this.#codes.subarray(0, rows)
    for (let i = 0; i < rows; i++) codes[i] = codes[i]! < 0 ? -1 : final[codes[i]!]!
    return { kind: 'category', name: this.#name, codes, levels: [...known.keys()] }
  }
}

class TextReader implements Reader {
  readonly failures = 0
  readonly #values: (string | null)[] = []
  readonly #name: string
  readonly #settings: ReaderSettings
  readonly #decoder: TextDecoder

  constructor(name: string, settings: ReaderSettings) {
    this.#name = name
    this.#settings = settings
    this.#decoder = new TextDecoder()
  }

  read(at: number, row: number): number {
    const { bytes, layout, missing } = this.#settings
    const end = fieldEnd(bytes, at, layout)
    const text = fieldText(bytes, at, end, layout, this.#decoder)
    this.#values[row] = missing.has(text.trim()) ? null : text
    return end
  }

  skip(row: number): void {
    this.#values[row] = null
  }

  column(): Column {
    return { kind: 'text', name: this.#name, values: this.#values }
  }
}

class DateReader implements Reader {
  failures = 0
  #values: Float64Array
  readonly #name: string
  readonly #settings: ReaderSettings
  readonly #decoder: TextDecoder

  constructor(name: string, settings: ReaderSettings) {
    this.#name = name
    this.#settings = settings
    this.#values = new Float64Array(settings.capacity)
    this.#decoder = new TextDecoder()
  }

  read(at: number, row: number): number {
    const { bytes, layout, missing, dayFirst } = this.#settings
    const end = fieldEnd(bytes, at, layout)
    const text = fieldText(bytes, at, end, layout, this.#decoder).trim()
    const value = missing.has(text) ? NaN : parseDate(text, dayFirst)
    if (Number.isNaN(value) && !missing.has(text)) this.failures++
    this.#put(row, value)
    return end
  }

  #put(row: number, value: number): void {
    if (row >= this.#values.length) this.#values = grown(this.#values, row)
    this.#values[row] = value
  }

  skip(row: number): void {
    this.#put(row, NaN)
  }

  column(rows: number): Column {
    return { kind: 'date', name: this.#name, values: this.#values.subarray(0, rows) }
  }
}

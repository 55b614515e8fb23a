import { fileBytes, gunzipped } from './bytes.ts'
import { csvRows } from './csv.ts'
import { decode, type Encoding } from './encoding.ts'
import { jsonRows } from './json.ts'
import type { RawRow } from './row.ts'
import { vcardRows } from './vcard.ts'
import { xlsxRows } from './xlsx.ts'

/** How a file is read as a table: found by detection, corrected by the person. Plain data, kept with the import. */
export interface Format {
  readonly kind: 'csv' | 'jsonl' | 'json' | 'vcard' | 'xlsx'
  readonly gzip: boolean
  readonly encoding: Encoding
  /** Bytes of the byte order mark. */
  readonly bom: number
  readonly delimiter?: string
  /** Index of the sheet, and the names of all. */
  readonly sheet?: number
  readonly sheets?: readonly string[]
  /** Rows before the first record: a title, the header. */
  readonly skip: number
  readonly header: boolean
  readonly columns: readonly string[]
}

export type Bytes = Pick<Format, 'gzip' | 'encoding' | 'bom'>

export const bytesOf = (path: string, gzip: boolean, onRead?: (bytes: number) => void): AsyncGenerator<Uint8Array> =>
  gzip ? gunzipped(path, onRead) : fileBytes(path, onRead)

export const textOf = (path: string, format: Bytes, onRead?: (bytes: number) => void): AsyncGenerator<string> =>
  decode(bytesOf(path, format.gzip, onRead), format)

/** Every row of the file, header and title included, in batches of whatever size the reading gives. */
export const rawRows = (
  path: string,
  format: Omit<Format, 'skip' | 'header'>,
  onRead?: (bytes: number) => void,
): AsyncGenerator<RawRow[]> => {
  if (format.kind === 'xlsx') return xlsxRows(path, format.sheet)
  const text = textOf(path, format, onRead)
  if (format.kind === 'csv') return csvRows(text, format.delimiter ?? ',')
  return format.kind === 'vcard' ? vcardRows(text) : jsonRows(text, format.kind === 'json', format.columns)
}

/** A row with exactly as many cells as the table has columns; one with more is a mistake of the file. */
export const fitted = (row: RawRow, width: number): RawRow => {
  const { cells } = row
  if (row.problem || cells.length === width) return row
  if (cells.length < width)
    return { line: row.line, cells: [...cells, ...Array<string>(width - cells.length).fill('')] }
  if (cells.slice(width).every((cell) => cell.trim() === '')) return { line: row.line, cells: cells.slice(0, width) }
  const problem = {
    en: `The row has ${cells.length} values, but the table has ${width} columns. A value with the separator in it needs quotation marks.`,
    zh: `该行有 ${cells.length} 个值，而表格只有 ${width} 列。含分隔符的值需要加引号。`,
  }
  return { ...row, problem }
}

const isEmpty = (row: RawRow): boolean => !row.problem && row.cells.every((cell) => cell.trim() === '')

/** The records of the file in batches: without title and header, without empty rows, fitted to the columns. */
export async function* records(
  path: string,
  format: Format,
  onRead?: (bytes: number) => void,
): AsyncGenerator<RawRow[]> {
  let skip = format.skip
  const width = format.columns.length
  for await (const rows of rawRows(path, format, onRead)) {
    const kept = skip > 0 ? rows.slice(skip) : rows
    skip = Math.max(0, skip - rows.length)
    const found = kept.filter((row) => !isEmpty(row)).map((row) => fitted(row, width))
    if (found.length > 0) yield found
  }
}

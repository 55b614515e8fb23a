import type { Label } from '@rapport/vocabulary/define/label.ts'
import { isBlank } from './blanks.ts'
import { detectDelimiter } from './delimiter.ts'
import { detectEncoding, type Encoding } from './encoding.ts'
import { findHeader, uniqueNames } from './header.ts'
import { jsonColumns } from './json.ts'
import { BrokenFile, type RawRow } from './row.ts'
import { EvenSample } from './sample.ts'
import { formatOfText, headOf, kindOfBytes } from './sniff.ts'
import { type Bytes, bytesOf, type Format, rawRows, records, textOf } from './table.ts'
import { vcardColumns } from './vcard.ts'
import { xlsxSheets } from './xlsx.ts'

/** What a person may set instead of what was found. */
export interface FormatWishes {
  readonly encoding?: Encoding
  readonly delimiter?: string
  readonly sheet?: number
  readonly header?: boolean
}

export interface Detected {
  readonly format: Format
  readonly rows: number
  /** Rows that cannot be read; they will be refused. The first few with their reason. */
  readonly broken: number
  readonly problems: readonly { readonly line: number; readonly problem: Label }[]
  /** Texts of each column that are not blank, from an even sample of the file. */
  readonly texts: readonly (readonly string[])[]
  /** Share of rows in which each column has a value. */
  readonly filled: readonly number[]
}

type Names = (cell: string) => boolean
const SAMPLE = 2_000

const beginning = async (path: string, bytes: Bytes, most = 200_000): Promise<string> => {
  let text = ''
  for await (const chunk of textOf(path, bytes)) {
    text += chunk
    if (text.length >= most) break
  }
  return text.slice(0, most)
}

const encodingOf = async (path: string, gzip: boolean, wishes: FormatWishes): Promise<Bytes> => {
  const { encoding, bom } = await detectEncoding(bytesOf(path, gzip))
  const wished = wishes.encoding ?? encoding
  return { gzip, encoding: wished, bom: wished === encoding ? bom : 0 }
}

type Bare = Omit<Format, 'skip' | 'header'>

const bareFormat = async (path: string, wishes: FormatWishes): Promise<Bare> => {
  const kind = kindOfBytes(await headOf(path))
  if (kind === 'zip') {
    const sheets = await xlsxSheets(path)
    const none: Bytes = { gzip: false, encoding: 'utf-8', bom: 0 }
    return {
      kind: 'xlsx',
      ...none,
      sheets,
      sheet: wishes.sheet ?? (await firstFilled(path, sheets.length)),
      columns: [],
    }
  }
  const bytes = await encodingOf(path, kind === 'gzip', wishes)
  const sample = await beginning(path, bytes)
  const text = formatOfText(sample)
  if (text === 'csv')
    return { kind: 'csv', ...bytes, delimiter: wishes.delimiter ?? detectDelimiter(wholeLines(sample)), columns: [] }
  if (text === 'vcard') return { kind: 'vcard', ...bytes, columns: vcardColumns }
  return { kind: text, ...bytes, columns: await jsonColumns(textOf(path, bytes), text === 'json') }
}

const wholeLines = (sample: string): string => {
  const end = sample.length < 200_000 ? -1 : sample.lastIndexOf('\n')
  return end === -1 ? sample : sample.slice(0, end + 1)
}

/** The first sheet that has at least two rows; workbooks often begin with an empty or a title sheet. */
const firstFilled = async (path: string, sheets: number): Promise<number> => {
  for (let sheet = 0; sheet < Math.min(sheets, 20); sheet++) {
    let rows = 0
    const format: Bare = { kind: 'xlsx', gzip: false, encoding: 'utf-8', bom: 0, sheet, columns: [] }
    for await (const batch of rawRows(path, format)) {
      rows += batch.length
      if (rows > 1) return sheet
    }
  }
  return 0
}

const firstRows = async (path: string, bare: Bare): Promise<RawRow[]> => {
  const rows: RawRow[] = []
  for await (const batch of rawRows(path, bare)) {
    for (const row of batch) rows.push(row)
    if (rows.length >= 300) break
  }
  return rows.slice(0, 300)
}

const withHeader = async (path: string, bare: Bare, wishes: FormatWishes, isName: Names): Promise<Format> => {
  if (bare.columns.length > 0) return { ...bare, skip: 0, header: true }
  const rows = await firstRows(path, bare)
  const offset = bare.kind === 'csv' && /^sep=/i.test(rows[0]?.cells.join('') ?? '') ? 1 : 0
  const found = findHeader(rows.slice(offset), isName)
  const width = Math.max(found.columns.length, 1)
  const wished = wishes.header ?? found.found
  const first = rows[offset + (found.found ? found.skip - 1 : found.skip)]
  const columns = uniqueNames(wished ? (first?.cells ?? []) : [], width)
  return { ...bare, columns, header: wished, skip: offset + found.skip + (wished ? 1 : 0) - (found.found ? 1 : 0) }
}

const none = (): BrokenFile =>
  new BrokenFile('The file holds no records: there is nothing below its header.', '文件没有记录：表头之下为空。')

/**
 * Reads a whole file and says what it is: encoding, format, delimiter, header, columns with a sample of their texts.
 * Throws BrokenFile, with a sentence for the person, for what cannot be imported. Nothing is kept of the rows but the sample.
 */
export const detect = async (path: string, isName: Names, wishes: FormatWishes = {}): Promise<Detected> => {
  const format = await withHeader(path, await bareFormat(path, wishes), wishes, isName)
  if (format.columns.length > 2_000)
    throw new BrokenFile(
      `The file has ${format.columns.length} columns; at most 2,000 can be read.`,
      `文件有 ${format.columns.length} 列，最多支持 2,000 列。`,
    )
  const sample = new EvenSample(SAMPLE)
  const problems: { line: number; problem: Label }[] = []
  let broken = 0
  for await (const rows of records(path, format))
    for (const row of rows) {
      if (row.problem && ++broken <= 20) problems.push({ line: row.line, problem: row.problem })
      sample.add(row)
    }
  if (sample.seen === 0) throw none()
  if (broken === sample.seen)
    throw new BrokenFile(
      `No row can be read. Line ${problems[0]!.line}: ${problems[0]!.problem.en}`,
      `没有可读取的行。第 ${problems[0]!.line} 行：${problems[0]!.problem.zh}`,
    )
  return { format, rows: sample.seen, broken, problems, ...columnTexts(format, sample.rows) }
}

const columnTexts = (format: Format, rows: readonly RawRow[]): Pick<Detected, 'texts' | 'filled'> => {
  const sound = rows.filter((row) => !row.problem)
  const texts = format.columns.map((_, at) =>
    sound
      .map((row) => row.cells[at] ?? '')
      .filter((cell) => !isBlank(cell, true))
      .map((cell) => cell.slice(0, 1_000)),
  )
  return { texts, filled: texts.map((column) => column.length / Math.max(1, sound.length)) }
}

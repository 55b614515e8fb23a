import { label } from '@rapport/vocabulary/define/label.ts'
import { LONGEST_ROW, type RawRow } from './row.ts'

const neverClosed = label(
  'A quotation mark opens a value in this line and is never closed.',
  '本行有一个引号开始后从未结束。',
)
const afterQuote = label(
  'There is text after the closing quotation mark of a value. Double a quotation mark inside a value.',
  '值的结束引号之后还有文字；值内部的引号需要写两次。',
)
const tooLong = label(
  `The row is longer than ${LONGEST_ROW.toLocaleString('en')} characters.`,
  `该行超过 ${LONGEST_ROW.toLocaleString('en')} 个字符。`,
)

type Quoted = { cells: string[]; end: number } | 'unfinished' | 'after quote'

/**
 * Rows of delimited text by RFC 4180, fed chunk by chunk: quoted values may hold delimiters, line ends and doubled quotes;
 * lines end with LF, CRLF or CR, also mixed. A line that breaks the rules is a row with its problem, and reading goes on
 * at the next line, so that one stray quotation mark does not swallow the rest of the file.
 */
export class CsvRows {
  readonly #delimiter: string
  #text = ''
  #at = 0
  #line = 1
  #skipping = false
  #ended = false
  #nextReturn = -2

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  push(chunk: string): RawRow[] {
    this.#text = this.#at === this.#text.length ? chunk : this.#text.slice(this.#at) + chunk
    this.#at = 0
    this.#nextReturn = -2
    return this.#read()
  }

  end(): RawRow[] {
    this.#ended = true
    return this.#read()
  }

  #read(): RawRow[] {
    const rows: RawRow[] = []
    while (this.#at < this.#text.length) {
      const row = this.#skipping ? this.#skip() : this.#row()
      if (row === 'more') break
      if (row) rows.push(row)
    }
    return rows
  }

  /** Index of the character that ends the line, or -1 while it may still come. */
  #lineEnd(from: number): number {
    const feed = this.#text.indexOf('\n', from)
    if (this.#nextReturn !== -1 && this.#nextReturn < from) this.#nextReturn = this.#text.indexOf('\r', from)
    const back = this.#nextReturn
    const end = back === -1 || (feed !== -1 && feed < back) ? feed : back
    // A CR at the very end may be half of a CRLF.
    return end === this.#text.length - 1 && this.#text[end] === '\r' && !this.#ended ? -1 : end
  }

  #pastEnd(end: number): number {
    return end + (this.#text[end] === '\r' && this.#text[end + 1] === '\n' ? 2 : 1)
  }

  #skip(): undefined | 'more' {
    const end = this.#lineEnd(this.#at)
    if (end === -1) {
      this.#at = this.#text.length
      return 'more'
    }
    this.#at = this.#pastEnd(end)
    this.#line++
    this.#skipping = false
    return undefined
  }

  #row(): RawRow | undefined | 'more' {
    const end = this.#lineEnd(this.#at)
    if (end === -1 && !this.#ended) return this.#text.length - this.#at > LONGEST_ROW ? this.#overlong() : 'more'
    const stop = end === -1 ? this.#text.length : end
    if (stop - this.#at > LONGEST_ROW) return this.#overlong()
    const line = this.#text.slice(this.#at, stop)
    const next = end === -1 ? stop : this.#pastEnd(end)
    if (!line.includes('"')) return this.#plain(line, next)
    const quoted = this.#quoted()
    if (quoted === 'unfinished' && !this.#ended && this.#text.length - this.#at <= LONGEST_ROW) return 'more'
    if (quoted === 'unfinished') return this.#refused(neverClosed, line, next)
    return quoted === 'after quote' ? this.#refused(afterQuote, line, next) : this.#whole(quoted)
  }

  #plain(line: string, next: number): RawRow | undefined {
    this.#at = next
    const number = this.#line++
    return line === '' ? undefined : { line: number, cells: line.split(this.#delimiter) }
  }

  #refused(problem: RawRow['problem'], line: string, next: number): RawRow {
    this.#at = next
    this.#nextReturn = -2
    return { line: this.#line++, cells: line.slice(0, 10_000).split(this.#delimiter), problem }
  }

  #overlong(): RawRow {
    const cells = [this.#text.slice(this.#at, this.#at + 200)]
    this.#skipping = true
    return { line: this.#line, cells, problem: tooLong }
  }

  #whole({ cells, end }: { cells: string[]; end: number }): RawRow {
    const from = this.#line
    const taken = this.#text.slice(this.#at, end)
    for (let i = taken.indexOf('\n'); i !== -1; i = taken.indexOf('\n', i + 1)) this.#line++
    if (!taken.endsWith('\n')) this.#line++
    this.#at = end
    return { line: from, cells }
  }

  /** A row with quoted values, from the present place. */
  #quoted(): Quoted {
    const cells: string[] = []
    let at = this.#at
    for (;;) {
      const cell = this.#text[at] === '"' ? this.#quotedCell(at + 1) : this.#bareCell(at)
      if (typeof cell === 'string') return cell
      cells.push(cell.value)
      at = cell.end
      if (this.#text[at] === this.#delimiter) at++
      else return { cells, end: at >= this.#text.length ? at : this.#pastEnd(at) }
    }
  }

  #bareCell(from: number): { value: string; end: number } | 'unfinished' {
    const delimiter = this.#text.indexOf(this.#delimiter, from)
    const line = this.#lineEnd(from)
    const end = delimiter !== -1 && (line === -1 || delimiter < line) ? delimiter : line
    if (end === -1) return this.#ended ? { value: this.#text.slice(from), end: this.#text.length } : 'unfinished'
    return { value: this.#text.slice(from, end), end }
  }

  #quotedCell(from: number): { value: string; end: number } | 'unfinished' | 'after quote' {
    let [value, at] = ['', from]
    for (;;) {
      const quote = this.#text.indexOf('"', at)
      if (quote === -1 || quote - this.#at > LONGEST_ROW) return 'unfinished'
      value += this.#text.slice(at, quote)
      const next = this.#text[quote + 1]
      if (next === undefined && !this.#ended) return 'unfinished'
      if (next !== '"') return this.#closed(value, quote + 1)
      value += '"'
      at = quote + 2
    }
  }

  #closed(value: string, from: number): { value: string; end: number } | 'unfinished' | 'after quote' {
    let end = from
    while (this.#text[end] === ' ' && this.#delimiter !== ' ') end++
    const next = this.#text[end]
    if (next === undefined) return this.#ended ? { value, end } : 'unfinished'
    if (next === '\r' && end === this.#text.length - 1 && !this.#ended) return 'unfinished'
    return next === this.#delimiter || next === '\n' || next === '\r' ? { value, end } : 'after quote'
  }
}

/** Rows of delimited text from its chunks, in batches. */
export async function* csvRows(chunks: AsyncIterable<string>, delimiter: string): AsyncGenerator<RawRow[]> {
  const reader = new CsvRows(delimiter)
  for await (const chunk of chunks) {
    const rows = reader.push(chunk)
    if (rows.length > 0) yield rows
  }
  const rows = reader.end()
  if (rows.length > 0) yield rows
}

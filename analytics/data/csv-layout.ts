import { refuse } from '../errors.ts'

/** How a file of separated values is written. */
export type Layout = { separator: number; quote: number; start: number }

const candidates = [44, 59, 9, 124, 37]
/** The byte of the quote around fields. */
export const doubleQuote = 34

/** One field of the first rows, unquoted. */
export type Sample = { header: string[]; rows: string[][] }

/**
 * Guesses the separator (comma, semicolon, tab, bar or per cent) as the one that splits the first lines into the most
 * fields of equal number. A byte order mark is skipped.
 */
export function guessLayout(bytes: Uint8Array, separator?: string): Layout {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  if (separator !== undefined) return { separator: separatorByte(separator), quote: doubleQuote, start }
  let [best, most] = [44, -1]
  for (const candidate of candidates) {
    const widths = readRows(bytes, { separator: candidate, quote: doubleQuote, start }, 20).map((row) => row.length)
    const even = widths.every((width) => width === widths[0])
    const score = (widths[0] ?? 1) > 1 ? (widths[0] ?? 0) * (even ? 1000 : 1) : 0
    if (score > most) [best, most] = [candidate, score]
  }
  return { separator: best, quote: doubleQuote, start }
}

function separatorByte(separator: string): number {
  const code = separator.charCodeAt(0)
  if (separator.length !== 1 || code > 127 || code === doubleQuote) {
    refuse('bad_input', `The separator must be one plain character such as "," or ";" but was "${separator}".`)
  }
  return code
}

/** The first rows as text, quotes removed; blank lines are skipped. */
export function readRows(bytes: Uint8Array, layout: Layout, limit: number): string[][] {
  const decoder = new TextDecoder()
  const rows: string[][] = []
  let at = layout.start
  while (at < bytes.length && rows.length < limit) {
    const row: string[] = []
    let more = true
    while (more) {
      const end = fieldEnd(bytes, at, layout)
      row.push(fieldText(bytes, at, end, layout, decoder))
      more = bytes[end] === layout.separator && end < bytes.length
      at = end + 1
    }
    if (row.length > 1 || row[0] !== '') rows.push(row)
  }
  return rows
}

/** Where the field that starts at `at` ends: the index of its separator, line feed, or the end of the file. */
export function fieldEnd(bytes: Uint8Array, at: number, layout: Layout): number {
  let i = at
  if (bytes[i] === layout.quote) i = closingQuote(bytes, i + 1, layout.quote) + 1
  while (i < bytes.length && bytes[i] !== layout.separator && bytes[i] !== 10) i++
  return i
}

/** Index of the quote that closes a quoted field whose text starts at `from`; the end of the file when none does. */
export function closingQuote(bytes: Uint8Array, from: number, quoteByte: number): number {
  let i = from
  while (i < bytes.length) {
    if (bytes[i] !== quoteByte) i++
    else if (bytes[i + 1] === quoteByte) i += 2
    else return i
  }
  return i
}

/** Text of a field: quotes removed and doubled quotes single, a carriage return at the end of a line dropped. */
export function fieldText(bytes: Uint8Array, at: number, end: number, layout: Layout, decoder: TextDecoder): string {
  const last = end > at && bytes[end - 1] === 13 && bytes[end] !== layout.separator ? end - 1 : end
  if (bytes[at] !== layout.quote) return decoder.decode(bytes.subarray(at, last))
  const close = closingQuote(bytes, at + 1, layout.quote)
  const inner = decoder.decode(bytes.subarray(at + 1, Math.min(close, last)))
  return inner.includes('""') ? inner.replaceAll('""', '"') : inner
}

import type { Locale } from '@rapport/vocabulary/define/label.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import type { Reason } from './clean.ts'

/** A text that spreadsheets would run as a formula gets an apostrophe in front. */
const harmless = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s().,/-]+$/.test(text) ? `'${text}` : text

const quoted = (text: string): string => {
  const safe = harmless(text)
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`

const words = { en: { line: 'Line', reason: 'Reason' }, zh: { line: '行号', reason: '原因' } }

const reasonText = (reasons: readonly Reason[], columns: readonly string[], locale: Locale): string =>
  reasons
    .map(({ column, say }) => (column === undefined ? say[locale] : `${columns[column]}: ${say[locale]}`))
    .join(locale === 'zh' ? '；' : '; ')

type Row = { line: number; cells: string[]; reasons: Reason[] }
const PAGE = 2_000

/** The refused rows as CSV that can be corrected and imported again: line and reason first, then the cells as they came. */
export async function* refusedCsv(
  db: Runner,
  id: string,
  columns: readonly string[],
  locale: Locale,
): AsyncGenerator<string> {
  yield `\ufeff${csvLine([words[locale].line, words[locale].reason, ...columns])}`
  for (let last = -1; ; ) {
    const rows = await db.query<Row>(sql`
      select line, cells, reasons from internal.import_refused where import = ${id} and line > ${last} order by line limit ${PAGE}`)
    if (rows.length === 0) return
    yield rows
      .map((row) => csvLine([String(row.line), reasonText(row.reasons, columns, locale), ...row.cells]))
      .join('')
    last = rows.at(-1)!.line
  }
}

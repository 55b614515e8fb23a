/** A block of cells as text, row by row. */
export type Texts = readonly (readonly string[])[]

const quoted = (text: string): string => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[one]!)

/** Cells as spreadsheets exchange them: fields parted by tabs, rows by line ends. */
export const writeTsv = (cells: Texts): string => cells.map((row) => row.map(quoted).join('\t')).join('\r\n')

/** Cells as a table, which keeps what looks like a number or a date from being bent into one. */
export const writeTable = (cells: Texts): string =>
  `<table>${cells
    .map((row) => `<tr>${row.map((text) => `<td style="mso-number-format:'\\@'">${escaped(text)}</td>`).join('')}</tr>`)
    .join('')}</table>`

const cell = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy

/** The cells of a text that was copied from a spreadsheet, or of any text; the line end after the last row makes no row. */
export const readTsv = (text: string): Texts => {
  const rows: string[][] = [[]]
  cell.lastIndex = 0
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text)
    if (found === null) break
    rows.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === '\t' && cell.lastIndex >= text.length) rows.at(-1)!.push('')
    if (found[3] !== '\t' && found[3] !== '' && cell.lastIndex < text.length) rows.push([])
  }
  return rows[0]!.length === 0 ? [] : rows
}

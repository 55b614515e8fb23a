import { CsvRows } from './csv.ts'

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** How evenly a delimiter cuts the sample: the share of rows with the commonest number of cells, when that is more than one. */
const evenness = (sample: string, delimiter: string): number => {
  const reader = new CsvRows(delimiter)
  const rows = [...reader.push(sample), ...reader.end()].slice(0, 500).filter((row) => !row.problem)
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1)
  counts.delete(1)
  const [cells, most] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [1, 0]
  return rows.length === 0 ? 0 : (most / rows.length) * (1 + Math.log2(cells) / 20)
}

/** The character that separates the values of a sample of text; a comma when nothing does. */
export const detectDelimiter = (sample: string): Delimiter => {
  const said = /^sep=(.)\r?\n/i.exec(sample)?.[1]
  if (said && (delimiters as readonly string[]).includes(said)) return said as Delimiter
  const scored = delimiters.map((delimiter) => ({ delimiter, score: evenness(sample, delimiter) }))
  return scored.reduce((best, one) => (one.score > best.score + 1e-9 ? one : best)).delimiter
}

import type { RawRow } from './row.ts'

export interface Header {
  readonly columns: readonly string[]
  /** Rows of the file up to and including the header; 0 when it has none. */
  readonly skip: number
  readonly found: boolean
}

const numeric = (cell: string): boolean => /^[\s\p{Sc}+(-]*\d[\d\s.,:/%)T+Z-]*$/u.test(cell)
const valueLike = (cell: string): boolean =>
  numeric(cell) || /@/.test(cell) || /^https?:/i.test(cell) || /^(true|false|yes|no)$/i.test(cell) || cell.length > 80

const filled = (row: RawRow): number => row.cells.filter((cell) => cell.trim() !== '').length

/** Rows before the table, such as a report's title: much less filled than what follows. */
const tableStart = (rows: readonly RawRow[]): number => {
  const widest = Math.max(0, ...rows.slice(0, 30).map(filled))
  const start = rows.findIndex((row) => filled(row) > widest / 2)
  return widest < 3 || start === -1 || start > 10 ? 0 : start
}

/** Share of columns whose first cell is of another nature than the cells below it. */
const stands = (first: RawRow, below: readonly RawRow[]): number => {
  const differs = first.cells.map((cell, at) => {
    if (cell.trim() === '') return 0
    const others = below.map((row) => row.cells[at] ?? '').filter((one) => one.trim() !== '')
    if (others.length === 0) return 0.5
    const values = others.filter(valueLike).length / others.length
    if (values > 0.7) return valueLike(cell) ? -1 : 1
    return others.includes(cell) ? -1 : 0.1
  })
  return differs.reduce<number>((sum, one) => sum + one, 0) / Math.max(1, first.cells.length)
}

/** Names for columns: empty ones are numbered, repeated ones counted. */
export const uniqueNames = (cells: readonly string[], width: number): string[] => {
  const used = new Set<string>()
  return Array.from({ length: Math.max(width, cells.length) }, (_, at) => {
    const name = (cells[at] ?? '').replace(/\s+/g, ' ').trim().slice(0, 100) || `Column ${at + 1}`
    let unique = name
    for (let n = 2; used.has(unique.toLowerCase()); n++) unique = `${name} (${n})`
    used.add(unique.toLowerCase())
    return unique
  })
}

/**
 * Finds the header of a table from its first rows. `isName` says whether a text is a known name of a field:
 * one such name among texts that are no values is enough.
 */
export const findHeader = (rows: readonly RawRow[], isName: (cell: string) => boolean): Header => {
  const sound = rows.filter((row) => !row.problem)
  const start = tableStart(sound)
  const first = sound[start]
  if (!first) return { columns: [], skip: 0, found: false }
  const below = sound.slice(start + 1, start + 200)
  const cells = first.cells.map((cell) => cell.trim())
  const names = cells.filter((cell) => cell !== '' && isName(cell)).length
  const values = cells.filter((cell) => cell !== '' && valueLike(cell)).length
  const repeated = new Set(cells.filter(Boolean)).size < cells.filter(Boolean).length / 2
  const found =
    !repeated &&
    values <= cells.length * 0.3 &&
    (names > 0 || stands(first, below) > 0.08 || (below.length === 0 && values === 0))
  const width = Math.max(first.cells.length, ...(found ? [] : below.map((row) => row.cells.length)))
  return {
    columns: uniqueNames(found ? cells : [], width),
    skip: found ? rows.indexOf(first) + 1 : rows.indexOf(first),
    found,
  }
}

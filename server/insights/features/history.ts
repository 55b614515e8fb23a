import { type Column, type Table, table } from '@rapport/analytics/data/index.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import type { Known } from './feature.ts'
import { type Among, everyone } from './sample.ts'
import type { Sheet } from './sheet.ts'

/** What fields held at a moment, for the records whose fields were changed since; and how many were first filled after it. */
export interface Rolled {
  readonly before: ReadonlyMap<string, ReadonlyMap<string, unknown>>
  readonly filledAfter: ReadonlyMap<string, number>
}

type Changed = { record: string; before: { [field: string]: unknown } }

/** Reads from the history what was edited after the moment: the earliest change after it says what stood at it. */
export async function rollBack(
  db: Runner,
  object: string,
  at: string,
  features: readonly Known[],
  among: Among = everyone,
): Promise<Rolled> {
  const names = features.map((one) => one.name)
  const rows = await db.query<Changed>(sql`
    select record, before from change
    where object = ${object} and at >= ${at}::timestamptz and before is not null and before ?| ${names}::text[] and ${among(sql`record`)}
    order by id desc`)
  const before = new Map<string, Map<string, unknown>>()
  for (const row of rows) {
    const known = before.get(row.record) ?? new Map<string, unknown>()
    // Later changes come first, so what is set last is what the earliest one found.
    for (const name of names) if (Object.hasOwn(row.before, name)) known.set(name, row.before[name])
    before.set(row.record, known)
  }
  const filledAfter = new Map<string, number>()
  for (const values of before.values())
    for (const [name, value] of values) if (value === null) filledAfter.set(name, (filledAfter.get(name) ?? 0) + 1)
  return { before, filledAfter }
}

const numberOf = (value: unknown, feature: Known, at: number): number => {
  if (value === null || value === undefined) return Number.NaN
  if (typeof value === 'boolean') return value ? 1 : 0
  if (feature.unit === 'days') return (at - Date.parse(String(value))) / 86_400_000
  return Number(value)
}

/** Rows at a moment; where days are counted to a moment of each row's own, with these. */
type Rolling = Pick<Sheet, 'ids' | 'table' | 'at'> & { readonly moments?: readonly string[] }

function rolledColumn(column: Column, feature: Known, sheet: Rolling, rolled: Rolled): Column {
  const changed = sheet.ids.flatMap((id, row) => (rolled.before.get(id)?.has(feature.name) ? [row] : []))
  if (changed.length === 0) return column
  const was = (row: number) => rolled.before.get(sheet.ids[row]!)!.get(feature.name)
  if (column.kind === 'number') {
    const values = column.values.slice()
    for (const row of changed) values[row] = numberOf(was(row), feature, Date.parse(sheet.moments?.[row] ?? sheet.at))
    return { ...column, values }
  }
  if (column.kind !== 'category') return column
  const levels = [...column.levels]
  const codes = column.codes.slice()
  for (const row of changed) {
    const value = was(row)
    const code = value === null ? -1 : levels.indexOf(String(value))
    codes[row] = code === -1 && value !== null ? levels.push(String(value)) - 1 : code
  }
  return { ...column, codes, levels }
}

/** The table with fields as they stood at the moment of the sheet. */
export function asOf(sheet: Rolling, features: readonly Known[], rolled: Rolled): Table {
  if (rolled.before.size === 0) return sheet.table
  const byName = new Map(features.map((one) => [one.name, one]))
  const columns = sheet.table.columns.map((column) => {
    const feature = byName.get(column.name)
    return feature ? rolledColumn(column, feature, sheet, rolled) : column
  })
  return { ...table(columns), rows: sheet.table.rows }
}

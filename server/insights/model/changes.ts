import type { Column, Table } from '@rapport/analytics/data/index.ts'
import type { Factor, Step } from '@rapport/vocabulary/insights/scores.ts'
import { type Usual, usualColumn } from './reasons.ts'
import type { Strength } from './strength.ts'

interface Known {
  readonly factors: readonly (readonly Factor[])[]
  /** The mean answer: whoever lies above it is brought down, the others up. */
  readonly usual: number
  /** Features that can change at all. */
  readonly open: ReadonlySet<string>
}

const most = 3

/** What keeps a row from the usual answer, and can change: the strongest first. */
const against = (factors: readonly Factor[], isHigh: boolean, open: ReadonlySet<string>): Factor[] =>
  factors.filter((one) => !one.isWord && open.has(one.name) && (isHigh ? one.by > 0 : one.by < 0)).slice(0, most)

/** A column with the usual value in some rows. */
function changed(column: Column, usual: Usual, isChanged: (row: number) => boolean): Column {
  const to = usual.column
  if (column.kind === 'number' && to.kind === 'number')
    return { ...column, values: column.values.map((value, i) => (isChanged(i) ? to.values[i]! : value)) }
  if (column.kind === 'category' && to.kind === 'category')
    return { ...to, codes: column.codes.map((code, i) => (isChanged(i) ? to.codes[i]! : code)) }
  return column
}

/**
 * For each row, what would bring its answer nearer to the usual one: the strongest reasons, one after the other, made as they are
 * in most records. It tells what the model answers to, and not what causes what. Cost: three predictions of all rows.
 */
export function changesOf(strength: Strength, rows: Table, population: Table, known: Known): Step[][] {
  const answers = strength(rows)
  const usual = rows.columns.map((column, c) => usualColumn(column, population.columns[c]!))
  const paths = known.factors.map((own, i) => against(own, answers[i]! > known.usual, known.open))
  const steps: Step[][] = paths.map(() => [])
  const isOn = new Set(paths.keys())
  for (let k = 0; k < most; k++) {
    const names = paths.map((path) => new Set(path.slice(0, k + 1).map((one) => one.name)))
    const columns = rows.columns.map((column, c) =>
      usual[c] ? changed(column, usual[c], (row) => names[row]!.has(column.name)) : column,
    )
    const now = strength({ rows: rows.rows, columns })
    paths.forEach((path, i) => {
      const before = steps[i]!.at(-1)?.answer ?? answers[i]!
      const sign = answers[i]! > known.usual ? 1 : -1
      // A change that takes the answer no further is none.
      if (!path[k] || sign * (before - now[i]!) < 1e-3) isOn.delete(i)
      if (isOn.has(i)) steps[i]!.push({ name: path[k]!.name, has: path[k]!.has, to: path[k]!.usual, answer: now[i]! })
    })
  }
  return steps
}

import { type Column, type Table, table, takeTableRows } from '../data/table.ts'
import { refuse } from '../errors.ts'
import { present, quantileSorted } from '../numeric/quantile.ts'

/** A change to one field of a row. */
export type FieldChange = { readonly column: string; readonly from: string; readonly to: string }

/** The smallest set of changes found that brings the prediction across the threshold. */
export type Counterfactual = {
  readonly changes: readonly FieldChange[]
  readonly before: number
  readonly after: number
  readonly reached: boolean
}

type Options = {
  /** Columns that may change; all others stay. */
  changeable: readonly string[]
  /** Where to bring the prediction, and from which side. */
  threshold?: number
  direction?: 'above' | 'below'
  maximumChanges?: number
  /** Directions in which a number may go: `{ tenure: 'up' }`. */
  only?: { readonly [column: string]: 'up' | 'down' }
}

type Move = { column: number; value: number; label: string }

/**
 * What would have to be different about one row: greedy search over single changes (other levels seen in `background`; for
 * numbers the values at its tenths), each step taking the change that moves the prediction most for each unit of effort,
 * until the threshold is reached; then changes that turn out not to be needed are taken back. Effort is 1 for a level and
 * the distance in inter-quartile ranges (at least 0.2) for a number.
 *
 * It tells what the model answers to, which need not be what would happen: causes are not in the data.
 * Cost: (levels + 9 · numbers) · changes predictions. Source: after Wachter, Mittelstadt & Russell 2018.
 * @example counterfactual(table, 17, predict, background, { changeable: ['Contract', 'TechSupport'], direction: 'below' })
 */
export function counterfactual(
  from: Table,
  row: number,
  predict: (rows: Table) => Float64Array,
  background: Table,
  options: Options,
): Counterfactual {
  const { threshold = 0.5, direction = 'below', maximumChanges = 4 } = options
  const sign = direction === 'below' ? -1 : 1
  const start = takeTableRows(from, [row])
  const before = predict(start)[0]!
  const moves = movesFor(start, background, options)
  let current = start
  let value = before
  const done = (p: number) => sign * (p - threshold) > 0
  const taken: Move[] = []
  while (!done(value) && taken.length < maximumChanges) {
    const open = moves.filter(({ column }) => !taken.some((move) => move.column === column))
    if (!open.length) break
    const predicted = predict(variants(current, open))
    const gain = (k: number) => (sign * (predicted[k]! - value)) / effort(start, open[k]!, background)
    const crossing = open.map((_, k) => k).filter((k) => done(predicted[k]!))
    const pool = crossing.length ? crossing : open.map((_, k) => k)
    const best = pool.reduce((a, b) => (gain(b) > gain(a) ? b : a))
    if (!(sign * (predicted[best]! - value) > 0)) break
    taken.push(open[best]!)
    current = takeTableRows(variants(current, [open[best]!]), [0])
    value = predicted[best]!
  }
  const kept = prune(start, taken, predict, done)
  const after = kept.length ? predict(apply(start, kept))[0]! : before
  return { changes: kept.map((move) => describe(start, move)), before, after, reached: done(after) }
}

function prune(
  start: Table,
  taken: readonly Move[],
  predict: (rows: Table) => Float64Array,
  done: (p: number) => boolean,
): Move[] {
  let kept = [...taken]
  if (!kept.length || !done(predict(apply(start, kept))[0]!)) return kept
  for (const move of taken) {
    const rest = kept.filter((other) => other !== move)
    if (rest.length && done(predict(apply(start, rest))[0]!)) kept = rest
  }
  return kept
}

function movesFor(start: Table, background: Table, options: Options): Move[] {
  return options.changeable.flatMap((name) => {
    const at = start.columns.findIndex((column) => column.name === name)
    if (at < 0) return refuse('unknown_column', `The table has no column "${name}" to change.`)
    const [column, others] = [start.columns[at]!, background.columns.find((other) => other.name === name)]
    if (column.kind === 'category') {
      return column.levels
        .map((label, code) => ({ column: at, value: code, label }))
        .filter(({ value }) => value !== column.codes[0])
    }
    if (column.kind !== 'number' || others?.kind !== 'number') return []
    const sorted = present(others.values).slice().sort()
    const values = new Set(Array.from({ length: 9 }, (_, k) => quantileSorted(sorted, (k + 1) / 10)))
    const allowed = [...values].filter(
      (value) => value !== column.values[0] && isAllowed(value, column.values[0]!, options.only?.[name]),
    )
    return allowed.map((value) => ({ column: at, value, label: String(Number(value.toPrecision(6))) }))
  })
}

function isAllowed(value: number, now: number, only: 'up' | 'down' | undefined): boolean {
  return only === undefined || (only === 'up' ? value > now : value < now)
}

function effort(start: Table, move: Move, background: Table): number {
  const column = start.columns[move.column]!
  if (column.kind !== 'number') return 1
  const others = background.columns.find((other) => other.name === column.name) as { values: Float64Array }
  const sorted = present(others.values).slice().sort()
  const range = quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25) || 1
  return Math.max(0.2, Math.abs(move.value - column.values[0]!) / range)
}

/** One row for each move applied to the one row of `current`. */
function variants(current: Table, moves: readonly Move[]): Table {
  const repeated = takeTableRows(current, new Int32Array(moves.length))
  return table(
    repeated.columns.map((column, j) =>
      setRows(
        column,
        moves.map((move) => (move.column === j ? move.value : undefined)),
      ),
    ),
  )
}

function apply(start: Table, moves: readonly Move[]): Table {
  return table(start.columns.map((column, j) => setRows(column, [moves.find((move) => move.column === j)?.value])))
}

function setRows(column: Column, values: readonly (number | undefined)[]): Column {
  if (values.every((value) => value === undefined)) return column
  if (column.kind === 'category') return { ...column, codes: column.codes.map((code, i) => values[i] ?? code) }
  if (column.kind === 'number') return { ...column, values: column.values.map((value, i) => values[i] ?? value) }
  return column
}

function describe(start: Table, move: Move): FieldChange {
  const column = start.columns[move.column]!
  const from =
    column.kind === 'category'
      ? (column.levels[column.codes[0]!] ?? '')
      : column.kind === 'number'
        ? String(column.values[0])
        : ''
  return { column: column.name, from, to: move.label }
}

import { holdsSentences } from '../data/csv-types.ts'
import { hashSplit, numpySplit, randomSplit, type Split, stratifiedSplit, timeSplit } from '../data/split.ts'
import { type Column, columnNamed, lengthOf, type Table } from '../data/table.ts'
import type { Answers } from '../data/target.ts'
import { refuse } from '../errors.ts'
import { takeValues } from '../matrix.ts'
import type { ColumnNote } from './report.ts'

/**
 * Columns that say nothing or too much about other rows: without values, with one value, or with a value of its own for
 * nearly every row (names, an id). Texts of several words stay.
 */
export function columnsToLeave(table: Table, target: string, asScript: boolean): ColumnNote[] {
  return table.columns.flatMap((column) => {
    if (column.name === target) return []
    if (asScript && column.kind === 'text') return [{ column: column.name, note: 'left out: free text or an id' }]
    const note = noteOn(column)
    return note ? [{ column: column.name, note }] : []
  })
}

function noteOn(column: Column): string | undefined {
  const rows = lengthOf(column)
  if (column.kind === 'text') {
    const some = column.values.slice(0, 1000).filter((text) => text !== null)
    return holdsSentences(some) ? undefined : 'left out: names or an id'
  }
  if (column.kind === 'category') {
    const used = new Set(column.codes)
    used.delete(-1)
    if (used.size === 0) return 'left out: it has no values'
    if (used.size === 1 && !column.codes.includes(-1)) return 'left out: it has only one value'
    return used.size > 0.9 * rows && rows > 50 ? 'left out: nearly every row has a value of its own' : undefined
  }
  return looksLikeCounter(column.name, column.values) ? 'left out: it counts or identifies rows' : undefined
}

/** A whole number of its own in every row, under a name that ends in id, number, no, key or code. */
function looksLikeCounter(name: string, values: Float64Array): boolean {
  if (!/(^|[\s_.-])(id|no|nr|number|key|code|uuid|index)$|[a-z]I[Dd]$/i.test(name) || values.length < 50) return false
  const limit = Math.min(values.length, 20000)
  const seen = new Set<number>()
  for (let i = 0; i < limit; i++) {
    if (!Number.isInteger(values[i])) return false
    seen.add(values[i]!)
  }
  return seen.size === limit
}

/**
 * The split that an option asks for: `random`, `stratified` (default for classes), `hash:NAME`, `time:COLUMN`, `numpy:SEED`.
 * Entries are rows of the table in rising order; rows without an answer are in neither part.
 */
export function splitFor(
  option: string,
  table: Table,
  answers: Answers,
  seed: number,
): { split: Split; label: string } {
  const [kind, value] = [option.split(':')[0]!, option.slice(option.indexOf(':') + 1)]
  const { rows } = answers
  const back = (split: Split) => inOrder(split, rows, table.rows)
  if (kind === 'numpy' && /^numpy:\d+$/.test(option)) {
    const label = `the permutation of NumPy's RandomState(${value}), first fifth to test`
    return { split: back(numpySplit(rows.length, Number(value))), label }
  }
  if (kind === 'hash' && value)
    return { split: back(hashSplit(value, rows.length)), label: `by hash of "${value}", a fifth to test` }
  if (kind === 'time' && value)
    return { split: back(timeSplit(timesOf(table, value, rows))), label: `the latest fifth by "${value}" to test` }
  if (option === 'random')
    return { split: back(randomSplit(rows.length, { seed })), label: `random, a fifth to test, seed ${seed}` }
  if (option === 'stratified') {
    if (answers.task === 'regression') return splitFor('random', table, answers, seed)
    return {
      split: back(stratifiedSplit(takeValues(answers.y, rows), { seed })),
      label: `random within each class, a fifth to test, seed ${seed}`,
    }
  }
  return refuse(
    'illegal_parameter',
    `The split "${option}" is unknown; use random, stratified, hash:NAME, time:COLUMN or numpy:SEED.`,
  )
}

/** Rows of the table, rising, out of positions among the answered rows: memory is then read in a row. */
function inOrder(split: Split, rows: Int32Array, all: number): Split {
  const part = new Uint8Array(all)
  for (const k of split.train) part[rows[k]!] = 1
  for (const k of split.test) part[rows[k]!] = 2
  const [train, test] = [new Int32Array(split.train.length), new Int32Array(split.test.length)]
  let [a, b] = [0, 0]
  for (let i = 0; i < all; i++) {
    if (part[i] === 1) train[a++] = i
    else if (part[i] === 2) test[b++] = i
  }
  return { train, test }
}

function timesOf(table: Table, name: string, rows: Int32Array): Float64Array {
  const column = columnNamed(table, name)
  if (column.kind !== 'date' && column.kind !== 'number')
    refuse('bad_input', `Column "${name}" holds no dates or numbers to split by.`)
  return takeValues((column as { values: Float64Array }).values, rows)
}

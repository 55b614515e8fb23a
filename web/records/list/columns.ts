import { type Aggregate, aggregates } from '@rapport/vocabulary/define/kind.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'

/** What is said of single columns in the address: "name:200,value:120". */
export const readPairs = (text: string | undefined): ReadonlyMap<string, string> =>
  new Map(
    (text ?? '').split(',').flatMap((one) => {
      const [name, value] = one.split(':')
      return name && value ? [[name, value] as const] : []
    }),
  )

const writePairs = (pairs: ReadonlyMap<string, string | number>): string | undefined =>
  pairs.size === 0 ? undefined : [...pairs].map(([name, value]) => `${name}:${value}`).join(',')

export const narrowest = 56
const widest = 900

export const readWidths = (text: string | undefined): ReadonlyMap<string, number> =>
  new Map(
    [...readPairs(text)].flatMap(([name, value]) => {
      const width = Math.round(Number(value))
      return Number.isFinite(width) ? [[name, Math.min(widest, Math.max(narrowest, width))] as const] : []
    }),
  )

export const withWidth = (widths: ReadonlyMap<string, number>, name: string, width: number): string | undefined =>
  writePairs(new Map(widths).set(name, Math.round(Math.min(widest, Math.max(narrowest, width)))))

/** The measures that a column can be totalled by. */
export const measuresOf = (object: ObjectDefinition, name: string): readonly Aggregate[] => {
  const field = object.fields[name]
  return field === undefined ? [] : kindOf(field).aggregates
}

export const readTotals = (object: ObjectDefinition, text: string | undefined): ReadonlyMap<string, Aggregate> =>
  new Map(
    [...readPairs(text)].flatMap(([name, value]) => {
      const measure = aggregates.find((one) => one === value)
      return measure && measuresOf(object, name).includes(measure) ? [[name, measure] as const] : []
    }),
  )

export const withTotal = (
  totals: ReadonlyMap<string, Aggregate>,
  name: string,
  measure: Aggregate | undefined,
): string | undefined => {
  const next = new Map(totals)
  if (measure === undefined) next.delete(name)
  else next.set(name, measure)
  return writePairs(next)
}

/** The same columns with one of them elsewhere. */
export const moved = (columns: readonly string[], from: number, to: number): readonly string[] => {
  const rest = columns.filter((_, at) => at !== from)
  return to < 0 || to > rest.length ? columns : rest.toSpliced(to, 0, columns[from]!)
}

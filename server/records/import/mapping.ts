import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Conventions } from './formats.ts'
import { BrokenFile } from './row.ts'
import { type Target, targetOf } from './target.ts'

/** One column and where its values go. One column may go to several fields. */
export interface ColumnTarget {
  /** Index of the column in the file. */
  readonly column: number
  /** A field, or a path over links: "name", "order.customer.emails", "addresses.city". */
  readonly to: string
  /** Numbers change their sign: what was taken back becomes a quantity that came back. */
  readonly negate?: boolean
  /** Label of an e-mail address or a phone: work, home, mobile. */
  readonly label?: string
}

/** A condition on a row's texts. */
export interface Test {
  readonly column: number
  readonly is: 'starts' | 'negative' | 'zero' | 'blank' | 'given'
  readonly value?: string
}

/** Rows that are something else than the rest of the file. The first route whose conditions all hold takes the row. */
export interface Route {
  readonly name: string
  readonly label: Label
  readonly when: readonly Test[]
  /** What such a row is; absent with `refuse`. */
  readonly object?: string
  readonly columns?: readonly ColumnTarget[]
  /** Values that every such row gets, by path. */
  readonly values?: { readonly [path: string]: string }
  /** Such rows are left out, with this reason. */
  readonly refuse?: Label
}

/** What is done with a record that is there already. */
export type Existing = 'overwrite' | 'fill' | 'keep' | 'refuse'

/** How a file becomes records. Plain data: suggested, shown, corrected, kept with the import. */
export interface Mapping {
  readonly object: string
  readonly columns: readonly ColumnTarget[]
  readonly routes?: readonly Route[]
  /** By node ("" is the row's own object): the field by which records that are there are found. Absent: the first key among the columns. */
  readonly keys?: { readonly [node: string]: string }
  /** By node. For the row's own object `overwrite` unless said otherwise, for linked ones `fill`. */
  readonly existing?: { readonly [node: string]: Existing }
  /** Corrected conventions by column. */
  readonly conventions?: { readonly [column: number]: Partial<Conventions> }
  /** Values that every record of the row's object gets where its row gives none, by path. */
  readonly values?: { readonly [path: string]: string }
  /** ISO country for phones that name none. */
  readonly country?: string
  /** A cell that is wrong refuses its row, or is left out. */
  readonly badCells?: 'refuse' | 'leave out'
  /** Corrected cells, by line of the file and column. */
  readonly fixes?: { readonly [line: number]: { readonly [column: number]: string } }
}

const checkTarget = (vocabulary: Vocabulary, object: string, one: ColumnTarget, width: number): void => {
  if (!Number.isInteger(one.column) || one.column < 0 || one.column >= width)
    throw new BrokenFile(
      `The file has no column ${one.column}; it has ${width}, counted from 0.`,
      `文件没有第 ${one.column} 列；共 ${width} 列，从 0 开始。`,
    )
  if (!targetOf(vocabulary, object, one.to))
    throw new BrokenFile(
      `"${one.to}" is no field of ${object} that a file may give.`,
      `“${one.to}”不是 ${object} 可导入的字段。`,
    )
}

/** Refuses a mapping that does not fit the file or the vocabulary, with the first thing that is wrong. */
export const checkMapping = (vocabulary: Vocabulary, mapping: Mapping, width: number): void => {
  if (!vocabulary.find(mapping.object))
    throw new BrokenFile(`There is no object "${mapping.object}".`, `没有名为“${mapping.object}”的对象。`)
  if (mapping.columns.length === 0) throw new BrokenFile('No column is assigned to a field.', '没有任何列对应到字段。')
  for (const one of mapping.columns) checkTarget(vocabulary, mapping.object, one, width)
  for (const route of mapping.routes ?? [])
    for (const one of route.columns ?? []) checkTarget(vocabulary, route.object ?? mapping.object, one, width)
}

/** The target of a column that a checked mapping names. */
export const knownTarget = (vocabulary: Vocabulary, object: string, path: string): Target =>
  targetOf(vocabulary, object, path)!

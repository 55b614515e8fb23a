import type { Field } from '@rapport/vocabulary/define/field.ts'
import { type ObjectDefinition, systemFields } from '@rapport/vocabulary/define/object.ts'
import { type Column, columnOf } from './column.ts'
import { type Index, indexesOf, isSearched } from './index.ts'

/** The table that an object should have. */
export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly indexes: readonly Index[]
  /** Parts go when their whole is destroyed. */
  readonly whole?: { readonly column: string; readonly table: string; readonly constraint: string }
}

const isSystem = (name: string): boolean => Object.hasOwn(systemFields, name) && name !== 'owner'

/** A required field is NOT NULL only when old rows can have a value: an upgrade must not fail on them. */
const isNotNull = (name: string, field: Field): boolean =>
  Boolean(field.required) && (isSystem(name) || field.default !== undefined)

const id: Column = { name: 'id', type: 'uuid', required: true }
const search: Column = { name: 'search', type: 'integer[]', required: false }

export function tableOf(object: ObjectDefinition): Table {
  const kept = Object.entries(object.fields).filter(([, field]) => field.scored === undefined)
  const own = kept.map(([name, field]) => columnOf(name, field, isNotNull(name, field)))
  const to = object.partOf ? object.fields[object.partOf]?.to : undefined
  return {
    name: object.name,
    columns: [id, ...own, ...(isSearched(object) ? [search] : [])],
    indexes: indexesOf(object),
    whole: object.partOf && to ? { column: object.partOf, table: to, constraint: `part_${object.name}` } : undefined,
  }
}

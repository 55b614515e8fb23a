import { createHash } from 'node:crypto'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type Sql, sql } from '../sql.ts'
import { familyOf, sortKey } from './column.ts'

/** An index by its name, which carries a digest of the definition: another definition is another index. */
export interface Index {
  readonly name: string
  readonly table: string
  readonly unique: boolean
  /** What follows `on "table"`. */
  readonly definition: string
  /** The field that it keeps unique. */
  readonly field?: string
  /** No index but statistics of an expression: the planner takes none from partial indexes. */
  readonly statistics?: boolean
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)

/** Indexes of users' own fields are `xi_…`, so that migrations of built-in objects leave them alone; statistics `is_…`, `xs_…`. */
const prefixOf = (object: ObjectDefinition, field?: Field): string => (object.custom || field?.custom ? 'xi' : 'ix')

function index(
  object: ObjectDefinition,
  about: string,
  definition: Sql,
  options: { field?: Field; unique?: boolean } = {},
): Index {
  const unique = options.unique ?? false
  const end = digest(`${object.name} ${about} ${unique} ${definition.text}`)
  const name = `${prefixOf(object, options.field)}_${object.name.slice(0, 22)}_${about.slice(0, 24)}_${end}`
  return { name, table: object.name, unique, definition: definition.text, field: unique ? about : undefined }
}

/** How the values of a sort key are spread, for keys that are no plain column. */
function statistics(object: ObjectDefinition, about: string, field: Field): Index[] {
  const column = sql.id(about)
  const key = sortKey(field, column)
  if (key === column) return []
  const definition = `(${key.text})`
  const prefix = prefixOf(object, field) === 'xi' ? 'xs' : 'is'
  const name = `${prefix}_${object.name.slice(0, 22)}_${about.slice(0, 24)}_${digest(`${object.name} ${about} ${definition}`)}`
  return [{ name, table: object.name, unique: false, definition, statistics: true }]
}

const live = sql`where deleted_at is null`

/** Entries are found by the leading value through the sort index, and by any other through this one. */
const further = (column: Sql): Sql => sql`using gin (${column} jsonb_path_ops) where jsonb_array_length(${column}) > 1`

function timelineIndex(object: ObjectDefinition, name: string): Sql | undefined {
  const timeline = object.timeline
  if (timeline && (timeline.customer === name || timeline.about === name))
    return sql`(${sql.id(name)}, ${sql.id(timeline.at)}, id)`
  return undefined
}

function fieldIndexes(object: ObjectDefinition, name: string, field: Field): Index[] {
  const column = sql.id(name)
  const family = familyOf(field)
  const sorted = field.index || object.list.sort.replace(/^-/, '') === name
  const made = (definition: Sql, unique = false) => index(object, name, definition, { field, unique })
  if (field.kind === 'link' || field.kind === 'reference')
    return [made(timelineIndex(object, name) ?? sql`(${column}, id)`)]
  const known = statistics(object, name, field)
  if (field.unique) return [made(sql`(${sortKey(field, column)}) ${live}`, true), ...known]
  if (family === 'ids' || (family === 'texts' && sorted)) return [made(sql`using gin (${column})`)]
  if (!sorted || family === 'json' || family === 'texts') return []
  const keyed = made(sql`(${sortKey(field, column)}, id) ${live}`)
  return family === 'entries' ? [keyed, made(further(column)), ...known] : [keyed, ...known]
}

/** One order within each value of another field. */
function within(object: ObjectDefinition, [filter, sort]: readonly [string, string]): Index {
  const [one, two] = [filter, sort].map((name) => sortKey(object.fields[name]!, sql.id(name)))
  return index(object, `${filter}_${sort}`, sql`(${one!}, ${two!}, id) ${live}`)
}

export const isSearched = (object: ObjectDefinition): boolean =>
  Object.values(object.fields).some((field) => field.search)

/** Every index of an object's table, besides its primary key. */
export function indexesOf(object: ObjectDefinition): Index[] {
  const own = Object.entries(object.fields)
    .filter(([name, field]) => name !== 'deleted_at' && field.scored === undefined)
    .flatMap(([name, field]) => fieldIndexes(object, name, field))
  const trash = index(object, 'deleted_at', sql`(deleted_at, id) where deleted_at is not null`)
  // When only users' own fields are searched, the index is theirs too.
  const searched = Object.values(object.fields).filter((field) => field.search)
  const field = searched.find((one) => !one.custom) ?? searched[0]
  const search = field ? [index(object, 'search', sql`using gin (search)`, { field })] : []
  return [trash, ...own, ...(object.list.within ?? []).map((pair) => within(object, pair)), ...search]
}

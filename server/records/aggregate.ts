import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Filter, Group, Measure } from '@rapport/vocabulary/define/filter.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { familyOf } from '../database/schema/column.ts'
import { type Sql, sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import { type Call, runOf } from './call.ts'
import { explainList } from './cursor.ts'
import { expanded, type Included } from './expand.ts'
import { at, selection, selectionOperands, selectionShape, selectionSql } from './list.ts'
import { fieldSql } from './scored.ts'
import { arg, fill, once } from './template.ts'

export interface AggregateRequest {
  readonly filter?: Filter
  readonly group?: readonly Group[]
  readonly measures: readonly Measure[]
  readonly limit?: number
  /** By what rows are ordered; by the groups when the first is a date, else by the first measure, the largest first. */
  readonly order?: 'group' | 'value'
}

export interface Aggregated {
  /** One row for each group: the group's values and the measures, both in the order in which they were asked for. */
  readonly rows: readonly { readonly group: readonly unknown[]; readonly values: readonly unknown[] }[]
  /** There are more groups than the limit. */
  readonly more: boolean
  /** Titles of linked records that were grouped by. */
  readonly included: Included
}

const refuse = (sentence: string): Problem => new Problem('fields_invalid', sentence)

function fieldOf(access: Access, name: string): Field {
  const field = access.sees.has(name) ? access.object.fields[name] : undefined
  if (!field) throw refuse(`${access.object.label.en} has no field "${String(name).slice(0, 60)}".`)
  return field
}

const parts = new Set(['day', 'week', 'month', 'quarter', 'year'])
const notGrouped = new Set(['entries', 'json', 'ids', 'texts'])

function groupSql(access: Access, { field: name, by }: Group): Sql {
  const field = fieldOf(access, name)
  const family = familyOf(field)
  const column = fieldSql(field, name, at)
  if (notGrouped.has(family)) throw refuse(`Records cannot be grouped by "${name}": it holds several values.`)
  if (by === undefined) return column
  if ((family !== 'date' && family !== 'instant') || !parts.has(by))
    throw refuse(`"${name}" has no part "${String(by).slice(0, 20)}" to group by.`)
  const local =
    family === 'date'
      ? sql`${column}::timestamp`
      : sql`(${column} at time zone 'UTC' + make_interval(mins => ${arg('offset')}::int))`
  return sql`date_trunc(${sql.raw(`'${by}'`)}, ${local})::date`
}

function measureSql(access: Access, { measure, field: name }: Measure): Sql {
  if (measure === 'count' && name === undefined) return sql`count(*)::int`
  if (name === undefined) throw refuse(`The measure "${String(measure).slice(0, 20)}" needs a field.`)
  const field = fieldOf(access, name)
  const offered = kindOf(field).aggregates
  if (!offered.includes(measure))
    throw refuse(`"${name}" cannot be measured by "${String(measure).slice(0, 20)}"; it takes ${offered.join(', ')}.`)
  const column = fieldSql(field, name, at)
  const exact = familyOf(field) === 'decimal'
  switch (measure) {
    case 'count':
      return sql`count(${column})::int`
    case 'distinct':
      return sql`count(distinct ${column})::int`
    case 'sum':
      return exact ? sql`sum(${column})` : sql`sum(${column})::double precision`
    case 'mean':
      return exact ? sql`round(avg(${column}), 4)` : sql`avg(${column})::double precision`
    default:
      return sql`${sql.raw(measure)}(${column})`
  }
}

const shapeOf = (groups: readonly Group[], measures: readonly Measure[], order: string): string =>
  `${groups.map((one) => `${one.field}/${one.by ?? ''}`).join()} ${measures.map((one) => `${one.measure}/${one.field ?? ''}`).join()} ${order}`

/** Numbers over a list: grouped, measured, permitted and filtered like the list itself. */
export async function aggregate(call: Call, object: string, request: AggregateRequest): Promise<Aggregated> {
  const groups = request.group ?? []
  const { measures } = request
  if (measures.length === 0 || measures.length > 10 || groups.length > 4)
    throw refuse('Ask for 1 to 10 measures and at most 4 groups.')
  const chosen = selection(call, object, request)
  const limit = Math.min(10_000, Math.max(1, Math.trunc(request.limit ?? 1_000)))
  const order = request.order ?? (groups[0]?.by ? 'group' : 'value')
  const shape = `aggregate ${selectionShape(call, chosen)} ${shapeOf(groups, measures, order)}`
  const template = once(call.view.vocabulary, shape, () => {
    const keys = groups.map((one, i) => sql`${groupSql(chosen.access, one)} as ${sql.id(`g${i}`)}`)
    const values = measures.map((one, i) => sql`${measureSql(chosen.access, one)} as ${sql.id(`m${i}`)}`)
    const by = groups.map((_, i) => sql.id(`g${i}`))
    const ordered = order === 'value' ? [sql`m0 desc nulls last`, ...by] : by
    const grouping = groups.length > 0 ? sql` group by ${sql.join(by)} order by ${sql.join(ordered)}` : sql``
    return sql`select ${sql.join([...keys, ...values])} from ${sql.id(chosen.access.object.name)} t where ${selectionSql(call, chosen)}${grouping} limit ${arg('limit')}::int`
  })
  const run = runOf(call, { limit: limit + 1, offset: call.person.offsetMinutes }, selectionOperands(call, chosen))
  const found = await call.db
    .query<{ [name: string]: unknown }>(fill(template, run), { limit: 'usual' })
    .catch((error) => explainList(error))
  const more = found.length > limit
  if (more) found.length = limit
  const rows = found.map((row) => ({
    group: groups.map((_, i) => row[`g${i}`]),
    values: measures.map((_, i) => row[`m${i}`]),
  }))
  return { rows, more, included: await titlesOf(call, chosen.access, groups, rows) }
}

function titlesOf(call: Call, access: Access, groups: readonly Group[], rows: Aggregated['rows']): Promise<Included> {
  const links = groups.filter((one) => access.object.fields[one.field]?.kind === 'link').map((one) => one.field)
  const linked = rows.map((row) => Object.fromEntries(groups.map((one, i) => [one.field, row.group[i]])) as AnyRow)
  return expanded(call, access, linked, links)
}

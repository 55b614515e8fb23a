import type { Checked } from '@rapport/vocabulary/define/filter-check.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { familyOf } from '../../database/schema/column.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { filterSql, operandsOf } from '../filter-sql.ts'
import { theSystem } from '../person.ts'
import { viewOf } from '../sight.ts'
import { fill } from '../template.ts'
import type { RolledUp } from './derived.ts'
import { keptSql, literal } from './formula-sql.ts'

/** A value as it stands in a trigger, which takes no parameters. */
function inlined(value: unknown): Sql {
  if (value === null || value === undefined) return sql`null`
  if (typeof value === 'number' || typeof value === 'boolean') return literal(String(value))
  if (Array.isArray(value))
    return literal(`{${value.map((one) => `"${String(one).replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
  return literal(String(value))
}

const system = theSystem('rule')

/** A filter over fields of the row `at`, with its values written out. */
export function whereSql(vocabulary: Vocabulary, node: Checked, at: Sql): Sql {
  const template = filterSql(node, at, viewOf(vocabulary, system))
  const operands = operandsOf(node, { now: '1970-01-01T00:00:00Z', offsetMinutes: 0 })
  const { texts, values } = fill(template, { person: system, now: '', operands, args: {} })
  return sql.join(
    texts.flatMap((text, index) => [sql.raw(text), ...(index < values.length ? [inlined(values[index])] : [])]),
    sql.empty,
  )
}

export const isNumber = ({ measured }: RolledUp): boolean =>
  measured !== undefined && ['number', 'decimal'].includes(familyOf(measured))

/** The value of a roll-up over rows of alias `c`, in a query grouped by the record they point to. */
function aggregate(vocabulary: Vocabulary, one: RolledUp): Sql {
  const { rollup } = one.field
  const which = one.where ? sql` filter (where ${whereSql(vocabulary, one.where, sql`c`)})` : sql.empty
  if (rollup!.measure === 'count') return keptSql(one.field, sql`(count(c.id)${which})::numeric`)
  const column = sql`c.${sql.id(rollup!.field!)}`
  if (!isNumber(one)) return sql`${sql.raw(rollup!.measure)}(${column})${which}`
  const number = sql`rapport_number(${column})`
  if (rollup!.measure === 'sum') return keptSql(one.field, sql`coalesce(sum(${number})${which}, 0)`)
  if (rollup!.measure === 'mean')
    return keptSql(one.field, sql`rapport_divided(sum(${number})${which}, (count(${column})${which})::numeric)`)
  return keptSql(one.field, sql`${sql.raw(rollup!.measure)}(${number})${which}`)
}

/** Sets the roll-ups of some records to what stands in the records that point to them; only where it differs. */
export function rollUp(vocabulary: Vocabulary, some: readonly RolledUp[], ids: Sql): Sql {
  const [{ from, to, link }] = some as [RolledUp]
  const names = some.map((one) => sql.id(one.name))
  const values = some.map((one) => sql`${aggregate(vocabulary, one)} as ${sql.id(one.name)}`)
  return sql`update ${sql.id(to.name)} t set ${sql.join(names.map((name) => sql`${name} = n.${name}`))}
    from (select p.id, ${sql.join(values)} from ${sql.id(to.name)} p
      left join ${sql.id(from.name)} c on c.${sql.id(link)} = p.id and c.deleted_at is null
      where p.id = any(${ids}) group by p.id) n
    where t.id = n.id and (${sql.join(names.map((name) => sql`t.${name}`))}) is distinct from (${sql.join(names.map((name) => sql`n.${name}`))})`
}

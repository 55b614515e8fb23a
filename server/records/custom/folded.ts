import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { type RolledUp, readBy } from './derived.ts'
import { keptSql } from './formula-sql.ts'
import { isNumber, rollUp, whereSql } from './rolled-up.ts'

/** What happened to the rows of a statement: its trigger knows them as `made`, as `was`, or as both. */
export type When = 'made' | 'changed' | 'gone'

/** The records that rows point to whose roll-ups may have changed. */
export function touched(some: readonly RolledUp[], when: When): Sql {
  const link = sql.id(some[0]!.link)
  if (when !== 'changed')
    return sql`select ${link} as id from ${when === 'made' ? sql`made` : sql`was`} where ${link} is not null`
  const reads = [...new Set(some.flatMap(readBy))].map((name) => sql.id(name))
  const columns = (alias: Sql) => sql.join(reads.map((name) => sql`${alias}.${name}`))
  return sql`select point.id from made join was on was.id = made.id
      cross join lateral (values (made.${link}), (was.${link})) as point (id)
    where point.id is not null and (${columns(sql`made`)}) is distinct from (${columns(sql`was`)})`
}

/** Whole numbers and amounts add up exactly; a sum of fractions would drift when it is carried on. */
const exact: { readonly [kind: string]: true } = { integer: true, duration: true, money: true }

const isSum = (one: RolledUp): boolean => {
  const { measure } = one.field.rollup!
  return measure === 'count' || (measure === 'sum' && Object.hasOwn(exact, one.measured!.kind))
}

const isExtreme = ({ field }: RolledUp): boolean => field.rollup!.measure === 'min' || field.rollup!.measure === 'max'

/** Whether the new value follows from the standing one and the rows of the statement, however many others there are. */
export const folds = (one: RolledUp, when: When): boolean => isSum(one) || (when === 'made' && isExtreme(one))

/** What the rows `c` of a statement, each with its sign, add to a roll-up. */
function part(vocabulary: Vocabulary, one: RolledUp): Sql {
  const { measure, field } = one.field.rollup!
  const which = one.where ? sql` filter (where ${whereSql(vocabulary, one.where, sql`c`)})` : sql.empty
  if (measure === 'count') return sql`coalesce(sum(c."?sign")${which}, 0)::numeric`
  const column = sql`c.${sql.id(field!)}`
  if (measure === 'sum') return sql`coalesce(sum(c."?sign" * rapport_number(${column}))${which}, 0)`
  return sql`${sql.raw(measure)}(${isNumber(one) ? sql`rapport_number(${column})` : column})${which}`
}

function next(one: RolledUp): Sql {
  const name = sql.id(one.name)
  const { measure } = one.field.rollup!
  if (isSum(one)) return keptSql(one.field, sql`(rapport_number(t.${name}) + n.${name})`)
  const standing = isNumber(one) ? sql`rapport_number(t.${name})` : sql`t.${name}`
  const better = sql`${measure === 'min' ? sql`least` : sql`greatest`}(${standing}, n.${name})`
  return isNumber(one) ? keptSql(one.field, better) : better
}

function signed(some: readonly RolledUp[], when: When): Sql {
  const columns = sql.join([...new Set(some.flatMap(readBy))].map((name) => sql.id(name)))
  const made = sql`select 1 as "?sign", ${columns} from made`
  const was = sql`select -1 as "?sign", ${columns} from was`
  if (when !== 'changed') return when === 'made' ? made : was
  return sql`${made} union all ${was}`
}

/** Carries roll-ups of the locked records `ids` on by the rows of the statement. A sum that was or became too large to keep is counted anew. */
export function foldIn(vocabulary: Vocabulary, some: readonly RolledUp[], when: When): Sql {
  const [{ to, link }] = some as [RolledUp]
  const names = some.map((one) => sql.id(one.name))
  const sums = some.filter(isSum)
  const list = (alias: string) => sql.join(names.map((name) => sql`${sql.raw(alias)}.${name}`))
  const carried = sql`update ${sql.id(to.name)} t set ${sql.join(names.map((name) => sql`${name} = v.${name}`))}
    from (select t.id, ${sql.join(some.map((one) => sql`${next(one)} as ${sql.id(one.name)}`))}
      from (select c.${sql.id(link)} as id, ${sql.join(some.map((one) => sql`${part(vocabulary, one)} as ${sql.id(one.name)}`))}
        from (${signed(some, when)}) c where c.${sql.id(link)} is not null and c.deleted_at is null group by 1) n
      join ${sql.id(to.name)} t on t.id = n.id) v
    where t.id = v.id and (${list('t')}) is distinct from (${list('v')});`
  if (sums.length === 0) return carried
  const empty = sql.join(
    sums.map((one) => sql`${sql.id(one.name)} is null`),
    sql` or `,
  )
  return sql`${carried}
    if exists (select 1 from ${sql.id(to.name)} where id = any(ids) and (${empty})) then
      ${rollUp(vocabulary, sums, sql`array(select id from ${sql.id(to.name)} where id = any(ids) and (${empty}))`)};
    end if;`
}

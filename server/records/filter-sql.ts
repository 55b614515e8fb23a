import type { FilterContext } from '@rapport/vocabulary/define/filter.ts'
import type { Checked, Compare, Positive, Some } from '@rapport/vocabulary/define/filter-check.ts'
import { resolveOperands } from '@rapport/vocabulary/define/filter-test.ts'
import type { Family } from '@rapport/vocabulary/define/kind.ts'
import { isExact, keyIsPartial, lowered, sortKey, textKey, typeOf } from '../database/schema/column.ts'
import { type Sql, sql } from '../database/sql.ts'
import { foundBy, foundShape } from './found-by.ts'
import { allOf, scopeCondition, scopeKey } from './scope.ts'
import { scoreOf, scoreValue } from './scored.ts'
import type { View } from './sight.ts'
import { operand } from './template.ts'

const isList = (op: Positive): boolean => op === 'in' || op === 'has_any' || op === 'has_all'

/** The filter's values, in the order in which `filterSql` places them. */
export function operandsOf(node: Checked, context: FilterContext): unknown[] {
  if (node.is === 'all' || node.is === 'any') return node.of.flatMap((one) => operandsOf(one, context))
  if (node.is === 'not') return operandsOf(node.of, context)
  if (node.is === 'some') return [...countedIn(node), ...operandsOf(node.where, context)]
  if (node.op === 'not_empty') return []
  const values = resolveOperands(node, context)
  return isList(node.op) ? [values] : [...values]
}

/** One linked record is found by its existence; more are counted. */
const isCounted = (node: Some): boolean => node.least > 1 || node.exactly
const countedIn = (node: Some): readonly number[] => (isCounted(node) ? [node.least] : [])

/** Two filters of one shape become the same SQL. */
export function filterShape(node: Checked, view: View): string {
  if (node.is === 'all' || node.is === 'any')
    return `${node.is}(${node.of.map((one) => filterShape(one, view)).join(',')})`
  if (node.is === 'not') return `not(${filterShape(node.of, view)})`
  if (node.is === 'some')
    return `some${isCounted(node) ? (node.exactly ? ' exactly' : ' at least') : ''}(${node.own ? 'own ' : ''}${node.object.name}.${node.link}@${scopeKey(view.access(node.object), 'read')},${filterShape(node.where, view)})`
  const path = node.steps.map((step) => `${step.link}@${scopeKey(view.access(step.to), 'read')}`)
  return `${[...path, node.name].join('.')} ${node.op}${foundShape(node)}`
}

interface State {
  readonly view: View
  operands: number
  aliases: number
}

/** The condition on rows of alias `at` that a checked filter means. Its values are slots. */
export const filterSql = (node: Checked, at: Sql, view: View): Sql =>
  condition(node, at, { view, operands: 0, aliases: 0 })

function condition(node: Checked, at: Sql, state: State): Sql {
  switch (node.is) {
    case 'all':
      return node.of.length === 0
        ? sql`true`
        : sql`(${sql.join(
            node.of.map((one) => condition(one, at, state)),
            sql` and `,
          )})`
    case 'any':
      return node.of.length === 0
        ? sql`false`
        : sql`(${sql.join(
            node.of.map((one) => condition(one, at, state)),
            sql` or `,
          )})`
    case 'not':
      // Existence is never unknown, and without "is not true" it can become an anti-join.
      return isExistence(node.of)
        ? sql`not ${condition(node.of, at, state)}`
        : sql`(${condition(node.of, at, state)}) is not true`
    case 'some':
      return someCondition(node, at, state)
    default:
      return pathCondition(node, 0, at, state)
  }
}

const nextAlias = (state: State): Sql => sql.id(`f${++state.aliases}`)

const isExistence = (node: Checked): boolean =>
  node.is === 'some' ? !isCounted(node) : node.is === 'compare' && node.steps.length > 0

/** That a record of alias `other` is connected by the link with the record of alias `at`. */
function connects(node: Some, other: Sql, at: Sql): Sql {
  const [from, to] = node.own ? [at, other] : [other, at]
  const link = sql`${from}.${sql.id(node.link)}`
  if (node.form === 'id') return sql`${link} = ${to}.id`
  // Only what a link of this record names is few enough to be looked up one by one; those that point here are found by index.
  if (node.form === 'ids') return node.own ? sql`${to}.id = any(${link})` : sql`${link} @> array[${to}.id]`
  const named = sql`(${sql.raw(`'${node.to}/'`)} || ${to}.id::text)`
  return sql`${sortKey(node.field, link)} = ${textKey(node.field, named)}`
}

function someCondition(node: Some, at: Sql, state: State): Sql {
  if (!isCounted(node)) return sql`exists (${linkedSql(node, at, state)})`
  const least = state.operands++
  const began = state.operands
  const some = linkedSql(node, at, state)
  // The same values once more: existence can be turned round to begin with the few that are linked; only those are counted.
  state.operands = began
  const counted = linkedSql(node, at, state)
  const most = node.exactly ? sql` limit ${operand(least)}::int + 1` : sql` limit ${operand(least)}::int`
  const sign = node.exactly ? sql`=` : sql`>=`
  return sql`(exists (${some}) and (select count(*) from (${counted}${most}) counted) ${sign} ${operand(least)}::int)`
}

function linkedSql(node: Some, at: Sql, state: State): Sql {
  const alias = nextAlias(state)
  const seen = scopeCondition(state.view.access(node.object), 'read', alias)
  const where = allOf([
    connects(node, alias, at),
    sql`${alias}.deleted_at is null`,
    seen,
    condition(node.where, alias, state),
  ])
  return sql`select 1 from ${sql.id(node.object.name)} ${alias} where ${where}`
}

function pathCondition(node: Compare, step: number, at: Sql, state: State): Sql {
  const here = node.steps[step]
  if (!here) return compare(node, at, state)
  const alias = nextAlias(state)
  const points = sql`${alias}.id = ${at}.${sql.id(here.link)}`
  const seen = scopeCondition(state.view.access(here.to), 'read', alias)
  const where = allOf([points, sql`${alias}.deleted_at is null`, seen, pathCondition(node, step + 1, alias, state)])
  return sql`exists (select 1 from ${sql.id(here.to.name)} ${alias} where ${where})`
}

/** A score lies beside the table, one row a record: what is asked of it is asked of that row. */
function scored(node: Compare, at: Sql, state: State): Sql {
  const alias = nextAlias(state)
  const value = scoreValue(node.field, alias)
  const asked =
    node.op === 'not_empty'
      ? sql`${value} is not null`
      : comparing[node.family](node, value, sql`${operand(state.operands++)}`)
  return sql`exists (select 1 from insight.score ${alias} where ${scoreOf(node.field, alias, at)} and ${asked})`
}

function compare(node: Compare, at: Sql, state: State): Sql {
  if (node.field.scored !== undefined) return scored(node, at, state)
  const column = sql`${at}.${sql.id(node.name)}`
  if (node.op === 'not_empty') return sql`${column} is not null`
  const index = state.operands++
  if (node.op === 'within') {
    const [from, until] = [operand(index), operand(state.operands++)]
    const type = sql.raw(typeOf(node.field))
    return sql`(${column} >= ${from}::${type} and ${column} < ${until}::${type})`
  }
  const condition = comparing[node.family](node, column, sql`${operand(index)}`)
  const found = foundBy(node, column, at, index)
  return found.length === 0 ? condition : sql`(${allOf([...found, condition])})`
}

const signs: { readonly [op: string]: Sql } = { eq: sql`=`, lt: sql`<`, lte: sql`<=`, gt: sql`>`, gte: sql`>=` }

type Comparing = (node: Compare, column: Sql, value: Sql) => Sql

const byOrder: Comparing = (node, column, value) => {
  const type = sql.raw(typeOf(node.field))
  return node.op === 'in'
    ? sql`${column} = any(${value}::${type}[])`
    : sql`${column} ${signs[node.op]} ${value}::${type}`
}

const keyOf = (node: Compare, text: Sql): Sql => (isExact(node.field) ? text : textKey(node.field, text))

function equalText(node: Compare, column: Sql, value: Sql, list: boolean): Sql {
  const same = (make: (text: Sql) => Sql) =>
    list
      ? sql`${make(column)} = any(array(select ${make(sql`one`)} from unnest(${value}::text[]) one))`
      : sql`${make(column)} = ${make(sql`${value}::text`)}`
  const keyed = same((text) => keyOf(node, text))
  return keyIsPartial(node.field) ? sql`(${keyed} and ${same(lowered)})` : keyed
}

const piece = (op: Positive, text: Sql, value: Sql): Sql =>
  op === 'contains'
    ? sql`strpos(${lowered(text)}, ${lowered(sql`${value}::text`)}) > 0`
    : sql`starts_with(${lowered(text)}, ${lowered(sql`${value}::text`)})`

const byText: Comparing = (node, column, value) =>
  node.op === 'contains' || node.op === 'starts'
    ? piece(node.op, column, value)
    : equalText(node, column, value, node.op === 'in')

const bySet =
  (element: string): Comparing =>
  (node, column, value) => {
    const type = sql.raw(`${element}[]`)
    if (node.op === 'has') return sql`${column} @> array[${value}]::${type}`
    return node.op === 'has_any' ? sql`${column} && ${value}::${type}` : sql`${column} @> ${value}::${type}`
  }

const entry = (text: Sql): Sql => sql`jsonb_build_array(jsonb_build_object('value', ${text}))`

/** The leading value is looked up in the sort index; further ones in the index over lists that have any. */
const byEntries: Comparing = (node, column, value) => {
  if (node.op === 'contains' || node.op === 'starts')
    return sql`exists (select 1 from jsonb_array_elements(${column}) one where ${piece(node.op, sql`(one ->> 'value')`, value)})`
  const leading = sortKey(node.field, column)
  if (node.op === 'has')
    return sql`(${leading} = ${value}::text or (jsonb_array_length(${column}) > 1 and ${column} @> ${entry(sql`${value}::text`)}))`
  const further = sql`exists (select 1 from unnest(${value}::text[]) one where ${column} @> ${entry(sql`one`)})`
  return sql`(${leading} = any(${value}::text[]) or (jsonb_array_length(${column}) > 1 and ${further}))`
}

const comparing: { readonly [F in Family]: Comparing } = {
  text: byText,
  number: byOrder,
  decimal: byOrder,
  boolean: byOrder,
  date: byOrder,
  instant: byOrder,
  id: byOrder,
  ids: bySet('uuid'),
  texts: bySet('text'),
  entries: byEntries,
  json: (_, column) => sql`${column} is not null`,
}

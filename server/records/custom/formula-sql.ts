import type { Meant } from '@rapport/vocabulary/define/expression/check.ts'
import { longestText } from '@rapport/vocabulary/define/expression/formula.ts'
import type { FunctionName, Sign, Type } from '@rapport/vocabulary/define/expression/functions.ts'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import { lowered } from '../../database/schema/column.ts'
import { type Sql, sql } from '../../database/sql.ts'

/** A text as a literal. Triggers take no parameters; backslashes are plain text because standard_conforming_strings is on. */
export const literal = (text: string): Sql => sql.raw(`'${text.replaceAll("'", "''")}'`)

type Make = (given: readonly Sql[], types: readonly Type[]) => Sql

const icu = (text: Sql): Sql => sql`(${text} collate "und-x-icu")`
const number = (value: Sql): Sql => sql`rapport_number(${value})`
const holds = (condition: Sql): Sql => sql`((${condition}) is true)`
const orNothing = (text: Sql): Sql => sql`nullif(${text}, '')`

/** Texts and choices are compared without case. */
const comparing =
  (operator: string): Make =>
  ([a, b], [type]) =>
    type === 'text' || type === 'choice'
      ? holds(sql`${lowered(a!)} ${sql.raw(operator)} ${lowered(b!)}`)
      : holds(sql`${a!} ${sql.raw(operator)} ${b!}`)

const integer = (value: Sql): Sql => sql`(${value})::integer`

/** Each function as SQL; the same as `running` of the vocabulary does in memory. */
const making: { readonly [name in FunctionName | Sign]: Make } = {
  '+': ([a, b]) => number(sql`${a!} + ${b!}`),
  '-': ([a, b]) => number(sql`${a!} - ${b!}`),
  '*': ([a, b]) => sql`rapport_times(${a!}, ${b!})`,
  '/': ([a, b]) => sql`rapport_divided(${a!}, ${b!})`,
  '&': (given) => orNothing(sql`concat(${sql.join(given)})`),
  '=': comparing('='),
  '!=': (given, types) => sql`(not ${comparing('=')(given, types)})`,
  '<': comparing('<'),
  '<=': comparing('<='),
  '>': comparing('>'),
  '>=': comparing('>='),
  and: ([a, b]) => sql`(${a!} is true and ${b!} is true)`,
  or: ([a, b]) => sql`(${a!} is true or ${b!} is true)`,
  not: ([a]) => sql`(${a!} is not true)`,
  add_to_date: ([date, days]) => sql`rapport_add_days(${date!}, ${days!})`,
  take_from_date: ([date, days]) => sql`rapport_add_days(${date!}, -(${days!}))`,
  days_apart: ([to, from]) => sql`(${to!} - ${from!})::numeric`,
  if: ([condition, yes, no]) => sql`(case when ${condition!} then ${yes!} else ${no!} end)`,
  value_or: ([a, b]) => sql`coalesce(${a!}, ${b!})`,
  is_empty: ([a]) => sql`(${a!} is null)`,
  round: ([value, digits]) => sql`round(${value!}, ${digits ? integer(digits) : sql`0`})`,
  floor: ([value]) => sql`floor(${value!})`,
  ceiling: ([value]) => sql`ceil(${value!})`,
  abs: ([value]) => sql`abs(${value!})`,
  min: (given) => sql`least(${sql.join(given)})`,
  max: (given) => sql`greatest(${sql.join(given)})`,
  upper: ([text]) => sql`upper(${icu(text!)})`,
  lower: ([text]) => lowered(text!),
  trim: ([text]) => orNothing(sql`btrim(${text!}, ' ')`),
  length: ([text]) => sql`char_length(${text!})::numeric`,
  left: ([text, count]) => orNothing(sql`left(${text!}, ${integer(count!)})`),
  right: ([text, count]) => orNothing(sql`right(${text!}, ${integer(count!)})`),
  replace: ([text, from, to]) => orNothing(sql`replace(${text!}, coalesce(${from!}, ''), coalesce(${to!}, ''))`),
  contains: ([text, piece]) => holds(sql`strpos(${lowered(text!)}, ${lowered(piece!)}) > 0`),
  starts_with: ([text, piece]) => holds(sql`starts_with(${lowered(text!)}, ${lowered(piece!)})`),
  text: ([value]) => sql`trim_scale(${value!})::text`,
  join: ([between, ...rest]) =>
    orNothing(sql`concat_ws(coalesce(${between!}, ''), ${sql.join(rest.length > 0 ? rest : [sql`null::text`])})`),
  year: ([date]) => sql`extract(year from ${date!})::numeric`,
  month: ([date]) => sql`extract(month from ${date!})::numeric`,
  day: ([date]) => sql`extract(day from ${date!})::numeric`,
  weekday: ([date]) => sql`extract(isodow from ${date!})::numeric`,
  add_days: ([date, days]) => sql`rapport_add_days(${date!}, ${days!})`,
  add_months: ([date, months]) => sql`rapport_add_months(${date!}, ${months!})`,
  days_between: ([from, to]) => sql`(${to!} - ${from!})::numeric`,
  hours_between: ([from, to]) =>
    sql`rapport_divided(rapport_number(extract(epoch from ${to!} - ${from!})::numeric * 1000), 3600000)`,
  date_of: ([moment]) => sql`rapport_day((${moment!} at time zone 'UTC')::date)`,
  today: () => sql`rapport_today()`,
}

const casts: { readonly [T in Type]: string } = {
  number: 'numeric',
  text: 'text',
  choice: 'text',
  date: 'date',
  moment: 'timestamptz',
  boolean: 'boolean',
  other: 'text',
  nothing: 'text',
}

/** The type that `empty` takes beside other values, so that PostgreSQL knows it. */
const typeFor = (given: readonly Meant[], at: number, call: Type): Type => {
  const own = given[at]!.type
  if (own !== 'nothing') return own
  if (call !== 'boolean' && call !== 'nothing') return call === 'choice' ? 'text' : call
  return given.find((one) => one.type !== 'nothing')?.type ?? 'text'
}

function column(type: Type, { field, name }: Extract<Meant, { is: 'field' }>, at: Sql): Sql {
  const value = sql`${at}.${sql.id(name)}`
  if (type === 'number') return number(value)
  if (type === 'moment') return sql`date_trunc('milliseconds', ${value})`
  if (type === 'text') return sql`nullif(${value}::text, '')`
  return field.kind === 'choice' ? sql`${value}::text` : value
}

function constant({ type, value }: Extract<Meant, { is: 'constant' }>, as: Type): Sql {
  if (value === null) return sql`null::${sql.raw(casts[as])}`
  if (typeof value === 'boolean') return value ? sql`true` : sql`false`
  return sql`${type === 'number' ? number(sql`${literal(value)}::numeric`) : sql`${literal(value)}::text`}`
}

/** An expression over the row `at`, without parameters. */
export function expressionSql(node: Meant, at: Sql, as: Type = node.type): Sql {
  if (node.is === 'constant') return constant(node, as)
  if (node.is === 'field') return column(node.type, node, at)
  const parts = node.given.map((one, index) =>
    expressionSql(one, at, typeFor(node.given, index, needs(node.name, index, node.type))),
  )
  return making[node.name](
    parts,
    node.given.map((one) => one.type),
  )
}

/** What an empty value stands for at a place of a function: dates among dates, texts among texts. */
function needs(name: FunctionName | Sign, index: number, type: Type): Type {
  if (name === 'if' && index === 0) return 'boolean'
  if (['contains', 'starts_with', 'length', 'is_empty'].includes(name)) return 'text'
  if (['year', 'month', 'day', 'weekday', 'days_between'].includes(name)) return 'date'
  if (['add_days', 'add_months'].includes(name)) return index === 0 ? 'date' : 'number'
  if (name === 'hours_between' || name === 'date_of') return 'moment'
  return name === 'text' ? 'number' : type
}

/** A computed value as the field's column keeps it; see `keptResult` of the vocabulary. */
export function keptSql(field: Field, value: Sql): Sql {
  const rounded = (digits: number) => sql`round(${value}, ${sql.raw(String(digits))})`
  if (field.kind === 'boolean') return sql`(${value} is true)`
  if (field.kind === 'integer' || field.kind === 'duration')
    return sql`(case when abs(${rounded(0)}) <= 2147483647 then ${rounded(0)} end)::integer`
  if (field.kind === 'money') return sql`(case when abs(${rounded(4)}) < 100000000000000 then ${rounded(4)} end)`
  if (field.kind === 'text') return sql`left(${value}, ${sql.raw(String(longestText))})`
  if (field.kind === 'choice') {
    const choices = sql.join(Object.keys(field.choices ?? {}).map(literal))
    return sql`(case when ${value} in (${choices}) then ${value} end)`
  }
  return field.kind === 'date' ? value : sql`${rounded(12)}::double precision`
}

/** A formula as the value of its column, over the row `at`. */
export const formulaSql = (field: Field, node: Meant, at: Sql): Sql =>
  keptSql(field, expressionSql(node, at, node.type === 'nothing' ? resultType(field) : node.type))

const resultType = (field: Field): Type => {
  if (field.kind === 'boolean' || field.kind === 'date') return field.kind
  return field.kind === 'text' || field.kind === 'choice' ? 'text' : 'number'
}

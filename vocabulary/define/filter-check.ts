import type { Field } from './field.ts'
import * as fields from './fields.ts'
import { type CountOperator, countOperators, type Filter } from './filter.ts'
import { findLinked, type Linked } from './filter-linked.ts'
import { checkOperands } from './filter-operand.ts'
import type { Family, Operator } from './kind.ts'
import { kindOf } from './kinds/index.ts'
import { type Label, label } from './label.ts'
import type { ObjectDefinition } from './object.ts'
import { quoted, Refusal, refuse } from './refusal.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What may be named in a filter: the vocabulary, and which of its fields exist for the person who asks. */
export interface Sight {
  readonly vocabulary: Vocabulary
  /** Whether this field of this object may be seen; a field that may not is refused as unknown. */
  readonly sees: (object: ObjectDefinition, field: string) => boolean
}

/** The operators that remain after checking: each is false of an empty field; the rest are their negations. */
export type Positive = Exclude<Operator, 'ne' | 'not_in' | 'empty'>

/** A value as it stands in a checked filter: itself, or a moment or person that is known only when the filter runs. */
export type Operand = { readonly fixed: unknown } | { readonly relative: string }

/** One step of a path over links: from this field to that object. */
export interface Step {
  readonly link: string
  /** What the link is called. */
  readonly label: Label
  readonly to: ObjectDefinition
}

export interface Compare {
  readonly is: 'compare'
  readonly steps: readonly Step[]
  readonly name: string
  readonly field: Field
  readonly family: Family
  readonly op: Positive
  /** One for most operators, any number for lists, none for `not_empty`. */
  readonly operands: readonly Operand[]
}

/** Linked records of a kind, of which there are at least so many. */
export interface Some extends Linked {
  readonly is: 'some'
  readonly least: number
  /** There are no more than `least`. */
  readonly exactly: boolean
  readonly where: Checked
}

/**
 * A filter in which every name is known and every value checked. Only `not` negates, and every other node treats an empty
 * field as false, so that SQL's three values of truth and JavaScript's two agree.
 */
export type Checked =
  | { readonly is: 'all'; readonly of: readonly Checked[] }
  | { readonly is: 'any'; readonly of: readonly Checked[] }
  | { readonly is: 'not'; readonly of: Checked }
  | Compare
  | Some

/** The identity of a record, which filters may name like a field. */
export const idField: Field = fields.link(label('Id', '编号'), { to: '' }) as Field

const mostNodes = 300
const mostDepth = 12

const negations: { readonly [op: string]: Positive } = { ne: 'eq', not_in: 'in', empty: 'not_empty' }
/** Taken for entries besides what their kind offers, because the language promises them. */
const alsoForEntries: { readonly [op: string]: Positive } = { eq: 'has', in: 'has_any' }

interface State {
  readonly sight: Sight
  nodes: number
}

/**
 * A filter checked against an object's definition and a person's sight, or why it cannot be used.
 * Cost: linear in the filter, which may have at most 300 nodes, 12 levels and 2,000 values in a list.
 *
 * @example checkFilter({ field: 'lifecycle', op: 'ne', value: 'lapsed' }, customer, sight)
 */
export const checkFilter = (filter: Filter, object: ObjectDefinition, sight: Sight): Checked | Refusal =>
  checkNode(filter, object, { sight, nodes: 0 }, 0)

const malformed = (given: unknown): Refusal =>
  refuse(
    'format',
    `${quoted(given)} is no filter: it needs "all", "any", "not", "field" with "op", "some", "none" or "count"`,
    `${quoted(given)} 不是筛选条件：需要 "all"、"any"、"not"、"field" 和 "op"、"some"、"none" 或 "count"`,
  )

function checkNode(given: Filter, object: ObjectDefinition, state: State, depth: number): Checked | Refusal {
  if (++state.nodes > mostNodes || depth > mostDepth)
    return refuse(
      'too_long',
      `A filter has at most ${mostNodes} conditions on ${mostDepth} levels`,
      '筛选条件过多或嵌套过深',
    )
  if (typeof given !== 'object' || given === null) return malformed(given)
  if ('all' in given) return checkGroup('all', given.all, object, state, depth)
  if ('any' in given) return checkGroup('any', given.any, object, state, depth)
  if ('not' in given) return negated(checkNode(given.not, object, state, depth + 1))
  if ('some' in given) return checkSome(given.some, given.where, object, state, depth)
  if ('none' in given) return negated(checkSome(given.none, given.where, object, state, depth))
  if ('count' in given) return checkCount(given, object, state, depth)
  return 'field' in given ? checkCompare(given, object, state) : malformed(given)
}

const negated = (node: Checked | Refusal): Checked | Refusal =>
  node instanceof Refusal ? node : { is: 'not', of: node }

function checkGroup(
  is: 'all' | 'any',
  given: unknown,
  object: ObjectDefinition,
  state: State,
  depth: number,
): Checked | Refusal {
  if (!Array.isArray(given)) return malformed({ [is]: given })
  const of: Checked[] = []
  for (const one of given) {
    const checked = checkNode(one as Filter, object, state, depth + 1)
    if (checked instanceof Refusal) return checked
    of.push(checked)
  }
  return { is, of }
}

/** The answer to a name that is not there, or not for this person. */
export const unknownField = (object: ObjectDefinition, name: unknown): Refusal =>
  refuse(
    'unknown_field',
    `${object.label.en} has no field ${quoted(name)}`,
    `${object.label.zh}没有字段${quoted(name)}`,
  )

/** The field with this name when the object has it and the person may see it. */
export const seenField = (object: ObjectDefinition, name: string, sight: Sight): Field | undefined => {
  if (name === 'id') return idField
  return Object.hasOwn(object.fields, name) && sight.sees(object, name) ? object.fields[name] : undefined
}

function checkSome(
  given: unknown,
  where: Filter | undefined,
  object: ObjectDefinition,
  state: State,
  depth: number,
): Checked | Refusal {
  const linked = findLinked(given, object, state.sight)
  if (linked instanceof Refusal) return linked
  const inner = where === undefined ? everything : checkNode(where, linked.object, state, depth + 1)
  if (inner instanceof Refusal) return inner
  return { is: 'some', ...linked, least: 1, exactly: false, where: inner }
}

const everything: Checked = { is: 'all', of: [] }
const mostCounted = 1_000_000

type Count = { readonly count: string; readonly op: CountOperator; readonly value: number; readonly where?: Filter }

/** Every comparison of a count as "at least" or "exactly", or the contrary of one. */
function checkCount(given: Count, object: ObjectDefinition, state: State, depth: number): Checked | Refusal {
  const { op, value } = given
  if (!countOperators.includes(op))
    return refuse(
      'unknown_choice',
      `A count cannot be compared by ${quoted(op)}; it takes ${countOperators.join(', ')}`,
      `数量不支持比较符${quoted(op)}；可用：${countOperators.join('、')}`,
    )
  if (!Number.isInteger(value) || value < 0 || value > mostCounted)
    return refuse(
      'type',
      `A count is compared with a whole number from 0 to ${mostCounted}, not ${quoted(value)}`,
      `数量须与 0 到 ${mostCounted} 的整数比较，而不是${quoted(value)}`,
    )
  const some = checkSome(given.count, given.where, object, state, depth)
  if (some instanceof Refusal) return some
  const exactly = op === 'eq' || op === 'ne'
  const counted = atLeast(some as Some, op === 'gt' || op === 'lte' ? value + 1 : value, exactly)
  return op === 'lt' || op === 'lte' || op === 'ne' ? { is: 'not', of: counted } : counted
}

const atLeast = (some: Some, least: number, exactly: boolean): Checked => {
  if (least > 0) return { ...some, least, exactly }
  return exactly ? { is: 'not', of: some } : everything
}

function follow(
  path: string,
  object: ObjectDefinition,
  sight: Sight,
): { steps: Step[]; name: string; field: Field } | Refusal {
  const names = path.split('.')
  const steps: Step[] = []
  let at = object
  for (const name of names.slice(0, -1)) {
    const field = seenField(at, name, sight)
    const to = field && kindOf(field).family === 'id' ? sight.vocabulary.find(field.to ?? '') : undefined
    if (!to || steps.length >= 3) return unknownField(at, name)
    steps.push({ link: name, label: field!.label, to })
    at = to
  }
  const name = names.at(-1)!
  const field = seenField(at, name, sight)
  return field ? { steps, name, field } : unknownField(at, name)
}

type Given = { readonly field: string; readonly op: Operator; readonly value?: unknown }

function checkCompare(given: Given, object: ObjectDefinition, { sight }: State): Checked | Refusal {
  const found = typeof given.field === 'string' ? follow(given.field, object, sight) : unknownField(object, given.field)
  if (found instanceof Refusal) return found
  const kind = kindOf(found.field)
  const also = kind.family === 'entries' ? alsoForEntries[given.op] : undefined
  const allowed = found.name === 'id' ? ['eq', 'ne', 'in', 'not_in'] : kind.operators
  if (!allowed.includes(given.op) && !(also && allowed.includes(also)))
    return refuse(
      'unknown_choice',
      `${found.field.label.en} cannot be compared by ${quoted(given.op)}; it takes ${allowed.join(', ')}`,
      `${found.field.label.zh}不支持比较符${quoted(given.op)}；可用：${allowed.join('、')}`,
    )
  const op = negations[given.op] ?? also ?? (given.op as Positive)
  const operands = checkOperands(op, given.value, found.field)
  if (operands instanceof Refusal) return operands
  const node: Compare = { is: 'compare', ...found, family: kind.family, op, operands }
  return given.op in negations ? { is: 'not', of: node } : node
}

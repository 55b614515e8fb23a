import type { Field } from '../field.ts'
import { checkExpression, choiceNamed, type Fields, leavesOf, type Meant } from './check.ts'
import type { Decimal } from './decimal.ts'
import * as decimal from './decimal.ts'
import type { Computed, Type } from './functions.ts'
import { Mistake, mistake } from './mistake.ts'
import { running } from './running.ts'

/** The kinds that a formula's field may have, and the type that its expression must then have. */
export const formulaKinds: { readonly [kind: string]: Type } = {
  number: 'number',
  integer: 'number',
  percent: 'number',
  duration: 'number',
  money: 'number',
  text: 'text',
  choice: 'text',
  date: 'date',
  boolean: 'boolean',
}

const words: { readonly [type: string]: { en: string; zh: string } } = {
  number: { en: 'a number', zh: '数字' },
  text: { en: 'a text', zh: '文本' },
  date: { en: 'a date', zh: '日期' },
  boolean: { en: 'yes or no', zh: '是或否' },
}

function fitting(field: Field, node: Meant, source: string): Meant | Mistake {
  const wanted = formulaKinds[field.kind]!
  const whole = { at: 0, length: source.length }
  const isText = node.type === 'text' || (node.type === 'choice' && wanted === 'text')
  if (node.type !== wanted && node.type !== 'nothing' && !(wanted === 'text' && isText))
    return mistake(
      whole,
      `the field holds ${words[wanted]!.en}, and this formula gives something else`,
      `该字段保存${words[wanted]!.zh}，但公式的结果不是`,
    )
  return field.kind === 'choice' ? chosen(field, node, whole) : node
}

/** A formula of a choice field may only give its choices, by value or by label. */
function chosen(field: Field, node: Meant, whole: { at: number; length: number }): Meant | Mistake {
  for (const leaf of leavesOf(node)) {
    if (leaf.is === 'constant' && leaf.value !== null && choiceNamed(field, String(leaf.value)) === undefined)
      return mistake(
        whole,
        `“${leaf.value}” is none of the field’s choices: ${Object.keys(field.choices ?? {}).join(', ')}`,
        `“${leaf.value}”不是该字段的选项：${Object.keys(field.choices ?? {}).join('、')}`,
      )
  }
  return byValue(field, node)
}

const byValue = (field: Field, node: Meant): Meant => {
  if (node.is === 'constant' && typeof node.value === 'string')
    return { ...node, value: choiceNamed(field, node.value) ?? node.value }
  if (node.is !== 'call' || (node.name !== 'if' && node.name !== 'value_or')) return node
  return { ...node, given: node.given.map((one, at) => (node.name === 'if' && at === 0 ? one : byValue(field, one))) }
}

/**
 * A field's formula with its types, or what is wrong with it. `fields` are those of the object; a formula may name other formulas,
 * but not itself (cycles are refused where all definitions are known).
 */
export function checkFormula(field: Field, source: string, fields: Fields): Meant | Mistake {
  const node = checkExpression(source, fields)
  return node instanceof Mistake ? node : fitting(field, node, source)
}

/** A record's value as expressions reckon with it. */
function input(type: Type, value: unknown): Computed {
  if (value === null || value === undefined || value === '') return null
  if (type === 'other') return Array.isArray(value) && value.length === 0 ? null : ''
  if (type === 'moment') return new Date(value as string).toISOString()
  if (type !== 'number') return value as Computed
  return typeof value === 'number' ? decimal.fromDouble(value) : decimal.fromText(String(value))
}

/** The value of an expression for a record. `today` is a day, "2026-11-29". */
export function compute(node: Meant, row: { readonly [field: string]: unknown }, today: string): Computed {
  if (node.is === 'field') return input(node.type, row[node.name])
  if (node.is === 'constant') return node.type === 'number' ? decimal.fromText(String(node.value)) : node.value
  return running[node.name](
    node.given.map((one) => compute(one, row, today)),
    today,
  )
}

export const longestText = 1_000
const mostInteger = 2_147_483_647n * 10n ** 20n
const mostMoney = 10n ** 14n * 10n ** 20n
const sizeOf = (value: Decimal): Decimal => decimal.absolute(value)

/** A computed value as its field keeps it: numbers rounded to twelve digits after the point, money to four, texts to 1,000 characters. */
export function keptResult(field: Field, value: Computed): unknown {
  if (value === null) return field.kind === 'boolean' ? false : null
  if (field.kind === 'integer' || field.kind === 'duration') {
    const made = decimal.rounded(value as Decimal, 0)
    return sizeOf(made) > mostInteger ? null : Number(decimal.toText(made))
  }
  if (field.kind === 'money') {
    const made = decimal.rounded(value as Decimal, 4)
    return sizeOf(made) >= mostMoney ? null : decimal.toText(made)
  }
  if (field.kind === 'text') return [...(value as string)].slice(0, longestText).join('')
  if (field.kind === 'choice') return Object.hasOwn(field.choices ?? {}, value as string) ? value : null
  return typeof value === 'bigint' ? Number(decimal.toText(decimal.rounded(value, 12))) : value
}

/** What a formula gives for a record, as its field keeps it. */
export const formulaValue = (
  field: Field,
  node: Meant,
  row: { readonly [field: string]: unknown },
  today: string,
): unknown => keptResult(field, compute(node, row, today))

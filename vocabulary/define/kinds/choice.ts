import type { Field } from '../field.ts'
import type { Kind } from '../kind.ts'
import { type Locale, label } from '../label.ts'
import { quoted, type Refusal, refuse } from '../refusal.ts'

const offered = (field: Field): string => Object.keys(field.choices ?? {}).join(', ')

const unknown = (value: unknown, field: Field): Refusal =>
  refuse(
    'unknown_choice',
    `${quoted(value)} is not one of: ${offered(field)}`,
    `${quoted(value)} 不在可选值中：${offered(field)}`,
  )

const checkChoice = (value: unknown, field: Field): string | Refusal =>
  typeof value === 'string' && Object.hasOwn(field.choices ?? {}, value) ? value : unknown(value, field)

/** The choice with this value or label, in any language and case. */
const findChoice = (given: string, field: Field): string | undefined => {
  const word = given.trim().toLowerCase()
  const same = ([value, choice]: [string, { label: { en: string; zh: string } }]) =>
    [value, value.replaceAll('_', ' '), choice.label.en, choice.label.zh].some((one) => one.toLowerCase() === word)
  return Object.entries(field.choices ?? {}).find(same)?.[0]
}

const shown = (value: string, field: Field, locale: Locale): string => field.choices?.[value]?.label[locale] ?? value

/** One of the choices that the definition names. Kept by its value, shown by its label. */
export const choice: Kind<string> = {
  name: 'choice',
  label: label('Choice', '单选'),
  family: 'text',
  type: () => 'text',
  schema: (field) => ({ type: 'string', enum: Object.keys(field.choices ?? {}) }),
  operators: ['eq', 'ne', 'in', 'not_in', 'empty', 'not_empty'],
  aggregates: ['count', 'distinct'],
  sortable: true,
  check: checkChoice,
  read: (given, field) => findChoice(given, field) ?? unknown(given, field),
  show: shown,
}

const checkChoices = (value: unknown, field: Field): string[] | Refusal => {
  if (!Array.isArray(value))
    return refuse('type', `must be a list, not ${quoted(value)}`, `必须是列表，而不是${quoted(value)}`)
  const wrong = value.find((one) => typeof checkChoice(one, field) !== 'string')
  return wrong === undefined ? [...new Set(value as string[])] : unknown(wrong, field)
}

/** Any number of the choices that the definition names. */
export const choices: Kind<string[]> = {
  name: 'choices',
  label: label('Several choices', '多选'),
  family: 'texts',
  type: () => 'text[]',
  schema: (field) => ({ type: 'array', items: choice.schema(field) }),
  operators: ['has', 'has_any', 'has_all', 'empty', 'not_empty'],
  aggregates: ['count'],
  sortable: false,
  check: checkChoices,
  read: (given, field) =>
    checkChoices(
      given
        .split(/[;,|、，；]/)
        .filter((one) => one.trim() !== '')
        .map((one) => findChoice(one, field) ?? one.trim()),
      field,
    ),
  show: (value, field, locale) => value.map((one) => shown(one, field, locale)).join('; '),
}

import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Refusal, refuse } from '@rapport/vocabulary/define/refusal.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'

export type Values = { readonly [field: string]: unknown }
export type FieldProblems = { [field: string]: { code: string; detail: { en: string; zh: string } } }

/** Problem `invalid` from refusals by field. */
export function refused(object: ObjectDefinition, refusals: { readonly [field: string]: Refusal }): Problem {
  const entries = Object.entries(refusals)
  const fields: FieldProblems = Object.fromEntries(
    entries.map(([name, { code, say }]) => [name, { code, detail: say }]),
  )
  const sentences = entries.map(([name, { say }]) => `${object.fields[name]?.label.en ?? name}: ${say.en}`)
  return new Problem('invalid', `${sentences.join('. ')}.`, { fields })
}

/** One value as it is kept: empty texts and lists are null. */
export function keptValue(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return null
  const checked = kindOf(field).check(value, field)
  if (checked === '' || (Array.isArray(checked) && checked.length === 0 && kindOf(field).family !== 'json')) return null
  return checked
}

const unknownField = (object: ObjectDefinition, name: string) =>
  refuse('unknown_field', `${object.label.en} has no such field`, `${object.label.zh}没有该字段（${name}）`)
const readOnly = refuse('read_only', 'cannot be changed by you', '您不能修改该字段')
const required = refuse('required', 'must have a value', '不能为空')

function checkOne(access: Access, name: string, value: unknown): unknown {
  const { object } = access
  if (name === 'id')
    return typeof value === 'string' && uuid.test(value)
      ? value.toLowerCase()
      : refuse('format', 'must be a UUID', '必须是 UUID')
  if (!access.sees.has(name)) return unknownField(object, name)
  if (!access.writable.has(name)) return readOnly
  const field = object.fields[name]!
  const kept = keptValue(field, value)
  return kept === null && field.required ? required : kept
}

/**
 * The given values as they are kept, or Problem `invalid` with every field that is wrong. Fields that the person may not
 * see are unknown; those that only the server writes are read-only.
 */
export function checkedValues(access: Access, given: Values, mode: 'create' | 'update'): Values {
  const kept: { [field: string]: unknown } = {}
  const wrong: { [field: string]: Refusal } = {}
  for (const name of Object.keys(given)) {
    if (given[name] === undefined) continue
    const value = mode === 'update' && name === 'id' ? readOnly : checkOne(access, name, given[name])
    if (value instanceof Refusal) wrong[name] = value
    else kept[name] = value
  }
  const whole = mode === 'create' ? withDefaults(access, kept, wrong) : kept
  if (Object.keys(wrong).length > 0) throw refused(access.object, wrong)
  return whole
}

function withDefaults({ object, sees }: Access, kept: Values, wrong: { [field: string]: Refusal }): Values {
  const whole: { [field: string]: unknown } = { ...kept }
  for (const [name, field] of Object.entries(object.own)) {
    if (name in whole || name in wrong) continue
    if (field.default !== undefined) whole[name] = field.default
    else if (field.required && !field.derived && sees.has(name)) wrong[name] = required
  }
  return whole
}

/** A value as a parameter of SQL. */
export function encoded(field: Field, value: unknown): unknown {
  if (value === null || value === undefined) return null
  const { family } = kindOf(field)
  return family === 'entries' || family === 'json' ? JSON.stringify(value) : value
}

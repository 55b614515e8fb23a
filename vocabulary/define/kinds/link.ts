import type { Field } from '../field.ts'
import type { Kind } from '../kind.ts'
import { label } from '../label.ts'
import { quoted, type Refusal, refuse } from '../refusal.ts'

/** The text form of a UUID, any version. */
export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const checkId = (value: unknown, field: Field): string | Refusal =>
  typeof value === 'string' && uuid.test(value)
    ? value.toLowerCase()
    : refuse(
        'format',
        `must be the id of a ${field.to ?? 'record'}, not ${quoted(value)}`,
        `必须是 ${field.to ?? '记录'} 的编号，而不是${quoted(value)}`,
      )

const findId = (
  given: string,
  field: Field,
  find: (object: string, text: string) => string | undefined,
): string | Refusal =>
  (uuid.test(given.trim()) ? given.trim().toLowerCase() : find(field.to ?? '', given.trim())) ??
  refuse('not_found', `there is no ${field.to} ${quoted(given)}`, `没有名为 ${quoted(given)} 的 ${field.to}`)

/** A link to one record of the object that `to` names; kept as its id. Always indexed. */
export const link: Kind<string> = {
  name: 'link',
  label: label('Link', '关联'),
  family: 'id',
  type: () => 'uuid',
  schema: (field) => ({ type: 'string', format: 'uuid', description: `id of a ${field.to}` }),
  operators: ['eq', 'ne', 'in', 'not_in', 'empty', 'not_empty'],
  aggregates: ['count', 'distinct'],
  sortable: false,
  check: checkId,
  read: (given, field, reader) => findId(given, field, reader.find),
  show: (value) => value,
}

const checkIds = (value: unknown, field: Field): string[] | Refusal => {
  if (!Array.isArray(value))
    return refuse('type', `must be a list of ids, not ${quoted(value)}`, `必须是编号列表，而不是${quoted(value)}`)
  const checked = value.map((one) => checkId(one, field))
  const wrong = checked.find((one) => typeof one !== 'string')
  return (wrong as Refusal | undefined) ?? [...new Set(checked as string[])]
}

/** Links to any number of records of one object, in no order. */
export const links: Kind<string[]> = {
  name: 'links',
  label: label('Several links', '多个关联'),
  family: 'ids',
  type: () => 'uuid[]',
  schema: (field) => ({ type: 'array', items: link.schema(field) }),
  operators: ['has', 'has_any', 'has_all', 'empty', 'not_empty'],
  aggregates: ['count'],
  sortable: false,
  check: checkIds,
  read: (given, field, reader) => {
    const found = given
      .split(/[;,|、，；]/)
      .filter((one) => one.trim() !== '')
      .map((one) => findId(one, field, reader.find))
    const wrong = found.find((one) => typeof one !== 'string')
    return (wrong as Refusal | undefined) ?? [...new Set(found as string[])]
  },
  show: (value) => value.join('; '),
}

const referenceForm = /^[a-z][a-z0-9_]{0,62}\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A link to a record of any object: "customer/0190a5c2-…". For notes, files and comments, which may be about anything. */
export const reference: Kind<string> = {
  name: 'reference',
  label: label('About', '关于'),
  family: 'text',
  type: () => 'text collate "C"',
  schema: () => ({ type: 'string', pattern: referenceForm.source }),
  operators: ['eq', 'in', 'starts', 'empty', 'not_empty'],
  aggregates: ['count'],
  sortable: false,
  check: (value) =>
    typeof value === 'string' && referenceForm.test(value)
      ? value
      : refuse(
          'format',
          `must be an object and an id such as customer/0190…, not ${quoted(value)}`,
          `必须是对象和编号，如 customer/0190…，而不是${quoted(value)}`,
        ),
  read: (given, field) => reference.check(given.trim(), field),
  show: (value) => value,
}

import type { Field } from '@rapport/vocabulary/define/field.ts'
import { Refusal, refuse } from '@rapport/vocabulary/define/refusal.ts'
import type { VerbDefinition } from '@rapport/vocabulary/define/verb.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Access } from './access.ts'
import { type Call, nowOf, writing } from './call.ts'
import { type CreateOptions, digestOf, keyReused, lostPointers } from './create.ts'
import { get } from './get.ts'
import { pointersOf } from './links.ts'
import { ruleContext } from './rule.ts'
import { locked } from './update.ts'
import { keptValue, refused, type Values } from './values.ts'

function checkedInput(access: Access, fields: { readonly [name: string]: Field }, given: Values): Values {
  const kept: { [name: string]: unknown } = {}
  const wrong: { [name: string]: Refusal } = {}
  for (const name of Object.keys(given))
    if (!Object.hasOwn(fields, name)) wrong[name] = refuse('unknown_field', 'is not asked for here', '此处不需要该字段')
  for (const [name, field] of Object.entries(fields)) {
    const value = given[name] === undefined ? (field.default ?? null) : keptValue(field, given[name])
    if (value instanceof Refusal) wrong[name] = value
    else if (value === null && field.required) wrong[name] = refuse('required', 'must have a value', '不能为空')
    else kept[name] = value
  }
  if (Object.keys(wrong).length > 0)
    throw refused({ ...access.object, fields: { ...access.object.fields, ...fields } }, wrong)
  return kept
}

/** Input of a verb may point to records like a field does; they must be there and visible. */
async function checkInputPointers(
  call: Call,
  access: Access,
  definition: VerbDefinition,
  input: Values,
): Promise<void> {
  const asked = { ...access, object: { ...access.object, fields: { ...access.object.fields, ...definition.input } } }
  const wrong = await lostPointers(call, input, pointersOf(call, asked, input))
  if (Object.keys(wrong).length > 0) throw refused(asked.object, wrong)
}

/** Claims the key for this verb on this record; false when it was done with it before. Falls with the transaction. */
async function claim(call: Call, key: string, object: string, id: string, asked: Values): Promise<boolean> {
  const digest = digestOf(asked)
  const made = await call.db.maybe(sql`
    insert into idempotency (person, key, object, digest, record, at)
    values (${call.person.id}::uuid, ${key}, ${object}, ${digest}, ${id}::uuid, ${nowOf(call)}::timestamptz)
    on conflict do nothing returning 1`)
  if (made) return true
  const before = await call.db.maybe<{ digest: string; record: string }>(
    sql`select digest, record from idempotency where person = ${call.person.id}::uuid and key = ${key}`,
  )
  if (before?.digest === digest && before.record === id) return false
  throw keyReused(key)
}

/** Does a named change to a record, in one transaction: permission, input, then the area's function. */
export async function verb(
  call: Call,
  object: string,
  id: string,
  name: string,
  given: Values = {},
  { idempotencyKey: key }: CreateOptions = {},
): Promise<unknown> {
  const access = call.view.open(object)
  const verbs = access.object.verbs ?? {}
  const definition = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  const work = definition && call.engine.areas[object]?.verbs?.[name]
  if (!definition || !work)
    throw new Problem('verb_missing', `A ${access.object.label.en.toLowerCase()} has no verb "${name.slice(0, 60)}".`)
  const input = checkedInput(access, definition.input ?? {}, given)
  return writing(call, async (inner) => {
    const needs = definition.needs ?? 'update'
    const row =
      needs === 'read'
        ? await get(inner, object, id)
        : await locked(inner, access, id, needs === 'create' ? 'update' : needs)
    if (needs === 'create' && access.scopes.create === 'none')
      throw new Problem('forbidden', `Your role does not let you create ${access.object.labels.en.toLowerCase()}.`)
    if (key !== undefined && !(await claim(inner, key, object, id, { verb: name, ...input })))
      return get(inner, object, id)
    await checkInputPointers(inner, access, definition, input)
    return work({ id, row, input }, ruleContext(inner, nowOf(inner)))
  })
}

import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { CustomRow } from '../vocabulary.ts'
import { repoint } from './choices.ts'
import { checkedAdjustment, checkedField, checkFieldName, givenAgain, refuseDefinition } from './definition.ts'
import type { CustomParts, Designing } from './designing.ts'

export const objectOf = (vocabulary: Vocabulary, name: string): ObjectDefinition => {
  const found = vocabulary.find(name)
  if (!found) throw new Problem('not_found', `There is no object "${name.slice(0, 60)}".`)
  return found
}

export const fieldOf = (object: ObjectDefinition, name: string): Field => {
  const field = Object.hasOwn(object.own, name) ? object.own[name] : undefined
  if (!field) throw new Problem('not_found', `${object.label.en} has no field "${name.slice(0, 60)}".`)
  return field
}

/** How long what was removed can be taken back, in days. */
export const keptDays = 30

const inTrash = (row: CustomRow, name: string) =>
  refuseDefinition(
    `"${name}" lies in the trash since ${row.removed_at!.slice(0, 10)}. Take it back, or remove it for good first.`,
    `“${name}”自 ${row.removed_at!.slice(0, 10)} 起在回收站中。请恢复它，或先永久删除。`,
  )

export async function addField(work: Designing, object: string, name: string, definition: unknown): Promise<Field> {
  const before = objectOf(work.now(), object)
  checkFieldName(name, before)
  if (Object.hasOwn(before.fields, name))
    throw refuseDefinition(`${before.label.en} has a field "${name}" already.`, `${before.label.zh}已有字段“${name}”。`)
  const lying = work.row('field', object, name)
  if (lying) throw inTrash(lying, name)
  const field = checkedField(definition, name, work.now(), object)
  await work.put({ kind: 'field', object, name, definition: field })
  return field
}

/** What becomes of records that have a choice which goes: the choice they get instead, or null for none. */
export type Replacements = { readonly [choice: string]: string | null }

/** A unique field must be unique already: the index is built after the definition stands. */
async function checkUnique(work: Designing, object: string, name: string): Promise<void> {
  const column = sql`lower(${sql.id(name)}::text collate "und-x-icu")`
  const twice = await work.tx.maybe<{ value: string }>(sql`
    select min(${sql.id(name)}::text) as value from ${sql.id(object)} where deleted_at is null and ${sql.id(name)} is not null
    group by ${column} having count(*) > 1 limit 1`)
  if (twice)
    throw refuseDefinition(
      `"${name}" cannot become unique: “${twice.value.slice(0, 60)}” stands in several records.`,
      `“${name}”不能设为唯一：“${twice.value.slice(0, 60)}”出现在多条记录中。`,
    )
}

async function changeOwn(
  parts: CustomParts,
  work: Designing,
  [object, name]: readonly [string, string],
  definition: unknown,
  replace: Replacements,
): Promise<Field> {
  const before = fieldOf(objectOf(work.now(), object), name)
  const field = checkedField(definition, name, work.now(), object)
  if (field.kind !== before.kind || field.to !== before.to)
    throw refuseDefinition(
      `The kind of "${name}" cannot change. Add another field instead.`,
      `“${name}”的类型不能修改，请另建一个字段。`,
    )
  if (
    (field.formula === undefined) !== (before.formula === undefined) ||
    (field.rollup === undefined) !== (before.rollup === undefined)
  )
    throw refuseDefinition(
      `"${name}" cannot turn from a field that people fill into one that is worked out, nor back. Add another field instead.`,
      `“${name}”不能在手工填写与自动计算之间转换，请另建一个字段。`,
    )
  if (field.unique && !before.unique) await checkUnique(work, object, name)
  await repoint(parts, work, objectOf(work.now(), object), { name, before, after: field, replace })
  await work.put({ kind: 'field', object, name, definition: field })
  return field
}

export async function changeField(
  parts: CustomParts,
  work: Designing,
  [object, name]: readonly [string, string],
  definition: unknown,
  replace: Replacements = {},
): Promise<Field> {
  const field = fieldOf(objectOf(work.now(), object), name)
  if (field.custom) return changeOwn(parts, work, [object, name], definition, replace)
  const built = fieldOf(objectOf(parts.base, object), name)
  const adjustment = checkedAdjustment(definition, name, built)
  const after = { ...built, ...adjustment }
  await repoint(parts, work, objectOf(work.now(), object), { name, before: field, after, replace })
  await work.put({
    kind: 'built_in',
    object,
    name,
    definition: Object.keys(adjustment).length === 0 ? null : adjustment,
  })
  return fieldOf(objectOf(work.now(), object), name)
}

/** To the trash: what it holds is kept, and comes back with it. */
export async function removeField(work: Designing, object: string, name: string): Promise<void> {
  const before = objectOf(work.now(), object)
  const field = fieldOf(before, name)
  if (!field.custom)
    throw refuseDefinition(`“${field.label.en}” is built in and stays.`, `“${field.label.zh}”是内置字段，不能删除。`)
  if (before.title === name)
    throw refuseDefinition(
      `"${name}" names the records of ${before.label.en}, so it stays.`,
      `“${name}”是${before.label.zh}的标题字段，不能删除。`,
    )
  // Fields of an object that was made by an earlier version stand in its own definition.
  if (!work.row('field', object, name))
    await work.put({ kind: 'field', object, name, definition: { ...(givenAgain(field) as object), custom: true } })
  await work.put({ kind: 'field', object, name, definition: null })
}

/** The order of an object's fields; those that are not named come behind. */
export async function orderFields(work: Designing, object: string, names: unknown): Promise<void> {
  const before = objectOf(work.now(), object)
  const known =
    Array.isArray(names) && names.every((name) => typeof name === 'string' && Object.hasOwn(before.own, name))
  if (!known || new Set(names as string[]).size !== (names as string[]).length)
    throw refuseDefinition(
      `The order of ${before.labels.en} is a list of its fields, each once.`,
      `${before.labels.zh}的顺序应为其字段的列表，每个一次。`,
    )
  await work.put({ kind: 'order', object, name: 'fields', definition: names })
}

import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectOptions } from '@rapport/vocabulary/define/object.ts'
import { checkedField, checkFieldName, refuseDefinition } from './definition.ts'
import type { CustomParts, Designing } from './designing.ts'
import { objectOf } from './fields.ts'
import { checkedObject, type ObjectItself } from './object-definition.ts'
import { mostFields } from './whole.ts'

const fieldsGiven = (given: unknown): { readonly [name: string]: unknown } => {
  const { fields } = given as { fields?: unknown }
  const made = typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? fields : {}
  if (Object.keys(made).length > mostFields)
    throw refuseDefinition(`An object has at most ${mostFields} fields.`, `一个对象最多有 ${mostFields} 个字段。`)
  return made as { readonly [name: string]: unknown }
}

/** Adds an object with its fields. The fields come first: an object cannot stand without the one that names its records. */
export async function addObject(work: Designing, given: unknown): Promise<string> {
  const object = checkedObject(given)
  const { name } = object
  const now = work.now()
  if (now.find(name) || now.findPlural(object.plural))
    throw refuseDefinition(`There is an object "${name}" already.`, `已有对象“${name}”。`)
  if (work.row('object', name, name))
    throw refuseDefinition(
      `"${name}" lies in the trash. Take it back, or remove it for good first.`,
      `“${name}”在回收站中。请恢复它，或先永久删除。`,
    )
  const itself = { custom: true }
  const fields = Object.entries(fieldsGiven(given)).map(([key, one]): [string, Field] => {
    checkFieldName(key, itself)
    return [key, checkedField(one, key, now, name)]
  })
  const title = object.title || (fields[0]?.[0] ?? '')
  if (!fields.some(([key]) => key === title))
    throw refuseDefinition(
      `The title of "${name}" is one of its fields, and a text.`,
      `“${name}”的标题必须是它的一个文本字段。`,
    )
  const columns = object.list.columns.length > 0 ? object.list.columns : fields.slice(0, 6).map(([key]) => key)
  for (const [key, field] of fields) await work.put({ kind: 'field', object: name, name: key, definition: field })
  await work.put({
    kind: 'object',
    object: name,
    name,
    definition: { ...object, title, list: { ...object.list, columns } },
  })
  return name
}

const changeable = ['label', 'labels', 'icon', 'help', 'concept', 'title', 'list']

/** Changes what an object of users is called and how it looks; its name and its path stay. */
export async function changeObject(work: Designing, name: string, given: unknown): Promise<void> {
  const row = work.row('object', name, name)
  if (!objectOf(work.now(), name).custom || !row)
    throw refuseDefinition('Objects that are built in keep their names.', '内置对象的名称不能修改。')
  const before = row.definition as ObjectOptions<Record<string, Field>>
  const wanted = typeof given === 'object' && given !== null ? given : {}
  const picked = Object.fromEntries(Object.entries(wanted).filter(([key]) => changeable.includes(key)))
  const checked: ObjectItself = checkedObject({ ...before, ...picked })
  const { columns } = checked.list
  const list = columns.length > 0 ? { ...before.list, columns } : before.list
  const { fields } = before
  await work.put({
    kind: 'object',
    object: name,
    name,
    definition: { ...checked, list, ...(fields && { fields }) },
  })
}

/** To the trash, with its records; what points to it has to go first. */
export async function removeObject(_: CustomParts, work: Designing, name: string): Promise<void> {
  const object = objectOf(work.now(), name)
  if (!object.custom)
    throw refuseDefinition(`${object.label.en} is built in and stays.`, `${object.label.zh}是内置对象，不能删除。`)
  const pointing = work
    .now()
    .linksTo(name)
    .find((one) => one.object.name !== name)
  if (pointing)
    throw refuseDefinition(
      `${pointing.object.label.en} points to ${object.labels.en} by "${pointing.name}". Remove that field first.`,
      `${pointing.object.label.zh}通过“${pointing.name}”指向${object.labels.zh}。请先删除该字段。`,
    )
  await work.put({ kind: 'object', object: name, name, definition: null })
}

import type { Field } from '@rapport/vocabulary/define/field.ts'
import { concepts, type ObjectOptions } from '@rapport/vocabulary/define/object.ts'
import { checkedLabel, checkName, isObject, refuseDefinition } from './definition.ts'

/** What an object of users is, without its fields. */
export type ObjectItself = Omit<ObjectOptions<Record<string, Field>>, 'fields'>

/** An object from data of a person, without its fields. */
export function checkedObject(given: unknown): ObjectItself {
  if (!isObject(given))
    throw refuseDefinition(
      'An object has a name, a plural, labels, fields and a title.',
      '对象包含名称、复数名、标签、字段和标题字段。',
    )
  const name = checkName(given.name, { en: 'an object', zh: '对象' })
  const plural = checkName(given.plural ?? `${name}s`, { en: 'a plural', zh: '复数名' })
  const label = checkedLabel(given.label, `The object "${name}"`)
  const list = isObject(given.list) && Array.isArray(given.list.columns) ? given.list.columns.map(String) : []
  return {
    name,
    plural,
    concept: concepts.find((one) => one === given.concept) ?? 'work',
    label,
    labels: checkedLabel(given.labels ?? given.label, `The object "${name}"`),
    ...(given.help !== undefined &&
      given.help !== null && { help: checkedLabel(given.help, `The help of "${name}"`, 500) }),
    icon: typeof given.icon === 'string' && /^[a-z0-9-]{1,40}$/.test(given.icon) ? given.icon : 'box',
    title: typeof given.title === 'string' ? given.title : '',
    list: { columns: list.slice(0, 50), sort: '-created_at' },
    page: { sections: [] },
    custom: true,
  }
}

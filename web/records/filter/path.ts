import type { Field } from '@rapport/vocabulary/define/field.ts'
import { idField } from '@rapport/vocabulary/define/filter-check.ts'
import { findLinked, type Linked, linksOf } from '@rapport/vocabulary/define/filter-linked.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { sightOf } from './sight.ts'

/** A field at the end of a path over links, and what the steps are called. */
export interface Place {
  readonly field: Field
  readonly labels: readonly Label[]
}

/** The field that "employer.name" means; undefined where a step is not there. */
export const placeOf = (object: ObjectDefinition, path: string, vocabulary: Vocabulary): Place | undefined => {
  const [name = '', ...rest] = path.split('.')
  const field = name === 'id' ? idField : Object.hasOwn(object.fields, name) ? object.fields[name] : undefined
  if (field === undefined || rest.length === 0) return field && { field, labels: [field.label] }
  const to = vocabulary.find(field.to ?? '')
  const further = to && placeOf(to, rest.join('.'), vocabulary)
  return further && { field: further.field, labels: [field.label, ...further.labels] }
}

/** Where a path may go on from a field: the object of a link to one record. */
export const nextObject = (field: Field, vocabulary: Vocabulary): ObjectDefinition | undefined =>
  kindOf(field).family === 'id' ? vocabulary.find(field.to ?? '') : undefined

export const linkedOf = (object: ObjectDefinition, name: string, vocabulary: Vocabulary): Linked | undefined => {
  const found = findLinked(name, object, sightOf(vocabulary))
  return found instanceof Refusal ? undefined : found
}

/** The links by which a person may ask for linked records; not those of what the app keeps for itself. */
export const linksFor = (object: ObjectDefinition, vocabulary: Vocabulary): readonly Linked[] =>
  linksOf(object, sightOf(vocabulary)).filter((one) => one.own || !one.object.hidden)

/** What linked records are called: by what they are, and by their link where several lead here. */
export const linkedLabel = (linked: Linked, among: readonly Linked[]): Label => {
  if (linked.own) return linked.field.label
  const { labels } = linked.object
  if (!among.some((one) => !one.own && one.object === linked.object && one.link !== linked.link)) return labels
  const by = linked.field.label
  return { en: `${labels.en} (${by.en})`, zh: `${labels.zh}（${by.zh}）` }
}

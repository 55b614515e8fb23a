import type { Field } from './field.ts'
import { type Sight, seenField } from './filter-check.ts'
import { kindOf } from './kinds/index.ts'
import type { ObjectDefinition } from './object.ts'
import { quoted, type Refusal, refuse } from './refusal.ts'

/** How a link names records: by one id, by several, or by object and id ("customer/0190…"). */
export type LinkForm = 'id' | 'ids' | 'reference'

/** The records that a link connects with this one. */
export interface Linked {
  /** The object whose records they are. */
  readonly object: ObjectDefinition
  /** The field that connects: of those records, which point here; or, with `own`, of this record, which points to them. */
  readonly link: string
  readonly own: boolean
  readonly field: Field
  /** The name of the object that the link leads to: this one's, or with `own` theirs. */
  readonly to: string
  readonly form: LinkForm
}

const forms: { readonly [family: string]: LinkForm } = { id: 'id', ids: 'ids', text: 'reference' }

const noLink = (given: unknown, object: ObjectDefinition): Refusal =>
  refuse(
    'unknown_field',
    `${quoted(given)} is no link of a ${object.label.en}, and none of another object that points to it; write "tags" or "order.customer"`,
    `${quoted(given)} 不是${object.label.zh}的关联，也不是指向它的关联；请写成 "tags" 或 "order.customer"`,
  )

function ownLink(name: string, object: ObjectDefinition, sight: Sight): Linked | undefined {
  const field = name === 'id' ? undefined : seenField(object, name, sight)
  const to = field?.to === undefined ? undefined : sight.vocabulary.find(field.to)
  return field && to
    ? { object: to, link: name, own: true, field, to: to.name, form: forms[kindOf(field).family]! }
    : undefined
}

/** A reference may name records of any object; a link only those of its own. */
function pointing(from: string, name: string, object: ObjectDefinition, sight: Sight): Linked | undefined {
  const other = sight.vocabulary.find(from)
  const field = other && name !== 'id' ? seenField(other, name, sight) : undefined
  if (!other || !field || !(field.to === object.name || field.kind === 'reference')) return undefined
  return { object: other, link: name, own: false, field, to: object.name, form: forms[kindOf(field).family]! }
}

/**
 * The link that "tags" (a link of this object) or "order.customer" (one of another object that leads here) means for a person.
 * A link that the person may not see is refused like one that is not there.
 */
export const findLinked = (given: unknown, object: ObjectDefinition, sight: Sight): Linked | Refusal => {
  const names = typeof given === 'string' ? given.split('.') : []
  const found =
    names.length === 1
      ? ownLink(names[0]!, object, sight)
      : names.length === 2
        ? pointing(names[0]!, names[1]!, object, sight)
        : undefined
  return found ?? noLink(given, object)
}

/** Every link by which a person can ask for linked records of an object: "tags", "order.customer", "task.about". */
export const linksOf = (object: ObjectDefinition, sight: Sight): readonly Linked[] => {
  const own = Object.keys(object.fields).flatMap((name) => ownLink(name, object, sight) ?? [])
  const others = sight.vocabulary.objects.flatMap((other) =>
    Object.keys(other.fields).flatMap((name) => pointing(other.name, name, object, sight) ?? []),
  )
  return [...own, ...others]
}

/** A link as it stands in a filter. */
export const linkName = ({ object, link, own }: Linked): string => (own ? link : `${object.name}.${link}`)

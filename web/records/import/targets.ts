import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import { type ObjectDefinition, systemFields } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'

/** A place where a column of a file may go. */
export interface Place {
  readonly path: string
  /** Object whose field it is. */
  readonly object: ObjectDefinition
  /** Links that lead there, from the row's own object. */
  readonly links: readonly Label[]
  readonly label: Label
  readonly part?: string
}

export const addressParts = ['street', 'city', 'region', 'postcode', 'country', 'lat', 'lng'] as const

export const isImportable = (object: ObjectDefinition): boolean =>
  (object.concept !== 'system' || object.name === 'tag') && (!object.hidden || object.partOf !== undefined)

const isGiven = ([name, field]: [string, Field]): boolean =>
  !field.derived && field.kind !== 'json' && (name === 'owner' || !Object.hasOwn(systemFields, name))

const placesIn = (object: ObjectDefinition, prefix: string, links: readonly Label[]): Place[] =>
  Object.entries(object.fields)
    .filter(isGiven)
    .flatMap(([name, field]): Place[] => {
      const whole = { path: `${prefix}${name}`, object, links, label: field.label }
      return field.kind === 'addresses'
        ? [whole, ...addressParts.map((part) => ({ ...whole, path: `${whole.path}.${part}`, part }))]
        : [whole]
    })

/** Every place for a column: the fields of the row's object, and those of records that it links to. */
export const placesFor = (
  vocabulary: Vocabulary,
  root: ObjectDefinition,
  prefix = '',
  links: readonly Label[] = [],
  depth = 0,
): Place[] => {
  const linked = Object.entries(root.fields).flatMap(([name, field]): Place[] => {
    const to = field.kind === 'link' && name !== 'owner' && !field.derived ? vocabulary.find(field.to ?? '') : undefined
    const further = depth === 0 || (depth === 1 && links.length === 1)
    if (to === undefined || !isImportable(to) || !further || depth > 1) return []
    const isWhole = root.partOf === name
    if (depth === 1) return placesIn(to, `${prefix}${name}.`, [...links, field.label])
    return isWhole ? placesFor(vocabulary, to, `${name}.`, [field.label], 1) : placesIn(to, `${name}.`, [field.label])
  })
  return [...placesIn(root, prefix, links), ...linked]
}

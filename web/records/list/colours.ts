import { type Colour, colours } from '@rapport/vocabulary/define/field.ts'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'

/** What fulfils the condition stands on a tint: the whole row, or its cell of one field. */
export interface ColourRule {
  readonly when: Filter
  readonly colour: Colour
  readonly cell?: string
}

export const mostRules = 12

const isRule = (object: ObjectDefinition, value: unknown): value is ColourRule => {
  const { when, colour, cell } = (value ?? {}) as { readonly [name: string]: unknown }
  return (
    typeof when === 'object' &&
    when !== null &&
    colours.some((one) => one === colour) &&
    (cell === undefined || (typeof cell === 'string' && Object.hasOwn(object.fields, cell)))
  )
}

/** The rules that an address names. What is no rule there, or colours what the person does not see, is left out. */
export const readColours = (object: ObjectDefinition, value: unknown): readonly ColourRule[] =>
  Array.isArray(value) ? value.filter((one) => isRule(object, one)).slice(0, mostRules) : []

/** The fields of the record itself that a filter names. */
const fieldsIn = (filter: Filter): readonly string[] => {
  if ('field' in filter) return [filter.field.split('.')[0]!]
  if ('all' in filter) return filter.all.flatMap(fieldsIn)
  if ('any' in filter) return filter.any.flatMap(fieldsIn)
  return 'not' in filter ? fieldsIn(filter.not) : []
}

/** The fields that a list must read to colour its rows. */
export const colouredBy = (rules: readonly ColourRule[]): readonly string[] => [
  ...new Set(rules.flatMap(({ when }) => fieldsIn(when))),
]

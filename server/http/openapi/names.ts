import type { Schema } from '@rapport/vocabulary/define/kind.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Names } from '../objects/route.ts'

/** `order_line` → `OrderLine`. */
export const pascal = (name: string): string =>
  name
    .split(/[^a-z0-9]+/i)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

export const schemaRef = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

/** The schemas of one object, as the operations refer to them. */
export const namesOf = (object: ObjectDefinition): Names => {
  const name = pascal(object.name)
  return {
    row: schemaRef(name),
    newValues: schemaRef(`New${name}`),
    values: schemaRef(`${name}Values`),
    filter: schemaRef(`${name}Filter`),
  }
}

import { customer } from './customers/customer.ts'
import type { ObjectDefinition } from './define/object.ts'
import { Vocabulary } from './define/vocabulary.ts'

/** Everything that Rapport keeps, one line an object; the order is that of the navigation. */
export const objects: readonly ObjectDefinition[] = [customer]

export const vocabulary = new Vocabulary(objects)

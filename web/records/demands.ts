import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type Demands, demandsOf } from '@rapport/vocabulary/define/rule.ts'
import type { Values } from '../api.ts'
import { now } from '../clock.ts'
import { useMe, useVocabulary } from '../session.ts'

/** What the rules of an object say of these values at this moment; the server holds to the same. */
export const useDemands = (object: ObjectDefinition, values: Values): Demands => {
  const vocabulary = useVocabulary()
  const me = useMe()
  const row = { id: '', version: 0, ...values } as AnyRow
  const context = { now: now().toISOString(), offsetMinutes: -now().getTimezoneOffset(), me: me.id }
  return demandsOf(object, row, { vocabulary, sees: (one, field) => Object.hasOwn(one.fields, field) }, context)
}

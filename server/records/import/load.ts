import type { Runner } from '../../database/runner.ts'
import { type Call, nowOf } from '../call.ts'
import { writtenId } from '../person.ts'
import type { Given } from './area.ts'
import { writeEntities } from './write.ts'

/** A record to be made as it is, with an id that others may point to. */
export interface Ready {
  readonly id: string
  /** When it was made, where that is not now. */
  readonly at?: string
  readonly values: Given
}

/**
 * Makes many records of one object by COPY, with changes, search and rules, for a caller that knows that the values are right:
 * the sample company, and what the server itself makes in bulk.
 */
export const loadRecords = async (
  call: Call,
  tx: Runner,
  name: string,
  ready: readonly Ready[],
  batch: string,
): Promise<void> => {
  const object = call.view.vocabulary.find(name)!
  const owned = Object.hasOwn(object.fields, 'owner')
  const defaults = Object.entries(object.own).filter(([, field]) => field.default !== undefined)
  const entities = ready.map(({ id, at, values }) => {
    const given: Given = owned ? { owner: writtenId(call.person), ...values } : { ...values }
    for (const [field, { default: preset }] of defaults) given[field] ??= preset
    return { id, at, given, rows: [] }
  })
  await writeEntities({ call, tx, batch, now: nowOf(call) }, object, entities)
}

import { id, moment, orNull, shape, text } from '../route.ts'

/** A change, as histories, timelines and the stream of changes answer it. */
export const changeSchema = shape({
  id,
  at: moment,
  person: orNull(id),
  via: text,
  object: text,
  record: id,
  verb: text,
  version: { type: 'integer' },
  before: orNull({ type: 'object' }),
  after: orNull({ type: 'object' }),
  batch: orNull(id),
})
export const next = orNull({ type: 'string', description: 'Cursor of the next page' })

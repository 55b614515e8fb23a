import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { Problem } from '../../errors.ts'
import { id, listOf, nothing, shape } from '../route.ts'
import { ifMatch, onceOnly } from './basic.ts'
import { idempotencyKey, versionTag, wantedVersion } from './match.ts'
import { objectRoute } from './route.ts'

const refused = (detail: string): Problem => new Problem('invalid', detail, { fields: {} })

const remove = objectRoute({
  method: 'DELETE',
  path: '/:id',
  id: 'delete',
  summary: (object) => `Move a ${object.label.en.toLowerCase()} to the trash`,
  needs: 'delete',
  headers: ifMatch,
  answers: () => ({ 204: nothing }),
  problems: ['forbidden', 'not_found', 'conflict', 'request_unreadable'],
  handle: async ({ house, records, object, params, caller, request }) => {
    const version = wantedVersion(request.headers['if-match'])
    await records.remove(object.name, params.id!, version === undefined ? undefined : { version })
    house.written(object, caller.person)
  },
})

const restore = objectRoute({
  method: 'POST',
  path: '/:id/restore',
  id: 'restore',
  summary: (object) => `Take a ${object.label.en.toLowerCase()} out of the trash`,
  needs: 'delete',
  answers: ({ row }) => ({ 200: { about: 'The record', schema: row } }),
  problems: ['forbidden', 'not_found', 'invalid', 'conflict'],
  handle: async ({ house, records, object, params, caller, reply }) => {
    const row = await records.restore(object.name, params.id!)
    house.written(object, caller.person)
    reply.raw.setHeader('etag', versionTag(row))
    return row
  },
})

const destroy = objectRoute({
  method: 'POST',
  path: '/:id/destroy',
  id: 'destroy',
  summary: (object) => `Delete a ${object.label.en.toLowerCase()} for ever, from the trash`,
  needs: 'delete',
  answers: () => ({ 204: nothing }),
  problems: ['forbidden', 'not_found'],
  handle: async ({ records, object, params }) => {
    await records.destroy(object.name, params.id!)
  },
})

const merge = objectRoute({
  method: 'POST',
  path: '/:id/merge',
  id: 'merge',
  summary: (object) => `Merge other ${object.labels.en.toLowerCase()} into this one`,
  about: 'All links follow and the others go to the trash. POST /merges/{change}/undo takes it all back.',
  needs: 'update',
  body: () =>
    shape(
      {
        others: { ...listOf(id), minItems: 1, maxItems: 50 },
        choices: {
          type: 'object',
          description: 'By field, the id of the record whose value is taken',
          additionalProperties: id,
        },
      },
      ['choices'],
    ),
  answers: ({ row }) => ({ 200: { about: 'The record that is kept', schema: shape({ row, change: id, batch: id }) } }),
  problems: ['forbidden', 'not_found', 'invalid', 'merge_invalid'],
  handle: ({ records, object, params, body }) => {
    const { others, choices = {}, ...rest } = body
    if (Object.keys(rest).length > 0)
      throw refused(`The body takes "others" and "choices", not ${Object.keys(rest)[0]}.`)
    if (!isTexts(others) || others.length === 0) throw refused('"others" must be a list of ids.')
    if (!isTextMap(choices)) throw refused('"choices" must give for a field the id of a record.')
    return records.merge(object.name, params.id!, others, choices)
  },
})

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= 100_000 && value.every((one) => typeof one === 'string')
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isTextMap = (value: unknown): value is Record<string, string> =>
  isPlain(value) && Object.values(value).every((one) => typeof one === 'string')

const isEach = (value: unknown): value is { id: string; values: Record<string, unknown> }[] =>
  Array.isArray(value) &&
  value.every(
    (one) => isPlain(one) && Object.keys(one).length === 2 && typeof one.id === 'string' && isPlain(one.values),
  )

const bulk = objectRoute({
  method: 'POST',
  path: '/bulk',
  id: 'bulk',
  summary: (object) => `Change or trash many ${object.labels.en.toLowerCase()} at once`,
  about:
    'Which ones: "ids" or "filter". What happens: "values" or "remove". Or "each": records with values of their own. POST /bulk/{batch}/undo takes it back.',
  needs: 'update',
  body: ({ values, filter }) =>
    shape(
      {
        ids: { ...listOf(id), maxItems: 100_000 },
        filter,
        values,
        remove: { type: 'boolean' },
        each: { ...listOf(shape({ id, values })), maxItems: 5_000 },
      },
      ['ids', 'filter', 'values', 'remove', 'each'],
    ),
  answers: () => ({
    200: {
      about: 'How many were meant, changed, and refused because the role does not let the person change them',
      schema: shape({
        batch: id,
        matched: { type: 'integer' },
        changed: { type: 'integer' },
        refused: { type: 'integer' },
      }),
    },
  }),
  problems: ['forbidden', 'invalid', 'filter_invalid', 'not_found'],
  handle: async ({ house, records, object, body, caller }) => {
    const { ids, filter, values, remove: removes, each, ...rest } = body
    if (each !== undefined) {
      if (!isEach(each) || Object.keys(body).length > 1)
        throw refused('"each" stands alone: a list such as [{"id":"0190…","values":{"name":"Ada"}}].')
      const done = await records.bulkEach(object.name, each)
      house.written(object, caller.person)
      return done
    }
    if (Object.keys(rest).length > 0) throw refused(`"${Object.keys(rest)[0]!.slice(0, 60)}" is not known here.`)
    if ((ids === undefined) === (filter === undefined)) throw refused('Give either "ids" or "filter".')
    if ((values === undefined) === (removes === undefined)) throw refused('Give either "values" or "remove": true.')
    if (ids !== undefined && !isTexts(ids)) throw refused('"ids" must be a list of at most 100,000 ids.')
    if (values !== undefined && !isPlain(values)) throw refused('"values" must be an object.')
    if (removes !== undefined && removes !== true) throw refused('"remove" must be true.')
    const done = await records.bulk(object.name, { ids, filter: filter as Filter | undefined, values, remove: removes })
    house.written(object, caller.person)
    return done
  },
})

const verb = objectRoute({
  method: 'POST',
  path: '/:id/:verb',
  id: 'verb',
  summary: (object) => `A verb of the ${object.label.en.toLowerCase()}`,
  needs: 'read',
  headers: onceOnly('The same key again does nothing more, and answers the record'),
  body: () => ({ type: 'object' }),
  answers: () => ({ 200: { about: 'Done' } }),
  problems: ['forbidden', 'not_found', 'invalid', 'idempotency_reused', 'request_unreadable', 'verb_missing'],
  names: (object, parameters) => Object.hasOwn(object.verbs ?? {}, parameters.verb!),
  handle: async ({ records, object, params, body, request }) => {
    const key = idempotencyKey(request.headers['idempotency-key'])
    const options = key === undefined ? undefined : { idempotencyKey: key }
    return (await records.verb(object.name, params.id!, params.verb!, body, options)) ?? {}
  },
})

export const changingRoutes = [remove, restore, destroy, merge, bulk]
/** Documented by the definition's own verbs. */
export const verbRoute = verb

import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { includedSchema } from '../openapi/object-schemas.ts'
import { nothing, shape, text } from '../route.ts'
import { idempotencyKey, versionTag, wantedVersion } from './match.ts'
import { cursor, expand, fields, filter, limit, skip, sort, total, trash } from './parameters.ts'
import { objectRoute } from './route.ts'

const page = { filter, sort, limit, cursor, skip, fields, expand, total, trash }
const ifMatch = {
  'if-match': {
    about: 'Version that was read, in quotes: "3"',
    schema: { type: 'string', pattern: '^(W/)?"\\d+"$|^\\*$' },
  },
}
export const onceOnly = (about: string) => ({
  'idempotency-key': { about, schema: { ...text, minLength: 1, maxLength: 200 } },
})
const totals = shape({ value: { type: 'integer' }, exact: { type: 'boolean' } })

export const list = objectRoute({
  method: 'GET',
  path: '',
  id: 'list',
  summary: (object) => `List ${object.labels.en.toLowerCase()}`,
  needs: 'read',
  query: page,
  answers: ({ row }) => ({
    200: {
      about: 'A page',
      schema: shape(
        {
          data: { type: 'array', items: row },
          next: { type: ['string', 'null'], description: 'Cursor of the next page; null on the last' },
          included: includedSchema,
          total: totals,
          start: { type: 'string', description: 'After a skip: the cursor of this page' },
          skipped: { type: 'integer', description: 'The list ended within the skip: so many rows it had' },
        },
        ['included', 'total', 'start', 'skipped'],
      ),
    },
  }),
  problems: ['query_invalid', 'filter_invalid', 'sort_invalid', 'cursor_invalid', 'fields_invalid', 'not_found'],
  handle: ({ records, object, query }) =>
    records.list(object.name, { ...query, filter: query.filter as Filter | undefined }),
})

export const get = objectRoute({
  method: 'GET',
  path: '/:id',
  id: 'get',
  summary: (object) => `Get one ${object.label.en.toLowerCase()}`,
  needs: 'read',
  query: { expand },
  answers: ({ row }) => ({
    200: {
      about: 'The record; ETag is its version. With expand, "included" names what its links point to',
      schema: row,
    },
  }),
  problems: ['query_invalid', 'fields_invalid', 'not_found'],
  handle: async ({ records, object, params, query, reply }) => {
    const row = await records.get(object.name, params.id!)
    reply.raw.setHeader('etag', versionTag(row))
    return query.expand ? { ...row, included: await records.expand(object.name, [row], query.expand) } : row
  },
})

export const create = objectRoute({
  method: 'POST',
  path: '',
  id: 'create',
  summary: (object) => `Create a ${object.label.en.toLowerCase()}`,
  needs: 'create',
  headers: onceOnly('The same key again answers the same record and creates nothing'),
  body: (names) => names.newValues,
  status: 201,
  answers: ({ row }) => ({ 201: { about: 'Created; Location says where it is', schema: row } }),
  problems: ['invalid', 'forbidden', 'not_found', 'idempotency_reused', 'request_unreadable'],
  handle: async ({ house, records, object, body, caller, request, reply }) => {
    const key = idempotencyKey(request.headers['idempotency-key'])
    const row = await records.create(object.name, body, key === undefined ? undefined : { idempotencyKey: key })
    house.written(object, caller.person)
    reply.raw.setHeader('etag', versionTag(row))
    reply.raw.setHeader('location', `/api/v1/${object.plural}/${row.id}`)
    return row
  },
})

export const update = objectRoute({
  method: 'PATCH',
  path: '/:id',
  id: 'update',
  summary: (object) => `Change a ${object.label.en.toLowerCase()}`,
  about: 'Only the fields that are given change; null empties one.',
  needs: 'update',
  headers: ifMatch,
  body: (names) => names.values,
  answers: ({ row }) => ({ 200: { about: 'The record as it stands now', schema: row } }),
  problems: ['invalid', 'forbidden', 'not_found', 'conflict', 'request_unreadable'],
  handle: async ({ house, records, object, params, body, caller, request, reply }) => {
    const version = wantedVersion(request.headers['if-match'])
    const row = await records.update(object.name, params.id!, body, version === undefined ? undefined : { version })
    house.written(object, caller.person)
    reply.raw.setHeader('etag', versionTag(row))
    return row
  },
})

export const basicRoutes = [list, get, create, update]
export { ifMatch, nothing }

import { Readable } from 'node:stream'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { aggregates } from '@rapport/vocabulary/define/kind.ts'
import { Problem } from '../../errors.ts'
import type { AggregateRequest } from '../../records/aggregate.ts'
import { exportFormats } from '../../records/export.ts'
import { flag, integer, oneOf } from '../query.ts'
import { listOf, shape, text } from '../route.ts'
import { changeSchema, next } from './change-schema.ts'
import { cursor, fields, filter, sort } from './parameters.ts'
import { objectRoute } from './route.ts'

const versionIn = (given: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(given))
    throw new Problem('query_invalid', 'The version must be a whole number from 1, such as 3.', {
      parameter: 'version',
    })
  return Number(given)
}

const history = objectRoute({
  method: 'GET',
  path: '/:id/history',
  id: 'historyOf',
  summary: (object) => `What was changed in a ${object.label.en.toLowerCase()}, by whom`,
  needs: 'read',
  query: { cursor, limit: integer('Most changes of the page', 1, 200) },
  answers: () => ({ 200: { about: 'Changes, the latest first', schema: shape({ data: listOf(changeSchema), next }) } }),
  problems: ['query_invalid', 'cursor_invalid', 'not_found'],
  handle: ({ records, object, params, query }) => records.history(object.name, params.id!, query),
})

const version = objectRoute({
  method: 'GET',
  path: '/:id/versions/:version',
  id: 'versionOf',
  summary: (object) => `A ${object.label.en.toLowerCase()} as it was at one of its versions`,
  about: 'PATCH with the values of before restores them: a new change, so that nothing is lost.',
  needs: 'read',
  answers: ({ row }) => ({ 200: { about: 'The record as it was', schema: row } }),
  problems: ['query_invalid', 'not_found'],
  handle: ({ records, object, params }) => records.getAt(object.name, params.id!, versionIn(params.version!)),
})

const groupSchema = shape({ field: text, by: { enum: ['day', 'week', 'month', 'quarter', 'year'] } }, ['by'])
const measureSchema = shape({ measure: { enum: aggregates }, field: text }, ['field'])

const refused = (detail: string): Problem => new Problem('invalid', detail, { fields: {} })
const isListOf = (value: unknown, allowed: readonly string[]): boolean =>
  Array.isArray(value) &&
  value.every(
    (one) =>
      typeof one === 'object' &&
      one !== null &&
      Object.entries(one).every(([name, given]) => allowed.includes(name) && typeof given === 'string'),
  )

/** The form of the request; the engine checks the fields. */
const readRequest = (body: { readonly [name: string]: unknown }): AggregateRequest => {
  const { filter: chosen, group = [], measures, limit, order, ...rest } = body
  if (Object.keys(rest).length > 0) throw refused(`"${Object.keys(rest)[0]!.slice(0, 60)}" is not known here.`)
  if (!isListOf(measures, ['measure', 'field']))
    throw refused('"measures" must be a list such as [{"measure":"sum","field":"amount"}].')
  if (!isListOf(group, ['field', 'by']))
    throw refused('"group" must be a list such as [{"field":"created_at","by":"month"}].')
  if (limit !== undefined && !(Number.isInteger(limit) && (limit as number) > 0))
    throw refused('"limit" must be a whole number.')
  if (order !== undefined && order !== 'group' && order !== 'value')
    throw refused('"order" must be "group" or "value".')
  return { filter: chosen as Filter, group, measures, limit, order } as AggregateRequest
}

const aggregate = objectRoute({
  method: 'POST',
  path: '/aggregate',
  id: 'aggregate',
  summary: (object) => `Count, sum and group ${object.labels.en.toLowerCase()}`,
  needs: 'read',
  body: ({ filter: chosen }) =>
    shape(
      {
        filter: chosen,
        group: { ...listOf(groupSchema), maxItems: 4 },
        measures: { ...listOf(measureSchema), minItems: 1, maxItems: 10 },
        limit: { type: 'integer', minimum: 1, maximum: 10_000 },
        order: { enum: ['group', 'value'] },
      },
      ['filter', 'group', 'limit', 'order'],
    ),
  answers: () => ({
    200: {
      about: 'One row for each group: the values of the groups and of the measures, as they were asked for',
      schema: shape({
        rows: listOf(shape({ group: { type: 'array' }, values: { type: 'array' } })),
        more: { type: 'boolean' },
        included: { type: 'object' },
      }),
    },
  }),
  problems: ['invalid', 'filter_invalid', 'fields_invalid', 'not_found', 'query_too_slow'],
  handle: ({ records, object, body }) => records.aggregate(object.name, readRequest(body)),
})

const types = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const exportAll = objectRoute({
  method: 'GET',
  path: '/export',
  id: 'export',
  summary: (object) => `Export ${object.labels.en.toLowerCase()} as a file`,
  about: 'Personal fields are left out unless they are named or personal=1.',
  needs: 'export',
  query: {
    filter,
    sort,
    fields,
    format: oneOf('Kind of file', ...exportFormats),
    personal: flag('1 takes in personal fields'),
  },
  answers: () => ({ 200: { about: 'The file', type: 'text/csv', schema: { type: 'string' } } }),
  problems: ['query_invalid', 'filter_invalid', 'sort_invalid', 'fields_invalid', 'forbidden', 'not_found'],
  handle: ({ house, records, object, query, reply }) => {
    const format = query.format ?? 'csv'
    const chunks = records.export(object.name, { ...query, filter: query.filter as Filter | undefined, format })
    const name = `${object.plural}-${house.clock().toISOString().slice(0, 10)}.${format}`
    return reply
      .type(types[format])
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Readable.from(chunks, { objectMode: false }))
  },
})

export const readingRoutes = [history, version, aggregate, exportAll]

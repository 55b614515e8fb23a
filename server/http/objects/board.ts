import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { Schema } from '@rapport/vocabulary/define/kind.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Problem } from '../../errors.ts'
import { includedSchema } from '../openapi/object-schemas.ts'
import { integer, text as textParameter } from '../query.ts'
import { id, listOf, moment, orNull, shape, text } from '../route.ts'
import { expand, fields, filter } from './parameters.ts'
import { objectRoute } from './route.ts'

/** Objects that can stand on a board: those with a choice or a link to have lanes by. */
const boardable = (object: ObjectDefinition): boolean =>
  Object.values(object.fields).some(({ kind }) => kind === 'choice' || kind === 'link')

const by = textParameter('Field that the lanes stand for: a choice or a link', 60)
const lane = textParameter('The lane: a choice, or the id of a linked record; empty for records without one', 100)
const words = (about: string) => textParameter(about, 8_000)

const missing = (name: string): Problem =>
  new Problem('query_invalid', `The parameter "${name}" must be given.`, { parameter: name })

const needed = <V>(value: V | undefined, name: string): V => {
  if (value === undefined) throw missing(name)
  return value
}

const cardSchema = (row: Schema): Schema =>
  shape({
    rank: { type: 'string', description: 'Orders the cards of a lane, the highest first' },
    since: { ...moment, description: 'When the record came into its lane' },
    row,
  })

const lanePage = objectRoute({
  method: 'GET',
  path: '/board',
  id: 'boardOf',
  summary: (object) => `The cards of one lane of a board of ${object.labels.en.toLowerCase()}`,
  about:
    'A page from the top of one lane; or, with "ids", those of these records that the board shows, wherever they stand.',
  needs: 'read',
  query: {
    by,
    lane,
    filter,
    fields,
    expand,
    cursor: textParameter('Where the page begins: "next" of the page before', 64),
    limit: integer('Most cards of the page', 1, 100),
    ids: words('Ids of records, separated by commas, at most 200'),
  },
  answers: ({ row }) => ({
    200: {
      about: 'Cards from the top',
      schema: shape({ data: listOf(cardSchema(row)), next: orNull(text), included: includedSchema }),
    },
  }),
  of: boardable,
  problems: ['query_invalid', 'filter_invalid', 'cursor_invalid', 'fields_invalid', 'not_found'],
  handle: ({ records, object, query }) => {
    const { ids, ...rest } = query
    const asked = { ...rest, by: needed(query.by, 'by'), filter: query.filter as Filter | undefined }
    if (ids !== undefined) return records.theCards(object.name, ids.split(','), asked)
    return records.laneCards(object.name, { ...asked, lane: needed(query.lane, 'lane') })
  },
})

const figures = objectRoute({
  method: 'GET',
  path: '/board/figures',
  id: 'boardFiguresOf',
  summary: (object) => `How many ${object.labels.en.toLowerCase()} each lane has and what they add up to`,
  needs: 'read',
  query: {
    by,
    filter,
    lanes: words('Only these lanes, separated by commas; all when absent'),
    sum: textParameter('Field that is added up, by currency', 60),
    weigh: textParameter('Percent field that each amount is weighed by', 60),
  },
  answers: () => ({
    200: {
      about: 'One entry for each lane that has cards',
      schema: shape({
        data: listOf(
          shape({
            lane: text,
            count: { type: 'integer' },
            sums: listOf(shape({ currency: orNull(text), sum: text, weighted: orNull(text) })),
          }),
        ),
      }),
    },
  }),
  of: boardable,
  problems: ['query_invalid', 'filter_invalid', 'fields_invalid', 'not_found', 'query_too_slow'],
  handle: async ({ records, object, query }) => ({
    data: await records.laneFigures(object.name, {
      ...query,
      by: needed(query.by, 'by'),
      filter: query.filter as Filter | undefined,
      lanes: query.lanes?.split(','),
    }),
  }),
})

const wrong = (detail: string): Problem => new Problem('invalid', detail, { fields: {} })
const isText = (value: unknown): value is string => typeof value === 'string'

const place = objectRoute({
  method: 'POST',
  path: '/:id/place',
  id: 'place',
  summary: (object) => `Put a ${object.label.en.toLowerCase()} into a lane of a board, between two cards`,
  about:
    'Runs the verb that entering the lane means, with "input"; changes the field; and keeps the order, all in one write.',
  needs: 'update',
  body: () =>
    shape({ by: text, from: text, to: text, after: orNull(id), before: orNull(id), input: { type: 'object' } }, [
      'after',
      'before',
      'input',
    ]),
  answers: ({ row }) => ({ 200: { about: 'The card where it stands now', schema: cardSchema(row) } }),
  of: boardable,
  problems: ['invalid', 'forbidden', 'not_found', 'conflict', 'fields_invalid', 'verb_refused', 'verb_missing'],
  handle: async ({ house, records, object, params, body, caller }) => {
    const { by: field, from, to, after = null, before = null, input = {}, ...rest } = body
    if (Object.keys(rest).length > 0) throw wrong(`"${Object.keys(rest)[0]!.slice(0, 60)}" is not known here.`)
    if (!isText(field) || !isText(from) || !isText(to)) throw wrong('"by", "from" and "to" must be texts.')
    if (![after, before].every((one) => one === null || isText(one))) throw wrong('"after" and "before" must be ids.')
    if (typeof input !== 'object' || input === null || Array.isArray(input)) throw wrong('"input" must be an object.')
    const card = await records.place(object.name, params.id!, {
      by: field,
      from,
      to,
      after: after as string | null,
      before: before as string | null,
      input: input as Record<string, unknown>,
    })
    house.written(object, caller.person)
    return card
  },
})

export const boardRoutes = [lanePage, figures, place]

import { Problem } from '../../errors.ts'
import { integer, names, text as textParameter } from '../query.ts'
import { id, listOf, route, shape, text } from '../route.ts'

const search = route({
  method: 'GET',
  path: '/search',
  tag: 'search',
  id: 'search',
  summary: 'Search as you type, over all objects',
  about: 'Names, e-mails, phones and codes by the beginnings of their words; Chinese by any characters and by pinyin.',
  who: 'person',
  query: {
    q: textParameter('What is typed', 200),
    objects: names('Objects to search; all when absent', /^[a-z][a-z0-9_]{0,49}$/),
    limit: integer('Most records', 1, 100),
  },
  answers: {
    200: {
      about: 'The best first',
      schema: shape({ data: listOf(shape({ object: text, id, title: text, subtitle: text })) }),
    },
  },
  problems: ['query_invalid', 'not_found'],
  handle: async ({ house, caller, query }) => {
    if (query.q === undefined) throw new Problem('query_invalid', 'The parameter "q" is missing.', { parameter: 'q' })
    return { data: await house.as(caller.person).search(query.q, query) }
  },
})

const undone = shape({
  batch: id,
  undone: { type: 'integer' },
  kept: listOf(shape({ object: text, id, reason: { enum: ['changed_since', 'gone', 'forbidden'] } })),
})

const undoBulk = route({
  method: 'POST',
  path: '/bulk/:batch/undo',
  tag: 'undo',
  id: 'undoBulk',
  summary: 'Take back a change of many records',
  about: 'Records that were edited since are kept as they are, and listed.',
  who: 'person',
  answers: { 200: { about: 'What was undone and what was kept', schema: undone } },
  problems: ['not_found', 'undo_impossible', 'forbidden'],
  handle: ({ house, caller, params }) => house.as(caller.person).undo(params.batch!),
})

const undoMerge = route({
  method: 'POST',
  path: '/merges/:change/undo',
  tag: 'undo',
  id: 'undoMerge',
  summary: 'Take back a merge',
  who: 'person',
  answers: { 200: { about: 'What was undone and what was kept', schema: undone } },
  problems: ['not_found', 'undo_impossible', 'forbidden'],
  handle: ({ house, caller, params }) => house.as(caller.person).unmerge(params.change!),
})

export const searchRoutes = [search, undoBulk, undoMerge]

import { ids, integer, moment, names } from '../query.ts'
import { id, moment as instant, listOf, orNull, shape, text } from '../route.ts'
import { changeSchema, next } from './change-schema.ts'
import { cursor } from './parameters.ts'
import { objectRoute } from './route.ts'

const timeline = objectRoute({
  method: 'GET',
  path: '/:id/timeline',
  id: 'timelineOf',
  summary: (object) => `What happened around a ${object.label.en.toLowerCase()}`,
  needs: 'read',
  query: {
    cursor,
    limit: integer('Most entries of the page', 1, 200),
    kinds: names('Which entries: names of objects, and "change" for changes of the record itself'),
    people: ids('Whose: owners of what happened, and who changed'),
    from: moment('From this moment on'),
    until: moment('Before this moment'),
  },
  answers: () => ({
    200: {
      about: 'Entries, the latest first',
      schema: shape({
        data: listOf(
          shape(
            { at: instant, object: text, id, title: orNull(text), fields: { type: 'object' }, change: changeSchema },
            ['fields', 'change'],
          ),
        ),
        next,
      }),
    },
  }),
  problems: ['query_invalid', 'cursor_invalid', 'not_found'],
  handle: ({ records, object, params, query }) => records.timeline(object.name, params.id!, query),
})

export const timelineRoutes = [timeline]

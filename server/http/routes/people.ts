import * as field from '@rapport/vocabulary/define/fields.ts'
import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { Problem } from '../../errors.ts'
import { belongings, leave } from '../../system/leaving.ts'
import { stopViewing, view } from '../auth/viewing.ts'
import { id, listOf, nothing, route, shape, text } from '../route.ts'

const idOf = (given: string | undefined): string => {
  if (given === undefined || !uuid.test(given)) throw new Problem('not_found')
  return given
}

export const peopleRoutes = [
  route({
    method: 'POST',
    path: '/view-as',
    tag: 'people',
    id: 'viewAs',
    summary: 'Look through the eyes of somebody else, in this session',
    about:
      'For administrators. Everything is shown as that person sees it, nothing can be changed, and it stands in the history of that person.',
    who: 'people',
    body: { user: field.link(label('Person', '人员'), { to: 'user', required: true }) },
    answers: { 204: nothing },
    problems: ['invalid', 'not_found', 'ability_missing', 'session_needed'],
    handle: ({ house, caller, body }) => view(house, caller, body.user),
  }),
  route({
    method: 'DELETE',
    path: '/view-as',
    tag: 'people',
    id: 'stopViewing',
    summary: 'Back to one’s own eyes',
    who: 'person',
    answers: { 204: nothing },
    handle: ({ house, caller }) => stopViewing(house, caller),
  }),
  route({
    method: 'GET',
    path: '/people/:id/belongings',
    tag: 'people',
    id: 'listBelongings',
    summary: 'What somebody owns, by object: what would be handed over',
    who: 'people',
    answers: {
      200: { about: 'Counts', schema: shape({ data: listOf(shape({ object: text, count: { type: 'integer' } })) }) },
    },
    problems: ['not_found'],
    handle: async ({ house, caller, params }) => ({
      data: await belongings(house.engine, caller.person, idOf(params.id)),
    }),
  }),
  route({
    method: 'POST',
    path: '/people/:id/leave',
    tag: 'people',
    id: 'leave',
    summary: 'Put an account away and hand its records over',
    about:
      'Sessions and keys end at once. All of it is one batch: /bulk/{batch}/undo brings it back. The last administrator stays.',
    who: 'people',
    body: { to: field.link(label('Successor', '接手人'), { to: 'user' }) },
    answers: { 200: { about: 'Done', schema: shape({ batch: id, handed_over: { type: 'integer' } }) } },
    problems: ['invalid', 'not_found', 'last_admin'],
    handle: async ({ house, caller, params, body }) => {
      const made = await leave(house.engine, caller.person, idOf(params.id), body.to ?? null)
      house.written(house.vocabulary().find('user')!, caller.person)
      await house.sessions.forget()
      return made
    },
  }),
]

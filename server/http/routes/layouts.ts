import { theSystem } from '../../records/person.ts'
import { shownLayout } from '../../records/shown-layout.ts'
import { viewOf } from '../../records/sight.ts'
import { id, listOf, orNull, route, shape, text } from '../route.ts'

const most = 500

export const layoutRoutes = [
  route({
    method: 'GET',
    path: '/me/layouts',
    tag: 'vocabulary',
    id: 'getMyLayouts',
    summary: 'How pages and boards stand for you',
    about:
      'The layouts for everyone and for your roles. They name no field that you may not see, and no condition on one. ' +
      'Who may change layouts sees all of them, whole.',
    who: 'person',
    answers: {
      200: {
        about: 'The layouts',
        schema: shape({
          data: listOf(
            shape({ id, version: { type: 'integer' }, object: text, place: text, role: orNull(id), settings: {} }),
          ),
        }),
      },
    },
    handle: async ({ house, caller: { person } }) => {
      const view = viewOf(house.vocabulary(), person)
      const { data } = await house.records.as(theSystem(person.via)).list('layout', { limit: most })
      const roles = new Set((await house.people.row(person.id))?.roles.map((role) => role.id))
      const whole = person.abilities.includes('designer')
      const mine = data.flatMap((row) => {
        const object = view.vocabulary.find(String(row.object))
        if (object === undefined || view.access(object).scopes.read === 'none') return []
        if (!whole && row.role !== null && !roles.has(String(row.role))) return []
        const settings = whole ? row.settings : shownLayout(row.place, row.settings, object, view)
        return [{ id: row.id, version: row.version, object: row.object, place: row.place, role: row.role, settings }]
      })
      return { data: mine }
    },
  }),
]

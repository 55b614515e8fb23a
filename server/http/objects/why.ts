import { scopeOf, scopes } from '@rapport/vocabulary/define/permission.ts'
import { Problem } from '../../errors.ts'
import { grantsOf } from '../auth/grants.ts'
import { ids } from '../query.ts'
import { id, listOf, orNull, shape, text } from '../route.ts'
import { objectRoute } from './route.ts'

const scope = { enum: scopes }
const step = shape(
  {
    rule: { enum: ['scope', 'sharing', 'part', 'about'] },
    object: text,
    record: text,
    holds: { type: 'boolean' },
    scope,
    sharing: text,
    owner: orNull(id),
    by: { enum: ['owner', 'created_by'] },
  },
  ['scope', 'sharing', 'owner', 'by'],
)
const why = shape({ holds: { type: 'boolean' }, steps: listOf(step) })

const whyRoute = objectRoute({
  method: 'GET',
  path: '/:id/why',
  id: 'whySeen',
  summary: (object) => `Why a person may see and change a ${object.label.en.toLowerCase()}, or not`,
  about: 'Of oneself everyone may ask; of others whoever has the ability "people".',
  needs: 'read',
  query: { person: ids('Id of the person; oneself when absent', 1) },
  answers: () => ({
    200: {
      about:
        'The roles of the person with what they reach, and the conditions of each permission: all of them have to hold',
      schema: shape({
        person: id,
        roles: listOf(shape({ id, name: text, read: scope })),
        read: why,
        update: why,
        delete: why,
        export: why,
        hidden: listOf(text),
      }),
    },
  }),
  problems: ['query_invalid', 'not_found', 'ability_missing'],
  handle: async ({ house, caller, records, object, params, query }) => {
    const asked = query.person?.[0] ?? caller.person.id
    const other = asked === caller.person.id ? caller.person : await house.people.find(asked)
    // Whoever may not ask hears so before it is told whether there is such a person.
    const explained = await records.why(object.name, params.id!, other ?? { ...caller.person, id: asked })
    const row = await house.people.row(asked)
    if (!other || !row) throw new Problem('not_found', 'There is nobody active with this id.')
    const vocabulary = house.vocabulary()
    const roles = row.roles
      .filter(
        (role) => caller.person.role === undefined || asked !== caller.person.id || role.id === caller.person.role,
      )
      .map((role) => ({
        id: role.id,
        name: role.name,
        read: scopeOf(grantsOf(vocabulary, role), object, 'read'),
      }))
    return { ...explained, roles }
  },
})

export const whyRoutes = [whyRoute]

import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { arrange } from '../../insights/routes/arrange.ts'
import { askRoutes, mayPlanVisits } from '../../insights/routes/ask.ts'
import { carryRoutes, uncarryRoutes } from '../../insights/routes/calendar.ts'
import { dropRoutes, idIn, mustChange, mustSee, routePlans, visitsOf } from '../../insights/routes/view.ts'
import type { Caller } from '../caller.ts'
import type { House } from '../house.ts'
import { id, listOf, nothing, route, shape } from '../route.ts'

const number = { type: 'integer' } as const
const object = { type: 'object' } as const

const ask = route({
  method: 'POST',
  path: '/insights/routes',
  tag: 'insights',
  id: 'askRoutes',
  summary: 'Plan visits: who goes where, on which day, in which order',
  about:
    '`settings`: `whom` (customers, tickets, repairs, tasks) with a `filter`, how a visit is valued (`by`, `share`, `base`), `people`, `days`, working hours `from` and `to` in minutes, `zone`, `start`, `end`, `country`, `minutes` of a visit, `window`, `speed`, `detour`, `perKm`, `perHour`, `most`. `from`: a plan of which locked visits stay and those taken out stay out. Follow the run at `/insight_runs/{run}`; then read the plan.',
  who: 'person',
  body: {
    settings: field.json(label('Settings', '设置'), { required: true }),
    from: field.text(label('From plan', '原方案'), { max: 36 }),
  },
  answers: { 202: { about: 'The run, and the plan that it makes', schema: shape({ run: id, plan: id }) } },
  problems: ['invalid', 'forbidden', 'not_found', 'verb_refused', 'filter_invalid'],
  handle: async ({ house, caller, body, reply }) => {
    const { db, insights, newId } = house
    const asking = { db, insights, newId, person: caller.person, records: house.as(caller.person), now: now(house) }
    const begun = await askRoutes(asking, (body.settings ?? {}) as object, body.from ? idIn(body.from) : undefined)
    reply.status(202)
    return begun
  },
})

const now = (house: House): string => house.clock().toISOString()
const deskOf = (house: House, { person }: Caller) => ({
  db: house.db,
  records: house.as(person),
  person,
  now: now(house),
})

const list = route({
  method: 'GET',
  path: '/insights/routes',
  tag: 'insights',
  id: 'getRoutes',
  summary: 'Plans of visits, the latest first',
  about:
    'What was asked, what the plan comes to beside the nearest visit next and the order given, what an hour, a day or a person more would bring, and what came of visits in the calendar. One sees one’s own plans and those one is planned in; all, if one may see every customer.',
  who: 'person',
  answers: { 200: { about: 'The plans', schema: shape({ data: listOf(object) }) } },
  handle: async ({ house, caller }) => ({ data: await routePlans(house.db, caller.person) }),
})

const visits = route({
  method: 'GET',
  path: '/insights/routes/:id/visits',
  tag: 'insights',
  id: 'getVisits',
  summary: 'The visits of a plan, round by round, then those left out and why',
  about:
    'Rounds are numbered by day, then by person. At most 300 of those left out are told; `left` counts all by reason.',
  who: 'person',
  answers: { 200: { about: 'The visits', schema: shape({ visits: listOf(object), left: listOf(object) }) } },
  problems: ['not_found'],
  handle: async ({ house, caller, params }) => {
    const plan = idIn(params.id)
    await mustSee(house.db, caller.person, plan)
    return visitsOf(house.db, house.as(caller.person), plan)
  },
})

const put = route({
  method: 'PUT',
  path: '/insights/routes/:id/rounds',
  tag: 'insights',
  id: 'arrangeRoutes',
  summary: 'Put the visits of a plan where a person wants them',
  about: 'Every round as a list of visits `{ id, locked, minutes, window }` in order. Who stands in none is taken out.',
  who: 'person',
  body: { rounds: field.json(label('Rounds', '路线'), { required: true }) },
  answers: { 204: nothing },
  problems: ['invalid', 'not_found', 'forbidden'],
  handle: async ({ house, caller, params, body, reply }) => {
    const plan = idIn(params.id)
    await mustChange(house.db, caller.person, plan)
    await arrange(house.db, plan, body.rounds)
    reply.status(204)
  },
})

const carry = route({
  method: 'POST',
  path: '/insights/routes/:id/calendar',
  tag: 'insights',
  id: 'carryRoutes',
  summary: 'Put the visits of a plan in the calendar',
  about:
    'Each visit becomes one meeting, however often it is asked for; those whose times changed are moved, those taken out are removed.',
  who: 'person',
  answers: {
    200: { about: 'How many meetings', schema: shape({ made: number, moved: number, removed: number }) },
  },
  problems: ['not_found', 'forbidden'],
  handle: async ({ house, caller, params }) => {
    const plan = idIn(params.id)
    await mustChange(house.db, caller.person, plan)
    mayPlanVisits(caller.person)
    return carryRoutes(deskOf(house, caller), plan)
  },
})

const uncarry = route({
  method: 'DELETE',
  path: '/insights/routes/:id/calendar',
  tag: 'insights',
  id: 'uncarryRoutes',
  summary: 'Take the meetings of a plan out of the calendar',
  about: 'Those held or called off stay.',
  who: 'person',
  answers: { 200: { about: 'How many meetings', schema: shape({ removed: number, kept: number }) } },
  problems: ['not_found', 'forbidden'],
  handle: async ({ house, caller, params }) => {
    const plan = idIn(params.id)
    await mustChange(house.db, caller.person, plan)
    return uncarryRoutes(deskOf(house, caller), plan)
  },
})

const drop = route({
  method: 'DELETE',
  path: '/insights/routes/:id',
  tag: 'insights',
  id: 'deleteRoutes',
  summary: 'Drop a plan of visits; its meetings stay',
  who: 'person',
  answers: { 204: nothing },
  problems: ['not_found', 'forbidden'],
  handle: async ({ house, caller, params, reply }) => {
    const plan = idIn(params.id)
    await mustChange(house.db, caller.person, plan)
    await dropRoutes(house.db, plan)
    reply.status(204)
  },
})

export const visitRoutes = [ask, list, visits, put, carry, uncarry, drop]

import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { mustReadAll } from '../../insights/allowed.ts'
import { carryOut, dropPlan, idIn, linesOf, mayPlan, plansKept, setLine } from '../../insights/plan/view.ts'
import { integer } from '../query.ts'
import { listOf, nothing, route, shape } from '../route.ts'

const list = route({
  method: 'GET',
  path: '/insights/plans',
  tag: 'insights',
  id: 'getPlans',
  summary: 'Plans of offers, the latest first',
  about:
    'What was asked, the expected profit, how much of every limit is used, what more of it is worth, and what came of the lines that became tasks. Make one by `POST /insights/runs` with kind `plan` and `input.settings`.',
  who: 'person',
  answers: { 200: { about: 'The plans', schema: shape({ data: listOf({ type: 'object' }) }) } },
  problems: ['ability_missing'],
  handle: async ({ house, caller }) => {
    mustReadAll(caller.person, 'customer', 'order')
    return { data: await plansKept(house.db) }
  },
})

const lines = route({
  method: 'GET',
  path: '/insights/plans/:id/lines',
  tag: 'insights',
  id: 'getPlanLines',
  summary: 'Who is offered what by which channel',
  about: 'The most expected profit first. Lines that people took out stand among them as `excluded`.',
  who: 'person',
  query: { limit: integer('Most lines', 1, 200), offset: integer('Lines to pass over', 0, 1_000_000) },
  answers: { 200: { about: 'The lines', schema: shape({ data: listOf({ type: 'object' }) }) } },
  problems: ['ability_missing', 'not_found'],
  handle: async ({ house, caller, params, query }) => {
    mustReadAll(caller.person, 'customer', 'order')
    const page = { offset: query.offset ?? 0, limit: query.limit ?? 50 }
    return { data: await linesOf(house.db, house.as(caller.person), idIn(params.id), page) }
  },
})

const change = route({
  method: 'POST',
  path: '/insights/plans/:id/lines/:line',
  tag: 'insights',
  id: 'changePlanLine',
  summary: 'Fix a line, take it out, or release it',
  about: 'A plan that is made `from` this one keeps what was fixed and leaves what was taken out.',
  who: 'person',
  body: {
    state: field.choice(
      label('State', '状态'),
      {
        planned: { label: label('Planned', '已计划') },
        fixed: { label: label('Fixed', '已固定') },
        excluded: { label: label('Taken out', '已排除') },
      },
      { required: true },
    ),
  },
  answers: { 204: nothing },
  problems: ['invalid', 'not_found', 'forbidden', 'ability_missing'],
  handle: async ({ house, caller, params, body, reply }) => {
    mustReadAll(caller.person, 'customer', 'order')
    mayPlan(caller.person)
    await setLine(house.db, idIn(params.id), idIn(params.line), body.state)
    reply.status(204)
  },
})

const carry = route({
  method: 'POST',
  path: '/insights/plans/:id/carry',
  tag: 'insights',
  id: 'carryPlan',
  summary: 'Make tasks of the next lines of a plan',
  about: 'Up to 200 at a time, the most expected profit first; `left` says how many are still to come.',
  who: 'person',
  answers: { 200: { about: 'How many', schema: shape({ made: { type: 'integer' }, left: { type: 'integer' } }) } },
  problems: ['not_found', 'forbidden', 'ability_missing'],
  handle: ({ house, caller, params }) => {
    mustReadAll(caller.person, 'customer', 'order')
    mayPlan(caller.person)
    const records = house.as(caller.person)
    return carryOut({ db: house.db, records, person: caller.person, now: house.clock().toISOString() }, idIn(params.id))
  },
})

const remove = route({
  method: 'DELETE',
  path: '/insights/plans/:id',
  tag: 'insights',
  id: 'deletePlan',
  summary: 'Drop a plan; its tasks stay',
  who: 'person',
  answers: { 204: nothing },
  problems: ['not_found', 'forbidden'],
  handle: async ({ house, caller, params, reply }) => {
    mayPlan(caller.person)
    await dropPlan(house.db, idIn(params.id))
    reply.status(204)
  },
})

export const planRoutes = [list, lines, change, carry, remove]

import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { mustReadAll, mustSee } from '../../insights/allowed.ts'
import { assignPlan, unassignPlan } from '../../insights/assignment/assign.ts'
import { assignmentLines, assignmentsKept, dropAssignment, setAssignment } from '../../insights/assignment/view.ts'
import { idIn, mayPlan } from '../../insights/plan/view.ts'
import type { Person } from '../../records/person.ts'
import { integer } from '../query.ts'
import { listOf, nothing, route, shape } from '../route.ts'

/** A plan tells what every deal is worth and who won how many. */
function maySee(person: Person): void {
  mustReadAll(person, 'deal', 'customer', 'user')
  mustSee(person, 'deal', 'amount', 'status', 'owner', 'source')
  mustSee(person, 'customer', 'country', 'industry', 'employees', 'source', 'language', 'owner')
}

function mayChange(person: Person): void {
  maySee(person)
  mayPlan(person)
}

const list = route({
  method: 'GET',
  path: '/insights/assignments',
  tag: 'insights',
  id: 'getAssignments',
  summary: 'Plans of who takes which lead, the latest first',
  about:
    'What was asked, the expected value beside round robin on the same numbers, what one more place of each person is worth, how the chances did on later deals, and what came of it. Make one by `POST /insights/runs` with kind `assignment` and `input.settings`.',
  who: 'person',
  answers: { 200: { about: 'The plans', schema: shape({ data: listOf({ type: 'object' }) }) } },
  problems: ['ability_missing'],
  handle: async ({ house, caller }) => {
    maySee(caller.person)
    return { data: await assignmentsKept(house.db) }
  },
})

const lines = route({
  method: 'GET',
  path: '/insights/assignments/:id/lines',
  tag: 'insights',
  id: 'getAssignmentLines',
  summary: 'Who takes which lead, and what everybody would make of it',
  about: 'The most expected value first, leads that nobody has room for last.',
  who: 'person',
  query: { limit: integer('Most lines', 1, 200), offset: integer('Lines to pass over', 0, 1_000_000) },
  answers: { 200: { about: 'The lines', schema: shape({ data: listOf({ type: 'object' }) }) } },
  problems: ['ability_missing', 'not_found'],
  handle: async ({ house, caller, params, query }) => {
    maySee(caller.person)
    const page = { offset: query.offset ?? 0, limit: query.limit ?? 50 }
    return { data: await assignmentLines(house.db, house.as(caller.person), idIn(params.id), page) }
  },
})

const change = route({
  method: 'POST',
  path: '/insights/assignments/:id/lines/:line',
  tag: 'insights',
  id: 'changeAssignmentLine',
  summary: 'Give a lead to another person of the plan, take it out, or release it',
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
    person: field.link(label('Person', '人员'), { to: 'user' }),
  },
  answers: { 204: nothing },
  problems: ['invalid', 'not_found', 'forbidden', 'ability_missing'],
  handle: async ({ house, caller, params, body, reply }) => {
    mayChange(caller.person)
    const { state, person = null } = body
    await setAssignment(house.db, idIn(params.id), idIn(params.line), { state, person })
    reply.status(204)
  },
})

const assign = route({
  method: 'POST',
  path: '/insights/assignments/:id/assign',
  tag: 'insights',
  id: 'assignLeads',
  summary: 'Write the owners of a plan',
  about: 'One change of many, as the person who asks. Leads that somebody took meanwhile are left alone and counted.',
  who: 'person',
  answers: {
    200: { about: 'How many', schema: shape({ assigned: { type: 'integer' }, refused: {}, taken: {} }) },
  },
  problems: ['not_found', 'forbidden', 'ability_missing', 'verb_refused'],
  handle: ({ house, caller, params }) => {
    mayChange(caller.person)
    const records = house.as(caller.person)
    return assignPlan({ db: house.db, records, now: house.clock().toISOString() }, idIn(params.id))
  },
})

const unassign = route({
  method: 'POST',
  path: '/insights/assignments/:id/undo',
  tag: 'insights',
  id: 'unassignLeads',
  summary: 'Take an assignment back',
  about: 'Leads that were changed since are kept as they are and named.',
  who: 'person',
  answers: { 200: { about: 'What was taken back', schema: shape({ undone: { type: 'integer' }, kept: listOf({}) }) } },
  problems: ['not_found', 'forbidden', 'ability_missing', 'verb_refused'],
  handle: ({ house, caller, params }) => {
    mayChange(caller.person)
    const records = house.as(caller.person)
    return unassignPlan({ db: house.db, records, now: house.clock().toISOString() }, idIn(params.id))
  },
})

const remove = route({
  method: 'DELETE',
  path: '/insights/assignments/:id',
  tag: 'insights',
  id: 'deleteAssignment',
  summary: 'Drop a plan of leads; owners stay',
  who: 'person',
  answers: { 204: nothing },
  problems: ['not_found', 'forbidden'],
  handle: async ({ house, caller, params, reply }) => {
    mayPlan(caller.person)
    await dropAssignment(house.db, idIn(params.id))
    reply.status(204)
  },
})

export const assignmentRoutes = [list, lines, change, assign, unassign, remove]

import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { mustReadAll, mustSee } from '../../insights/allowed.ts'
import { channelsSeen } from '../../insights/budget/ground.ts'
import { budgetSettings } from '../../insights/budget/settings.ts'
import { budgetsKept, dropBudget, outcomeOf, setAmounts } from '../../insights/budget/view.ts'
import { idIn, mayPlan } from '../../insights/plan/view.ts'
import type { Person } from '../../records/person.ts'
import { integer, text } from '../query.ts'
import { listOf, nothing, route, shape } from '../route.ts'

/** A plan of a budget tells what every campaign cost and what every customer it reached ordered. */
function maySee(person: Person): void {
  mustReadAll(person, 'campaign', 'customer', 'order', 'deal')
  mustSee(person, 'campaign', 'cost')
  mustSee(person, 'order', 'total', 'cost', 'campaign')
  mustSee(person, 'deal', 'amount', 'campaign')
}

const list = route({
  method: 'GET',
  path: '/insights/budgets',
  tag: 'insights',
  id: 'getBudgets',
  summary: 'Plans of a budget over channels, the latest first',
  about:
    'What was asked, the curve of every channel, and each total spread at best, as before and evenly, with what its last step brought and one more is worth. Make one by `POST /insights/runs` with kind `budget` and `input.settings`.',
  who: 'person',
  answers: { 200: { about: 'The plans', schema: shape({ data: listOf({ type: 'object' }) }) } },
  problems: ['ability_missing'],
  handle: async ({ house, caller }) => {
    maySee(caller.person)
    return { data: await budgetsKept(house.db) }
  },
})

const channels = route({
  method: 'GET',
  path: '/insights/budgets/channels',
  tag: 'insights',
  id: 'getBudgetChannels',
  summary: 'The channels of campaigns that cost something',
  about: 'How many campaigns each has, and how much was spent in how many of them in the last `days` days.',
  who: 'person',
  query: { by: text('What counts as a channel: kind or channel', 7), days: integer('Days', 7, 730) },
  answers: { 200: { about: 'The channels', schema: shape({ data: listOf({ type: 'object' }) }) } },
  problems: ['ability_missing', 'invalid'],
  handle: async ({ house, caller, query }) => {
    maySee(caller.person)
    return { data: await channelsSeen(house.db, budgetSettings(query), house.clock().toISOString()) }
  },
})

const outcome = route({
  method: 'GET',
  path: '/insights/budgets/:id/outcome',
  tag: 'insights',
  id: 'getBudgetOutcome',
  summary: 'What was spent and earned since a plan was made',
  about: 'Campaigns that began within the days of the plan, by channel, beside what its curves say of what was spent.',
  who: 'person',
  answers: { 200: { about: 'By channel', schema: shape({ passed: {}, days: {}, channels: listOf({}) }) } },
  problems: ['ability_missing', 'not_found'],
  handle: ({ house, caller, params }) => {
    maySee(caller.person)
    return outcomeOf(house.db, idIn(params.id), house.clock().toISOString())
  },
})

const amounts = route({
  method: 'POST',
  path: '/insights/budgets/:id/amounts',
  tag: 'insights',
  id: 'setBudgetAmounts',
  summary: 'Set the amounts of a plan by hand',
  about: 'An amount by channel; without `amounts` the plan stands again as it was found.',
  who: 'person',
  body: { amounts: field.json(label('Amounts', '金额')) },
  answers: { 204: nothing },
  problems: ['invalid', 'not_found', 'forbidden', 'ability_missing'],
  handle: async ({ house, caller, params, body, reply }) => {
    maySee(caller.person)
    mayPlan(caller.person)
    await setAmounts(house.db, idIn(params.id), body.amounts)
    reply.status(204)
  },
})

const remove = route({
  method: 'DELETE',
  path: '/insights/budgets/:id',
  tag: 'insights',
  id: 'deleteBudget',
  summary: 'Drop a plan of a budget',
  who: 'person',
  answers: { 204: nothing },
  problems: ['not_found', 'forbidden'],
  handle: async ({ house, caller, params, reply }) => {
    mayPlan(caller.person)
    await dropBudget(house.db, idIn(params.id))
    reply.status(204)
  },
})

export const budgetRoutes = [list, channels, outcome, amounts, remove]

import { eventFields, eventTypes, mostEvents } from '@rapport/vocabulary/customers/event.ts'
import * as field from '@rapport/vocabulary/define/fields.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { eventsOf, recordEvents } from '../../customers/events.ts'
import { Problem } from '../../errors.ts'
import { integer, text as textParameter } from '../query.ts'
import { id, listOf, moment, orNull, route, shape, text } from '../route.ts'

const known = Object.keys(eventTypes).join(', ')
const readBefore = (given: string | undefined): string | undefined => {
  if (given === undefined) return undefined
  const before = kindOf(eventFields.at).check(given, eventFields.at)
  if (typeof before === 'string') return before
  throw new Problem('query_invalid', 'The parameter "before" must be a moment such as 2026-11-23T08:00:00Z.', {
    parameter: 'before',
  })
}

const record = route({
  method: 'POST',
  path: '/events',
  tag: 'events',
  id: 'recordEvents',
  summary: 'Keep what customers did',
  about: `At most ${mostEvents} events: \`customer\`, \`type\`, and if known \`at\`, \`channel\`, \`product\`, \`campaign\`, \`properties\` and \`id\`. All are kept, or none. An event with an \`id\` that is there already is kept once, so a request can be repeated. Types with words of their own: ${known}. Keep personal data out of \`properties\`.`,
  who: 'person',
  body: { events: field.json(label('Events', '事件'), { required: true }) },
  answers: { 200: { about: 'How many are new', schema: shape({ kept: { type: 'integer' } }) } },
  problems: ['invalid', 'not_found', 'forbidden'],
  handle: ({ house, caller, body }) => {
    if (!Array.isArray(body.events)) throw new Problem('invalid', 'events must be a list.')
    const told = { db: house.db, now: house.clock().toISOString(), newId: house.newId }
    return recordEvents(told, caller.person, body.events)
  },
})

const event = shape({
  id,
  customer: id,
  type: text,
  at: moment,
  channel: orNull(text),
  product: orNull(id),
  campaign: orNull(id),
  properties: {},
})

const read = route({
  method: 'GET',
  path: '/events',
  tag: 'events',
  id: 'listEvents',
  summary: 'What a customer did, latest first',
  about: 'The next page is asked for with `before`, the time of the last event of this one.',
  who: 'person',
  query: {
    customer: textParameter('Id of the customer', 36),
    before: textParameter('A moment such as 2026-11-23T08:00:00Z', 40),
    limit: integer('Most events', 1, 500),
  },
  answers: { 200: { about: 'The events', schema: shape({ data: listOf(event) }) } },
  problems: ['query_invalid', 'not_found'],
  handle: async ({ house, caller, query }) => {
    if (query.customer === undefined)
      throw new Problem('query_invalid', 'The parameter "customer" is missing.', { parameter: 'customer' })
    const before = readBefore(query.before)
    const customer = await house.as(caller.person).get('customer', query.customer)
    return { data: await eventsOf(house.db, customer.id, before, query.limit ?? 100) }
  },
})

export const eventRoutes = [record, read]

import { Readable } from 'node:stream'
import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { mustReadAll } from '../../insights/allowed.ts'
import { campaignFile } from '../../insights/recommend/campaign.ts'
import { isHeldOut } from '../../insights/recommend/hold-out.ts'
import {
  additionsTo,
  type Offers,
  offersFor,
  type Place,
  places,
  seenBy,
  type Whole,
} from '../../insights/recommend/serve.ts'
import { noteShown, noteTaken } from '../../insights/recommend/shown.ts'
import { successOf } from '../../insights/recommend/success.ts'
import { readResult } from '../../insights/result.ts'
import type { Caller } from '../caller.ts'
import type { House } from '../house.ts'
import { integer, oneOf, text as textParameter } from '../query.ts'
import { id, listOf, moment, nothing, orNull, route, shape, text } from '../route.ts'

const offer = shape({
  product: id,
  name: orNull(text),
  price: orNull(text),
  currency: orNull(text),
  stock: orNull({ type: 'number' }),
  score: { type: 'number' },
  because: { type: 'object' },
})
const list = shape({
  data: listOf(offer),
  held_out: { type: 'boolean' },
  without: orNull({ enum: ['not_learned', 'refused', 'unknown'] }),
})

const limit = integer('Most products', 1, 20)
const most = textParameter('Nothing dearer than this amount', 20)
const place = oneOf('Where they are shown, so that what comes of it can be told apart', ...places)
const usual = 5

interface Showing {
  readonly house: House
  readonly caller: Caller
  readonly customer: string | null
  readonly place: Place
  readonly now: string
}

const shownOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** What the reason says, with the name of what it speaks of where the person may see it. */
const told = (because: { readonly kind: string }, other: AnyRow | null) =>
  'item' in because ? { ...because, name: shownOf(other?.name) } : because

/** The answer, and the note that it was shown. */
async function show({ house, caller, customer, place, now }: Showing, found: Offers) {
  const seen = await seenBy(house.as(caller.person), found.offers)
  if (customer !== null && found.run !== null) {
    const products = seen.map((one) => one.product)
    await noteShown(house.db, house.newId, { customer, place, run: found.run, heldOut: found.held_out, products, now })
  }
  return {
    data: seen.map(({ product, score, because, row, other }) => ({
      product,
      name: shownOf(row.name),
      price: shownOf(row.price),
      currency: shownOf(row.currency),
      stock: typeof row.stock === 'number' ? row.stock : null,
      score,
      because: told(because, other),
    })),
    held_out: found.held_out,
    without: found.without,
  }
}

const decimal = /^\d{1,12}(\.\d{1,4})?$/
const amount = (given: string | undefined): string | null => (given !== undefined && decimal.test(given) ? given : null)

const forCustomer = route({
  method: 'GET',
  path: '/customers/:id/recommendations',
  tag: 'insights',
  id: 'getRecommendations',
  summary: 'What to recommend to a customer',
  about:
    'Best first, with the reason of each. Only what is for sale and in stock, and what the customer has neither bought in the last 60 days nor returned in the last 180. A tenth of the customers (`held_out`) gets what sells at present instead, so that the success of the lists can be measured. What is answered counts as shown.',
  who: 'person',
  query: { limit, most, place },
  answers: { 200: { about: 'The list', schema: list } },
  problems: ['not_found'],
  handle: async ({ house, caller, params, query }) => {
    const customer = await house.as(caller.person).get('customer', params.id!)
    const now = house.clock().toISOString()
    const found = await offersFor(house.db, customer.id, query.limit ?? usual, { now, most: amount(query.most) })
    return show({ house, caller, customer: customer.id, place: query.place ?? 'api', now }, found)
  },
})

const forWhole = (whole: Whole, path: string, name: string) =>
  route({
    method: 'GET',
    path: `/${path}/:id/recommendations`,
    tag: 'insights',
    id: name,
    summary: `What to add to ${whole === 'order' ? 'an order' : 'a quote'}`,
    about:
      'What goes with its lines by what customers bought, and is not among them; by the same rules as for a customer.',
    who: 'person',
    query: { limit, most },
    answers: { 200: { about: 'The list', schema: list } },
    problems: ['not_found'],
    handle: async ({ house, caller, params, query }) => {
      const row = await house.as(caller.person).get(whole, params.id!)
      const customer = shownOf(row.customer)
      const now = house.clock().toISOString()
      const selling = { now, most: amount(query.most) }
      const count = query.limit ?? usual
      const found =
        customer !== null && isHeldOut(customer)
          ? await offersFor(house.db, customer, count, selling)
          : await additionsTo(house.db, whole, row.id, customer, count, selling)
      return show({ house, caller, customer, place: whole, now }, found)
    },
  })

const taken = route({
  method: 'POST',
  path: '/customers/:id/recommendations/taken',
  tag: 'insights',
  id: 'takeRecommendation',
  summary: 'Note that a recommendation was taken up',
  who: 'person',
  body: {
    product: field.link(label('Product', '产品'), { to: 'product', required: true }),
    place: field.code(label('Place', '位置'), { required: true, max: 20 }),
  },
  answers: { 204: nothing },
  problems: ['not_found', 'invalid'],
  handle: async ({ house, caller, params, body, reply }) => {
    const customer = await house.as(caller.person).get('customer', params.id!)
    const where = places.find((one) => one === body.place) ?? 'api'
    const now = house.clock().toISOString()
    await noteTaken(house.db, { customer: customer.id, product: body.product, place: where, now })
    reply.status(204)
  },
})

const forCampaign = route({
  method: 'GET',
  path: '/campaigns/:id/recommendations',
  tag: 'insights',
  id: 'exportCampaignRecommendations',
  summary: 'A list for every customer of a campaign, as CSV',
  about:
    'One line for each customer of the campaign’s segment whom you may export and who agreed to marketing: name, e-mail, and their products with price and reason. What is exported counts as shown.',
  who: 'person',
  query: { limit },
  answers: { 200: { about: 'The file', type: 'text/csv' } },
  problems: ['not_found', 'forbidden', 'verb_refused'],
  handle: async ({ house, caller, params, query, reply }) => {
    const { db, newId } = house
    const chunks = await campaignFile({
      db,
      newId,
      records: house.as(caller.person),
      person: caller.person,
      campaign: params.id!,
      limit: query.limit ?? usual,
      now: house.clock().toISOString(),
    })
    reply.header('content-type', 'text/csv; charset=utf-8')
    reply.header('content-disposition', 'attachment; filename="recommendations.csv"')
    return reply.send(Readable.from(chunks))
  },
})

const report = route({
  method: 'GET',
  path: '/insights/recommend',
  tag: 'insights',
  id: 'getRecommendationReport',
  summary: 'How good the recommendations are',
  about:
    'The comparison of the methods on purchases that they had not seen, whether the lists are served, and what came of what was shown. `null` before the first run; begin one by `POST /insights/runs` with kind `recommend`.',
  who: 'person',
  answers: {
    200: {
      about: 'The report',
      schema: shape({ at: orNull(moment), content: orNull({ type: 'object' }), success: { type: 'object' } }),
    },
  },
  problems: ['ability_missing'],
  handle: async ({ house, caller }) => {
    mustReadAll(caller.person, 'customer', 'order')
    const found = await readResult<object>(house.db, 'recommend')
    const success = await successOf(house.db, house.clock().toISOString())
    return { at: found?.at ?? null, content: found?.content ?? null, success }
  },
})

export const recommendationRoutes = [
  forCustomer,
  taken,
  forWhole('order', 'orders', 'getOrderAdditions'),
  forWhole('quote', 'quotes', 'getQuoteAdditions'),
  forCampaign,
  report,
]

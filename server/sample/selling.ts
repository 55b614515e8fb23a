import type { Ready } from '../records/import/load.ts'
import { type Cast, dayFrom, daysFrom, isChinese, type Member, notAfter } from './cast.ts'

const stages = [
  ['New', 10, 'open'],
  ['Talking', 30, 'open'],
  ['Offer made', 55, 'open'],
  ['Negotiating', 75, 'open'],
  ['Won', 100, 'won'],
  ['Lost', 0, 'lost'],
] as const

const english = [
  'Autumn range',
  'Christmas order',
  'New shop fit-out',
  'Spring collection',
  'Corporate gifts',
  'Trial order',
  'Annual supply',
]
const chinese = ['秋季系列', '圣诞订单', '新店首批', '春季新品', '企业礼品', '试订单', '年度供货']
const reasons = ['price', 'competitor', 'timing', 'need', 'silent'] as const

interface Deal extends Ready {
  readonly stageSince: string
  readonly closedAt: string | null
  readonly next?: { readonly title: string; readonly due_at: string }
}

export interface Selling {
  readonly pipeline: readonly Ready[]
  readonly stages: readonly Ready[]
  readonly deals: readonly Deal[]
  /** Tasks: what is to be done next with open deals. */
  readonly steps: readonly Ready[]
  readonly lines: readonly Ready[]
  readonly target: readonly Ready[]
}

/** A way of selling, deals in every stage, and what they are about. */
export const sellingOf = (cast: Cast): Selling => {
  const { chance, newId, now } = cast
  const pipeline = newId()
  const made = stages.map(([name, probability, outcome], at) => ({
    id: newId(),
    values: { pipeline, name, probability, outcome, position: at + 1, stale_days: outcome === 'open' ? 14 : null },
  }))
  const buyers = cast.customers.filter((one) => one.type === 'company')
  const deals = Array.from({ length: 64 }, () => dealOf(cast, chance.pick(buyers), pipeline, made))
  return {
    pipeline: [{ id: pipeline, values: { name: 'Wholesale', active: true } }],
    stages: made,
    deals,
    lines: deals.flatMap((deal) => linesOf(cast, deal)),
    steps: stepsOf(cast, deals),
    target: [
      {
        id: newId(),
        values: {
          name: `Revenue ${now.getUTCFullYear()}`,
          measure: 'revenue',
          goal: 100_000,
          from: `${now.getUTCFullYear()}-01-01`,
          until: `${now.getUTCFullYear()}-12-31`,
        },
      },
    ],
  }
}

const dealOf = ({ chance, newId, now }: Cast, buyer: Member, pipeline: string, made: readonly Ready[]): Deal => {
  const today = now.toISOString()
  const at = daysFrom(now, -chance.whole(3, 200), chance)
  const old = Date.parse(at) < now.getTime() - 70 * 86_400_000
  const stage = old ? chance.pick(made.slice(3)) : chance.pick(made.slice(0, 5))
  const { outcome } = stage.values
  const stageSince = notAfter(daysFrom(at, chance.whole(1, 30), chance), today)
  const name = `${buyer.name}: ${chance.pick(isChinese(buyer) ? chinese : english)}`
  const values = {
    name: name.slice(0, 300),
    customer: buyer.id,
    pipeline,
    stage: stage.id,
    status: outcome,
    source: chance.pick(['Web shop', 'Fair', 'Referral']),
    expected_on: dayFrom(outcome === 'open' ? now : at, chance.whole(-5, 60)),
    position: chance.next(),
    ...(outcome === 'lost' && { lost_reason: chance.pick(reasons) }),
  }
  const next = outcome === 'open' &&
    chance.happens(0.6) && {
      title: isChinese(buyer) ? '发送样品' : 'Send samples',
      due_at: `${dayFrom(now, chance.whole(-3, 14))}T10:00:00Z`,
    }
  const closedAt = outcome === 'open' ? null : stageSince
  return { id: newId(), at, values, stageSince, closedAt, ...(next && { next }) }
}

const stepsOf = ({ newId }: Cast, deals: readonly Deal[]): Ready[] =>
  deals.flatMap(({ id, at, values, next }) =>
    next
      ? [{ id: newId(), at, values: { ...next, status: 'open', customer: values.customer, about: `deal/${id}` } }]
      : [],
  )

const linesOf = ({ chance, newId, products }: Cast, deal: Ready): Ready[] =>
  Array.from({ length: chance.whole(1, 4) }, (_, position) => {
    const product = chance.pick(products)
    const quantity = chance.whole(2, 40) * 12
    const amount = (quantity * Number(product.price)).toFixed(4)
    return {
      id: newId(),
      at: deal.at,
      values: {
        deal: deal.id,
        product: product.id,
        name: product.name,
        quantity,
        unit_price: product.price,
        amount,
        position: position + 1,
      },
    }
  })

import type { Ready } from '../records/import/load.ts'
import { type Cast, dayFrom, daysFrom, type Member, notAfter } from './cast.ts'

const plans = [
  { name: 'Spring catalogue', kind: 'email', days: -150, cost: '420.00', subject: 'New for spring', share: 0.8 },
  {
    name: 'Summer garden weeks',
    kind: 'promotion',
    days: -95,
    cost: '650.00',
    subject: 'Ten per cent off garden goods',
    share: 0.7,
  },
  { name: 'Come back to us', kind: 'email', days: -60, cost: '180.00', subject: 'We have missed you', share: 0.4 },
  {
    name: 'How was it?',
    kind: 'survey',
    days: -40,
    cost: '90.00',
    subject: 'Two questions about your last order',
    share: 0.5,
  },
  { name: 'Autumn fair', kind: 'event', days: -20, cost: '2400.00', subject: 'See us at the fair', share: 0.3 },
  {
    name: 'Christmas preview',
    kind: 'email',
    days: -4,
    cost: '380.00',
    subject: 'First look at Christmas',
    share: 0.85,
  },
  { name: 'Search adverts', kind: 'advertising', days: -120, cost: '1900.00', subject: null, share: 0 },
  { name: 'Winter sale', kind: 'promotion', days: 25, cost: null, subject: 'Winter sale', share: 0 },
] as const

export interface Campaigning {
  readonly segments: readonly Ready[]
  readonly campaigns: readonly Ready[]
  readonly contacts: readonly Ready[]
  readonly promotions: readonly Ready[]
}

const segmentsOf = ({ newId }: Cast): Ready[] => [
  {
    id: newId(),
    values: { name: 'Lapsed customers', kind: 'filter', filter: { field: 'lifecycle', op: 'eq', value: 'lapsed' } },
  },
  {
    id: newId(),
    values: { name: 'Best customers', kind: 'filter', filter: { field: 'value', op: 'gte', value: '500' } },
  },
  {
    id: newId(),
    values: { name: 'Customers in China', kind: 'filter', filter: { field: 'country', op: 'eq', value: 'China' } },
  },
]

const contactsOf = ({ chance, newId, now }: Cast, campaign: string, at: string, reached: readonly Member[]): Ready[] =>
  reached.map((who) => {
    const warm = who.orders > 2 ? 0.15 : 0
    const draw = chance.next() - warm
    const status =
      draw < 0.08
        ? 'responded'
        : draw < 0.22
          ? 'clicked'
          : draw < 0.5
            ? 'opened'
            : draw < 0.95
              ? 'sent'
              : draw < 0.98
                ? 'bounced'
                : 'opted_out'
    const moment = notAfter(new Date(Date.parse(at) + chance.whole(1, 3_000) * 60_000).toISOString(), now.toISOString())
    return { id: newId(), at, values: { campaign, customer: who.id, status, at: status === 'sent' ? at : moment } }
  })

const stateOf = (days: number): string => (days > 0 ? 'planned' : days > -7 ? 'running' : 'done')

/** Segments, campaigns of every kind, whom they reached and what came of it. */
export const campaigningOf = (cast: Cast): Campaigning => {
  const { chance, newId, now } = cast
  const segments = segmentsOf(cast)
  const contacts: Ready[] = []
  const campaigns = plans.map((plan): Ready => {
    const id = newId()
    const at = daysFrom(now, plan.days, chance)
    const whom = cast.customers.filter((one) => one.first_order_at !== null && one.first_order_at < at)
    const reached = contactsOf(cast, id, at, chance.some(whom, plan.share))
    contacts.push(...reached)
    const responded = reached.filter((one) => one.values.status === 'responded').length
    const segment = plan.name === 'Come back to us' ? segments[0]!.id : undefined
    const values = {
      name: plan.name,
      kind: plan.kind,
      status: stateOf(plan.days),
      starts_at: at,
      ends_at: daysFrom(now, plan.days + 14, chance),
      budget: plan.cost ?? '1000.00',
      cost: plan.cost,
      subject: plan.subject,
      segment,
      reached: reached.length,
      responded,
    }
    return { id, at: notAfter(at, now.toISOString()), values }
  })
  const promotions = [
    {
      id: newId(),
      values: {
        name: 'Garden ten',
        code: 'GARDEN10',
        kind: 'percent',
        percent: 10,
        campaign: campaigns[1]!.id,
        from: dayFrom(now, -95),
        until: dayFrom(now, -80),
        used: 17,
        active: false,
      },
    },
    {
      id: newId(),
      values: {
        name: 'Free delivery in winter',
        code: 'WINTER',
        kind: 'delivery',
        campaign: campaigns[7]!.id,
        from: dayFrom(now, 25),
        until: dayFrom(now, 45),
        used: 0,
        active: true,
      },
    },
  ]
  return { segments, campaigns, contacts, promotions }
}

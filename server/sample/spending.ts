import type { Ready } from '../records/import/load.ts'
import { type Cast, daysFrom, notAfter } from './cast.ts'

/** What each further pound brings less of: the most that one campaign brings, and how fast it gets there. */
const efforts = [
  {
    kind: 'email',
    names: ['Newsletter'],
    channels: ['Newsletter'],
    costs: [60, 90, 140, 180, 240, 320, 420, 560],
    most: 950,
    scale: 160,
  },
  {
    kind: 'advertising',
    names: ['Search adverts', 'Social adverts'],
    channels: ['Search', 'Social'],
    costs: [90, 110, 180, 220, 300, 380, 480, 560, 720, 860, 1_100, 1_300],
    most: 1_900,
    scale: 700,
  },
  {
    kind: 'promotion',
    names: ['Gift with every order', 'Ten per cent off'],
    channels: ['Web shop'],
    costs: [80, 120, 200, 260, 340, 450, 600],
    most: 1_200,
    scale: 350,
  },
] as const

/** An order that a campaign could have brought. */
export interface Buyable {
  readonly id: string
  readonly at: string
  readonly margin: number
}

export interface Spending {
  readonly campaigns: readonly Ready[]
  /** Which order came of which campaign. */
  readonly brought: readonly (readonly [order: string, campaign: string])[]
}

type Effort = (typeof efforts)[number]

const earliest = -270
const latest = -34
const days = 30
/** Single orders larger than this would drown what a campaign brings. */
const largest = 300

const campaignOf = ({ chance, newId, now }: Cast, { kind, names, channels, costs }: Effort, k: number): Ready => {
  const span = (latest - earliest) / costs.length
  // More and more goes into adverts; of the others neither the cheap nor the dear come first.
  const place = kind === 'advertising' ? k : (k * 5) % costs.length
  const at = daysFrom(now, Math.round(earliest + span * (place + chance.next())), chance)
  const cost = costs[k]!.toFixed(2)
  const values = {
    name: `${names[k % names.length]} ${at.slice(0, 7)}`,
    kind,
    channel: channels[k % channels.length],
    status: 'done',
    starts_at: at,
    ends_at: daysFrom(at, 14, chance),
    budget: cost,
    cost,
    reached: costs[k]! * chance.whole(2, 5),
  }
  return { id: newId(), at: notAfter(at, now.toISOString()), values }
}

/** Months of smaller campaigns, and the orders that name them or others of their kind. */
export const spendingOf = (cast: Cast, orders: readonly Buyable[], others: readonly Ready[]): Spending => {
  const free = new Map(orders.filter(({ margin }) => margin > 5 && margin < largest).map((one) => [one.id, one]))
  const campaigns = efforts.flatMap((effort) => effort.costs.map((_, k) => campaignOf(cast, effort, k)))
  const brought = [...campaigns, ...others]
    .sort((a, b) => Number(b.values.cost) - Number(a.values.cost))
    .flatMap(({ id, at, values }) => {
      const { most, scale } = efforts.find(({ kind }) => kind === values.kind)!
      const until = new Date(Date.parse(at!) + days * 86_400_000).toISOString()
      let left = most * (1 - Math.exp(-Number(values.cost) / scale)) * (0.85 + 0.3 * cast.chance.next())
      return [...free.values()].flatMap((one) => {
        if (one.at < at! || one.at > until || one.margin > left) return []
        left -= one.margin
        free.delete(one.id)
        return [[one.id, id] as const]
      })
    })
  return { campaigns, brought }
}

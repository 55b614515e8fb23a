import type { Ready } from '../records/import/load.ts'
import { type Cast, dayFrom, daysFrom, isChinese, type Member, notAfter } from './cast.ts'
import type { Selling } from './selling.ts'

/** Colleagues, each good at something else: with a chance to win of `good` there, of `else` elsewhere. */
const colleagues = [
  { name: 'Chen Li', email: 'chen@northwind.example', language: 'zh', job: 'Sales, Asia' },
  { name: 'Priya Shah', email: 'priya@northwind.example', language: 'en', job: 'Sales, fairs and referrals' },
  { name: 'Tom Baker', email: 'tom@northwind.example', language: 'en', job: 'Sales, Europe' },
] as const

const talents: readonly ((buyer: Member, source: string) => boolean)[] = [
  isChinese,
  (_, source) => source !== 'Web shop',
  ({ country }) => country !== 'China' && country !== 'United Kingdom',
]
const [good, otherwise] = [0.85, 0.22]
const sources = ['Web shop', 'Fair', 'Referral'] as const
const about = ['Spring collection', 'Corporate gifts', 'Shop refit', 'Trial order', 'Annual supply'] as const
const aboutZh = ['春季新品', '企业礼品', '店面翻新', '试订单', '年度供货'] as const
const reasons = ['price', 'competitor', 'timing', 'need', 'silent'] as const
const [closedDeals, waitingDeals] = [210, 16]

export interface Team {
  readonly team: Ready
  readonly people: readonly Ready[]
  readonly deals: Selling['deals']
}

type Deal = Team['deals'][number]

const nameOf = ({ chance }: Cast, buyer: Member): string =>
  `${buyer.name}: ${chance.pick(isChinese(buyer) ? aboutZh : about)}`.slice(0, 300)

/** Abroad as often as at home, so that everybody's talent shows. */
const buyerOf = ({ chance, customers }: Cast): Member => {
  const companies = customers.filter(({ type }) => type === 'company')
  const abroad = companies.filter(({ country }) => country !== 'United Kingdom')
  return chance.pick(chance.happens(0.6) && abroad.length > 0 ? abroad : companies)
}

/** A deal that one of them won or lost in the past. */
const closedOf = (cast: Cast, { pipeline, stages }: Selling, owner: Ready, talent: (typeof talents)[number]): Deal => {
  const { chance, newId, now } = cast
  const [buyer, source] = [buyerOf(cast), chance.pick(sources)]
  const outcome = chance.happens(talent(buyer, source) ? good : otherwise) ? 'won' : 'lost'
  const at = daysFrom(now, -chance.whole(40, 480), chance)
  const closedAt = notAfter(daysFrom(at, chance.whole(7, 38), chance), now.toISOString())
  const values = {
    name: nameOf(cast, buyer),
    customer: buyer.id,
    owner: owner.id,
    pipeline: pipeline[0]!.id,
    stage: stages.find((one) => one.values.outcome === outcome)!.id,
    status: outcome,
    source,
    amount: (chance.whole(3, 40) * 100).toFixed(2),
    expected_on: dayFrom(closedAt, 0),
    position: chance.next(),
    ...(outcome === 'lost' && { lost_reason: chance.pick(reasons) }),
  }
  return { id: newId(), at, values, stageSince: closedAt, closedAt }
}

/** A new deal that nobody has yet. */
const waitingOf = (cast: Cast, { pipeline, stages }: Selling): Deal => {
  const { chance, newId, now } = cast
  const buyer = buyerOf(cast)
  const at = notAfter(daysFrom(now, -chance.whole(0, 6), chance), now.toISOString())
  const values = {
    name: nameOf(cast, buyer),
    customer: buyer.id,
    owner: null,
    pipeline: pipeline[0]!.id,
    stage: stages[0]!.id,
    status: 'open',
    source: chance.pick(sources),
    amount: (chance.whole(3, 50) * 100).toFixed(2),
    expected_on: dayFrom(now, chance.whole(20, 70)),
    position: chance.next(),
  }
  return { id: newId(), at, values, stageSince: at, closedAt: null }
}

/** A team with its past, and new deals that wait for somebody. */
export const teamOf = (
  cast: Cast,
  selling: Selling,
  given: { readonly role: string | undefined; readonly manager: string },
): Team => {
  const team = { id: cast.newId(), values: { name: 'Wholesale', manager: given.manager } }
  const people = colleagues.map(({ name, email, language, job }) => ({
    id: cast.newId(),
    values: {
      name,
      email,
      language,
      job_title: job,
      status: 'active',
      teams: [team.id],
      roles: given.role ? [given.role] : [],
    },
  }))
  const closed = Array.from({ length: closedDeals }, (_, k) =>
    closedOf(cast, selling, people[k % people.length]!, talents[k % people.length]!),
  )
  const waiting = Array.from({ length: waitingDeals }, () => waitingOf(cast, selling))
  return { team, people, deals: [...closed, ...waiting] }
}

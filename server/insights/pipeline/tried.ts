import { label } from '@rapport/vocabulary/define/label.ts'
import type { Ahead, Tried, Ways } from '@rapport/vocabulary/insights/pipeline.ts'
import { dayOf, later, startOf } from '../forecast/calendar.ts'
import type { Desk } from '../run/kind.ts'
import { type ChancesAt, modelChances } from './by-model.ts'
import { bring, type Open, ratesOf } from './foresee.ts'
import { asItStands, closedAt, type Deal, heldAt, isClosed, isWon, staysOf, wasOpen } from './history.ts'

const dayMs = 86_400_000
const monthsBack = 12
export const [fewestClosed, fewestWon] = [20, 10]
/** Fewer months than these do not tell which of two ways is nearer. */
export const fewestTried = 6

export const amountAt = (deal: Deal, at: number): number => Number(heldAt(deal, 'amount', at) ?? 0)
export const stageAt = (deal: Deal, at: number): string | null => (heldAt(deal, 'stage', at) as string | null) ?? null

/** What deals that were closed before a moment teach: chances by stage, and how long winning takes. */
export function learn(deals: readonly Deal[], at: number) {
  const past = deals.filter((deal) => isClosed(deal) && closedAt(deal) < at)
  const won = past.filter(isWon)
  return {
    closed: past.length,
    won: won.length,
    rate: ratesOf(past.map((deal) => ({ won: isWon(deal), stages: staysOf(deal).map(({ stage }) => stage) }))),
    times: won.map((deal) => Math.max(0, (closedAt(deal) - deal.made) / dayMs)),
  }
}

/** One past month, foreseen from its first day with nothing that was known later. */
async function tryMonth(deals: readonly Deal[], start: number, chances: ChancesAt | undefined): Promise<Tried | null> {
  const { closed, won, rate, times } = learn(deals, start)
  if (closed < fewestClosed || won < fewestWon) return null
  const end = later('month', start, 1)
  const open = deals.filter((deal) => wasOpen(deal, start))
  const ahead = (chanceOf: (deal: Deal) => number): Ahead => {
    const asked = open.map(
      (deal): Open => ({ age: (start - deal.made) / dayMs, amount: amountAt(deal, start), chance: chanceOf(deal) }),
    )
    return bring(asked, times, [(end - start) / dayMs]).months[0]!
  }
  const byStage = (deal: Deal): number => rate(stageAt(deal, start))
  const known = await chances?.(start)
  const due = open.filter((deal) =>
    String(heldAt(deal, 'expected_on', start) ?? '').startsWith(dayOf(start).slice(0, 7)),
  )
  const weighted = due.reduce(
    (sum, deal) => sum + (amountAt(deal, start) * Number(heldAt(deal, 'probability', start) ?? 0)) / 100,
    0,
  )
  const before = later('month', start, -1)
  return {
    ...ahead(byStage),
    ...(known && { byModel: ahead((deal) => known.get(deal.id) ?? byStage(deal)) }),
    month: dayOf(start),
    open: open.length,
    came: wonWithin(open, start, end),
    before: wonWithin(
      deals.filter((deal) => wasOpen(deal, before)),
      before,
      start,
    ),
    weighted: Math.round(weighted),
  }
}

const wonWithin = (deals: readonly Deal[], from: number, until: number): number =>
  deals
    .filter((deal) => isWon(deal) && closedAt(deal) >= from && closedAt(deal) < until)
    .reduce((sum, deal) => sum + amountAt(deal, asItStands), 0)

/** Past months, each foreseen from its first day: by the stages, and by the model of deals as it would have been then. */
export async function triedMonths(
  all: readonly Deal[],
  desk: Desk,
): Promise<{ readonly months: Tried[]; readonly hasModel: boolean }> {
  const deals = all.filter(({ foreign }) => !foreign)
  const first = startOf('month', Date.parse(desk.now))
  const chances = await modelChances(desk, deals)
  const months: Tried[] = []
  for (let k = 0; k < monthsBack; k++) {
    desk.progress(0.4 + (0.5 * k) / monthsBack, label('Trying past months', '检验过去各月'))
    const one = await tryMonth(deals, later('month', first, k - monthsBack), chances)
    if (one) months.push(one)
  }
  return { months, hasModel: chances !== undefined }
}

/** How far both ways lay off, over the months that both foresaw. */
export function waysOf(tried: readonly Tried[]): Ways {
  const both = tried.flatMap((one) => (one.byModel ? [{ ...one, byModel: one.byModel }] : []))
  const off = (of: (one: (typeof both)[number]) => number) =>
    Math.round(both.reduce((sum, one) => sum + Math.abs(of(one) - one.came), 0) / Math.max(1, both.length))
  return { months: both.length, model: off((one) => one.byModel.mean), stages: off((one) => one.mean) }
}

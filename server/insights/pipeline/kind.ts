import { label } from '@rapport/vocabulary/define/label.ts'
import { dayOf, later, startOf } from '../forecast/calendar.ts'
import { keepResult, tooLittle } from '../result.ts'
import type { InsightKind } from '../run/kind.ts'
import { bring, type Open, ratesOf } from './foresee.ts'
import {
  asItStands,
  closedAt,
  type Deal,
  heldAt,
  isClosed,
  isWon,
  pacesOf,
  readDeals,
  staysOf,
  wasOpen,
} from './history.ts'
import type { PipelineContent, Tried } from './report.ts'

const dayMs = 86_400_000
const [monthsAhead, monthsBack] = [6, 12]
const [fewestClosed, fewestWon] = [20, 10]

const stages = {
  read: label('Reading deals and their history', '读取商机及其历史'),
  try: label('Trying past months', '检验过去各月'),
}

const amountAt = (deal: Deal, at: number): number => Number(heldAt(deal, 'amount', at) ?? 0)
const stageAt = (deal: Deal, at: number): string | null => (heldAt(deal, 'stage', at) as string | null) ?? null

/** What deals that were closed before a moment teach: chances by stage, and how long winning takes. */
function learn(deals: readonly Deal[], at: number) {
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
function tryMonth(deals: readonly Deal[], start: number): Tried | null {
  const { closed, won, rate, times } = learn(deals, start)
  if (closed < fewestClosed || won < fewestWon) return null
  const end = later('month', start, 1)
  const open = deals.filter((deal) => wasOpen(deal, start))
  const asked = open.map(
    (deal): Open => ({
      age: (start - deal.made) / dayMs,
      amount: amountAt(deal, start),
      chance: rate(stageAt(deal, start)),
    }),
  )
  const { months } = bring(asked, times, [(end - start) / dayMs])
  const due = open.filter((deal) =>
    String(heldAt(deal, 'expected_on', start) ?? '').startsWith(dayOf(start).slice(0, 7)),
  )
  const weighted = due.reduce(
    (sum, deal) => sum + (amountAt(deal, start) * Number(heldAt(deal, 'probability', start) ?? 0)) / 100,
    0,
  )
  const before = later('month', start, -1)
  return {
    ...months[0]!,
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

function contentOf(all: readonly Deal[], asOf: string): PipelineContent {
  const now = Date.parse(asOf)
  const paces = pacesOf(all)
  const deals = all.filter(({ foreign }) => !foreign)
  const { closed, won, rate, times } = learn(deals, now)
  const lacking = tooLittle({ closedDeals: [closed, fewestClosed], wonDeals: [won, fewestWon] })
  if (lacking) return { ...lacking, ...paces }
  const open = deals.filter(({ stands }) => stands.status === 'open')
  const byModel = open.length > 0 && open.every(({ chance }) => chance !== null)
  const asked = open.map(
    (deal): Open => ({
      age: (now - deal.made) / dayMs,
      amount: amountAt(deal, asItStands),
      chance: byModel ? deal.chance! / 100 : rate(stageAt(deal, asItStands)),
    }),
  )
  const first = startOf('month', now)
  const starts = Array.from({ length: monthsAhead }, (_, k) => later('month', first, k))
  const { months, total, level } = bring(
    asked,
    times,
    starts.map((start) => (later('month', start, 1) - now) / dayMs),
  )
  const tried = Array.from({ length: monthsBack }, (_, k) => tryMonth(deals, later('month', first, k - monthsBack)))
  return {
    asOf,
    open: open.length,
    unpriced: open.filter(({ stands }) => stands.amount === null).length,
    foreign: all.length - deals.length,
    closed,
    won,
    chances: byModel ? 'model' : 'stages',
    months: months.map((month, k) => ({ ...month, month: dayOf(starts[k]!) })),
    total,
    level,
    tried: tried.filter((one) => one !== null),
    ...paces,
  }
}

/** Foresees what open deals bring, month by month, and how fast deals go that are won. */
export const pipeline: InsightKind<object> = {
  title: label('Pipeline forecast', '商机预测'),
  async work(_input, desk) {
    desk.progress(0.05, stages.read)
    const deals = await readDeals(desk.db, desk.now)
    desk.progress(0.4, stages.try)
    const content = contentOf(deals, desk.now)
    await keepResult(desk.db, 'pipeline', desk.now, content)
    return 'tooLittle' in content
      ? { tooLittle: content.tooLittle }
      : { open: content.open, tried: content.tried.length }
  },
}

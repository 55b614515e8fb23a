import { label } from '@rapport/vocabulary/define/label.ts'
import type { PipelineContent, Tried } from '@rapport/vocabulary/insights/pipeline.ts'
import { dayOf, later, startOf } from '../forecast/calendar.ts'
import { keepResult, tooLittle } from '../result.ts'
import type { InsightKind } from '../run/kind.ts'
import { bring, type Open } from './foresee.ts'
import { asItStands, type Deal, pacesOf, readDeals } from './history.ts'
import { amountAt, fewestClosed, fewestTried, fewestWon, learn, stageAt, triedMonths, waysOf } from './tried.ts'

const dayMs = 86_400_000
const monthsAhead = 6

/** How deals are foreseen: what is known of each, and by which chances. */
function contentOf(all: readonly Deal[], asOf: string, tried: readonly Tried[], hasModel: boolean): PipelineContent {
  const now = Date.parse(asOf)
  const paces = pacesOf(all)
  const deals = all.filter(({ foreign }) => !foreign)
  const { closed, won, rate, times } = learn(deals, now)
  const lacking = tooLittle({ closedDeals: [closed, fewestClosed], wonDeals: [won, fewestWon] })
  if (lacking) return { ...lacking, ...paces }
  const open = deals.filter(({ stands }) => stands.status === 'open')
  const ways = hasModel ? waysOf(tried) : null
  const scored = open.filter(({ chance }) => chance !== null).length
  const byModel = ways !== null && scored > 0 && (ways.months < fewestTried || ways.model < ways.stages)
  const asked = open.map(
    (deal): Open => ({
      age: (now - deal.made) / dayMs,
      amount: amountAt(deal, asItStands),
      chance: byModel && deal.chance !== null ? deal.chance / 100 : rate(stageAt(deal, asItStands)),
    }),
  )
  const first = startOf('month', now)
  const starts = Array.from({ length: monthsAhead }, (_, k) => later('month', first, k))
  const { months, total, level } = bring(
    asked,
    times,
    starts.map((start) => (later('month', start, 1) - now) / dayMs),
  )
  return {
    asOf,
    open: open.length,
    unpriced: open.filter(({ stands }) => stands.amount === null).length,
    foreign: all.length - deals.length,
    closed,
    won,
    chances: byModel ? 'model' : 'stages',
    ways,
    byStage: byModel ? open.length - scored : 0,
    months: months.map((month, k) => ({ ...month, month: dayOf(starts[k]!) })),
    total,
    level,
    tried,
    ...paces,
  }
}

/** Foresees what open deals bring, month by month, and how fast deals go that are won. */
export const pipeline: InsightKind<object> = {
  title: label('Pipeline forecast', '商机预测'),
  async work(_input, desk) {
    desk.progress(0.05, label('Reading deals and their history', '读取商机及其历史'))
    const deals = await readDeals(desk.db, desk.now)
    const tried = await triedMonths(deals, desk)
    const content = contentOf(deals, desk.now, tried.months, tried.hasModel)
    await keepResult(desk.db, 'pipeline', desk.now, content)
    return 'tooLittle' in content
      ? { tooLittle: content.tooLittle }
      : { open: content.open, tried: content.tried.length }
  },
}

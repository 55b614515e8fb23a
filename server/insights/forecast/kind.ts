import { label } from '@rapport/vocabulary/define/label.ts'
import type { TooLittle } from '@rapport/vocabulary/insights/too-little.ts'
import { keepResult, tooLittle } from '../result.ts'
import type { Desk, InsightKind } from '../run/kind.ts'
import { dayOf, endOfPast } from './calendar.ts'
import { foresee } from './foresee.ts'
import { type History, historiesOf, keyOf, membersOfTeams, type Past, pastOf } from './history.ts'
import type { ForecastContent, Foreseen, Measure, SalesSeries, Short, Sort, Unit } from './report.ts'

const fewestOrders = 30
/** How many of a sort, those that sold most, and whether the slower methods are tried on them. */
const most: { readonly [S in Sort]: { readonly series: number; readonly rich: number } } = {
  total: { series: 1, rich: 1 },
  team: { series: 20, rich: 6 },
  category: { series: 20, rich: 6 },
  product: { series: 40, rich: 0 },
}
const yearOf = { week: 52, month: 12 }

const stages = {
  read: label('Reading orders', '读取订单'),
  try: label('Trying methods on the past', '用历史数据检验方法'),
}

const lately = ({ revenue, pieces }: History): number => {
  const year = (values: readonly number[]) => values.slice(-yearOf.week).reduce((sum, value) => sum + value, 0)
  return year(revenue) || year(pieces) / 1e6
}

/** The series that are foreseen: of each sort those that sold most within the last year. */
function chosen(histories: ReadonlyMap<string, History>): { history: History; rich: boolean }[] {
  return (Object.keys(most) as Sort[]).flatMap((sort) =>
    [...histories.values()]
      .filter((one) => one.sort === sort && lately(one) > 0)
      .sort((a, b) => lately(b) - lately(a))
      .slice(0, most[sort].series)
      .map((history, i) => ({ history, rich: i < most[sort].rich })),
  )
}

type OfUnit = { readonly [M in Measure]: Foreseen | Short }
const none: OfUnit = { revenue: { has: 0, needs: 1 }, pieces: { has: 0, needs: 1 } }

function foreseeOne(history: History | undefined, unit: Unit, rich: boolean): OfUnit {
  if (!history) return none
  const from = dayOf(history.from)
  const of = (measure: Measure) => foresee(from, history[measure], unit, { rich })
  return { revenue: of('revenue'), pieces: of('pieces') }
}

async function foreseeAll(desk: Desk, past: Past, lastSale: number): Promise<ForecastContent> {
  const now = Date.parse(desk.now)
  const weeks = await historiesOf(desk.db, 'week', endOfPast('week', lastSale, now))
  const months = await historiesOf(desk.db, 'month', endOfPast('month', lastSale, now))
  const members = await membersOfTeams(desk.db)
  const wanted = chosen(weeks)
  const series = wanted.map(({ history, rich }, i): SalesSeries => {
    desk.progress(0.1 + (0.85 * i) / wanted.length, stages.try)
    const { sort, about } = history
    const key = keyOf(sort, about)
    const of = {
      week: foreseeOne(history, 'week', rich),
      month: foreseeOne(months.get(key), 'month', rich),
    }
    return { key, sort, about, owners: sort === 'team' ? (members.get(about!) ?? []) : null, of }
  })
  return { asOf: desk.now, lastSale: new Date(lastSale).toISOString(), foreign: past.foreign, series }
}

/** Foresees sales by week and by month, in total and by team, category and product. */
export const forecast: InsightKind<object, TooLittle | { series: number }> = {
  title: label('Sales forecast', '销售预测'),
  async work(_input, desk) {
    desk.progress(0.02, stages.read)
    const past = await pastOf(desk.db, desk.now)
    const lacking = tooLittle({ orders: [past.orders, fewestOrders] })
    const content = lacking ?? (await foreseeAll(desk, past, past.last!))
    await keepResult(desk.db, 'forecast', desk.now, content)
    return 'tooLittle' in content ? content : { series: content.series.length }
  },
}

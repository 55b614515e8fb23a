import { fitPipeline } from '@rapport/analytics/data/index.ts'
import { AnalyticsError } from '@rapport/analytics/errors.ts'
import { sql } from '../../database/sql.ts'
import { asOf, rollBack } from '../features/history.ts'
import { seed, taskOf } from '../model/compare.ts'
import { fewest } from '../model/enough.ts'
import { type Examples, picked, type Rows, stacked, withColumns } from '../model/examples.ts'
import { answersFor } from '../model/judge.ts'
import { readModel } from '../model/keep.ts'
import { methodsFor } from '../model/methods.ts'
import { readFitted } from '../model/score.ts'
import { questionOf } from '../ready/questions.ts'
import type { Desk } from '../run/kind.ts'
import { closedAt, type Deal, isClosed, wasOpen } from './history.ts'

/** The chance of each deal that was open at a moment; nothing while there was too little to learn from. */
export type ChancesAt = (at: number) => Promise<ReadonlyMap<string, number> | null>

interface Learner {
  readonly examples: Examples
  /** Every deal that the model looks at, with its columns. */
  readonly rows: Rows
  readonly method: ReturnType<typeof methodsFor>[number]
  readonly deals: ReadonlyMap<string, Deal>
  readonly desk: Desk
}

const isEnough = (y: Float64Array): boolean => {
  const yes = y.reduce((a, b) => a + b, 0)
  return y.length >= fewest.rows && Math.min(yes, y.length - yes) >= fewest.each
}

/** The rows with fields as they stood at a moment. */
async function standing({ rows, examples, desk }: Learner, at: number): Promise<Rows> {
  const own = examples.features.filter((one) => one.unit !== 'text')
  const moment = new Date(at).toISOString()
  const rolled = await rollBack(desk.db, 'deal', moment, own)
  return { ...rows, table: asOf({ ...rows, at: moment, moments: rows.at }, own, rolled) }
}

/** Learns from the deals that were closed before the moment, and answers for those that were open at it. */
async function chancesAt(learner: Learner, at: number): Promise<ReadonlyMap<string, number> | null> {
  const { rows, deals, examples, method, desk } = learner
  const among = (is: (deal: Deal) => boolean) =>
    rows.ids.flatMap((id, i) => {
      const deal = deals.get(id)
      return deal && is(deal) ? [i] : []
    })
  const past = among((deal) => isClosed(deal) && closedAt(deal) < at).filter((i) => !Number.isNaN(rows.y[i]!))
  if (!isEnough(Float64Array.from(past, (i) => rows.y[i]!))) return null
  const then = await standing(learner, at)
  const open = picked(
    then,
    among((deal) => wasOpen(deal, at)),
  )
  try {
    const task = taskOf(examples, picked(then, past))
    const pipeline = fitPipeline(method.recipe, task, { seed, signal: desk.signal })
    const chances = answersFor('yes_no', pipeline, open.table)
    return new Map(open.ids.map((id, i) => [id, chances[i]!]))
  } catch (error) {
    // What there was may be too alike to learn from: then the month is told by the stages alone.
    if (!(error instanceof AnalyticsError) || error.code === 'cancelled') throw error
    return null
  }
}

/** The chances of the model of deals to be won as it would have been at a moment; nothing where none serves. */
export async function modelChances(desk: Desk, all: readonly Deal[]): Promise<ChancesAt | undefined> {
  const serving = await desk.db.maybe<{ id: string }>(sql`
    select id from model where kind = 'win' and target is null and serving is not null and deleted_at is null order by id limit 1`)
  if (!serving) return undefined
  const settings = await readModel(desk.db, serving.id)
  const { report, columns } = await readFitted(desk, settings.serving!)
  const [method] = methodsFor('yes_no', [report.chosen.name])
  const examples = await questionOf('win')!.examples(settings, desk, report)
  const rows = withColumns(stacked([examples.train, examples.test, examples.now]), new Set(columns))
  const deals = new Map(all.map((deal) => [deal.id, deal]))
  const learner: Learner = { examples, rows, method: method!, deals, desk }
  return (at) => chancesAt(learner, at)
}

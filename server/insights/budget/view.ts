import { returnOf, sharedReturn } from '@rapport/vocabulary/insights/response.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { BudgetFigures } from './figures.ts'
import { readSince } from './ground.ts'
import type { BudgetSettings } from './settings.ts'

export interface BudgetView {
  readonly id: string
  readonly name: string
  readonly made_at: string
  readonly settings: BudgetSettings
  readonly figures: BudgetFigures
  /** Set by hand, by channel. */
  readonly amounts: { readonly [channel: string]: number } | null
}

const mostPlans = 12
const gone = 'There is no such plan.'

/** The latest plans, side by side. */
export const budgetsKept = (db: Runner): Promise<BudgetView[]> =>
  db.query<BudgetView>(sql`
    select id, name, made_at, settings, figures, amounts from insight.budget_plan order by made_at desc, id desc limit ${mostPlans}`)

async function budgetKept(db: Runner, id: string): Promise<BudgetView> {
  const found = await db.maybe<BudgetView>(
    sql`select id, name, made_at, settings, figures, amounts from insight.budget_plan where id = ${id}::uuid`,
  )
  if (!found) throw new Problem('not_found', gone)
  return found
}

/** Amounts as they stand: by hand, else as they were found for the budget itself. */
export function amountsOf({ figures, amounts }: Pick<BudgetView, 'figures' | 'amounts'>): number[] {
  const found = figures.scenarios.find(({ percent }) => percent === 0)!
  return figures.channels.map(({ name }, k) => amounts?.[name] ?? found.amounts[k]!)
}

/** Takes amounts by hand, of channels that are in the plan; nothing given lets the plan stand as it was found. */
export async function setAmounts(db: Runner, id: string, given: unknown): Promise<void> {
  const { figures } = await budgetKept(db, id)
  if (given === null || given === undefined) {
    await db.run(sql`update insight.budget_plan set amounts = null where id = ${id}::uuid`)
    return
  }
  const names = new Set(figures.channels.map(({ name }) => name))
  const entries = typeof given === 'object' && !Array.isArray(given) ? Object.entries(given) : []
  const wrong = entries.find(
    ([name, amount]) => !names.has(name) || typeof amount !== 'number' || !(amount >= 0 && amount <= 1e12),
  )
  if (entries.length === 0 || wrong)
    throw new Problem(
      'invalid',
      wrong
        ? `"${wrong[0].slice(0, 60)}" must be a channel of this plan with an amount of 0 or more.`
        : '"amounts" must give an amount for at least one channel.',
    )
  await db.run(
    sql`update insight.budget_plan set amounts = ${sql.json(Object.fromEntries(entries))} where id = ${id}::uuid`,
  )
}

export async function dropBudget(db: Runner, id: string): Promise<void> {
  const touched = await db.run(sql`delete from insight.budget_plan where id = ${id}::uuid`)
  if (touched === 0) throw new Problem('not_found', gone)
}

/** A channel since the plan was made, beside the plan. */
export interface ChannelOutcome {
  readonly channel: string
  readonly planned: number
  readonly spent: number
  readonly campaigns: number
  /** What the curve says of what was spent in so many campaigns; null for a channel without one. */
  readonly expected: number | null
  readonly earned: number | null
}

export interface BudgetOutcome {
  /** Days of the plan that are over, and all of them. */
  readonly passed: number
  readonly days: number
  readonly channels: readonly ChannelOutcome[]
}

const dayMs = 86_400_000

/** Spent and earned by campaigns that began since the plan was made, within its days. */
export async function outcomeOf(db: Runner, id: string, now: string): Promise<BudgetOutcome> {
  const plan = await budgetKept(db, id)
  const { settings, figures } = plan
  const end = Math.min(Date.parse(now), Date.parse(plan.made_at) + settings.days * dayMs)
  const since = await readSince(db, settings, { since: plan.made_at, until: new Date(end).toISOString(), now })
  const planned = new Map(amountsOf(plan).map((amount, k) => [figures.channels[k]!.name, amount]))
  const channels = [...new Set([...planned.keys(), ...since.keys()])].map((channel): ChannelOutcome => {
    const came = since.get(channel)
    const curve = figures.channels.find(({ name }) => name === channel)?.curve
    const [spent, campaigns] = [came?.spent ?? 0, came?.campaigns ?? 0]
    const earned = came ? (settings.measure === 'margin' ? came.margin : came.revenue) : 0
    const expected = curve ? (campaigns === 0 ? returnOf(curve, 0) : sharedReturn(curve, campaigns, spent)) : null
    return { channel, planned: planned.get(channel) ?? 0, spent, campaigns, expected, earned }
  })
  return { passed: Math.max(0, Math.floor((end - Date.parse(plan.made_at)) / dayMs)), days: settings.days, channels }
}

import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import { sql } from '../../database/sql.ts'
import { tooLittle } from '../result.ts'
import type { Desk, InsightKind } from '../run/kind.ts'
import { type BudgetFigures, figuresOf, stepOf } from './figures.ts'
import { readGround } from './ground.ts'
import { fewestCampaigns, learnChannels, type Refused, type Told } from './learn.ts'
import { type BudgetSettings, budgetSettings } from './settings.ts'

export interface BudgetInput {
  readonly person?: string | null
  readonly settings?: object
}

const stages = {
  read: label('Reading what campaigns cost and brought', '读取营销活动的花费与收益'),
  solve: label('Looking for the best split', '寻找最佳分配'),
}
const mostSteps = 2_000

interface Total {
  readonly budget: number
  readonly step: number
}

/** The total and its step: what was asked for, else as much as before in a hundred steps. */
function totalOf(settings: BudgetSettings, told: readonly Told[]): Total {
  const before = told.reduce((sum, { present }) => sum + present, 0)
  const total = settings.budget ?? before
  return { budget: total, step: settings.step ?? stepOf(total) }
}

const rounded = (amount: number): number => Math.round(amount * 100) / 100

/** Why no plan can be looked for, if so. */
function refusalOf(settings: BudgetSettings, told: readonly Told[], { budget, step }: Total): Label | undefined {
  if (!(budget > 0))
    return label(
      `Nothing was spent on these channels in the last ${settings.days} days, so there is no budget to start from: enter one.`,
      `过去 ${settings.days} 天这些渠道没有花费，无法推算预算：请填写预算。`,
    )
  const [largest, smallest] = [Math.max(...settings.scenarios), Math.min(...settings.scenarios)].map(
    (percent) => budget * (1 + percent / 100),
  ) as [number, number]
  if (largest / step > mostSteps)
    return label(
      `A budget of ${rounded(largest)} in steps of ${step} is more than ${mostSteps} steps: choose a larger step.`,
      `预算 ${rounded(largest)} 按步长 ${step} 超过 ${mostSteps} 步：请选择更大的步长。`,
    )
  const least = told.reduce((sum, one) => sum + Math.ceil(one.least / step - 1e-9) * step, 0)
  if (least > smallest + 1e-9 * step)
    return label(
      `The least amounts come to ${rounded(least)} in steps of ${step}, more than the smallest budget of ${rounded(smallest)}.`,
      `各渠道最低金额按步长 ${step} 合计 ${rounded(least)}，超过最小预算 ${rounded(smallest)}。`,
    )
  const stuck = told.find((one) => Math.ceil(one.least / step - 1e-9) * step > one.most + 1e-9 * step)
  return (
    stuck &&
    label(
      `In steps of ${step} no amount lies between the least and the most of "${stuck.name}".`,
      `按步长 ${step}，“${stuck.name}”的最低与最高金额之间没有可选金额。`,
    )
  )
}

async function keep(desk: Desk, made: { settings: BudgetSettings; figures: BudgetFigures; person: string | null }) {
  const id = desk.newId()
  await desk.db.run(sql`
    insert into insight.budget_plan (id, name, made_at, made_by, settings, figures)
    values (${id}, ${made.settings.name}, ${desk.now}, ${made.person}, ${sql.json(made.settings)}, ${sql.json(made.figures)})`)
  return id
}

/** No channel has a curve: how near the best of them is to one. */
function lacking(refused: readonly Refused[]): object {
  const few = refused.every(({ of }) => of === 'campaigns')
  const most = Math.max(0, ...refused.map(({ has }) => has))
  return tooLittle(few ? { spentCampaigns: [most, fewestCampaigns] } : { earnings: [0, 1] })!
}

async function work({ settings: given, person = null }: BudgetInput, desk: Desk): Promise<object> {
  const settings = budgetSettings(given ?? {})
  desk.progress(0, stages.read)
  const ground = await readGround(desk.db, settings, desk.now)
  desk.progress(0.5, stages.solve)
  const { told, refused } = learnChannels({ ground, settings })
  if (told.length === 0) return lacking(refused)
  const total = totalOf(settings, told)
  const refusal = refusalOf(settings, told, total)
  if (refusal) return { refusal }
  const figures = figuresOf({ settings, ground, told, refused, ...total }, () => desk.progress(0.7, stages.solve))
  return { plan: await keep(desk, { settings, figures, person }) }
}

/** How a budget is best spread over channels, as campaigns of the past tell it. */
export const budget: InsightKind<BudgetInput> = { title: label('Plan of a budget', '预算方案'), work }

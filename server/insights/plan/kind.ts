import { label } from '@rapport/vocabulary/define/label.ts'
import type { TooLittle } from '@rapport/vocabulary/insights/too-little.ts'
import { Problem } from '../../errors.ts'
import { partOf } from '../recommend/part.ts'
import type { RecommendContent } from '../recommend/report.ts'
import type { Trial } from '../recommend/trial.ts'
import { wordsFor } from '../recommend/words.ts'
import { readResult, tooLittle } from '../result.ts'
import type { Desk, InsightKind } from '../run/kind.ts'
import { readSold } from '../sold.ts'
import { type Chance, fewestTaken, learnChance } from './chance.ts'
import { type Possible, readPossible } from './ground.ts'
import { changedIn, keepPlan } from './keep.ts'
import type { Limits } from './limits.ts'
import { offersOf, type Priced } from './offers.ts'
import { type PlanSettings, planSettings } from './settings.ts'
import { brokenBy, type Standing, solve } from './solve.ts'
import { idIn } from './view.ts'

export interface PlanInput {
  readonly person?: string | null
  readonly settings?: object
  /** The plan that this one comes from: what was fixed and taken out there stays so. */
  readonly from?: string
}

const stages = {
  read: label('Reading what could be offered', '读取可推荐的产品'),
  chance: label('Learning how likely offers are taken', '学习成交概率'),
  solve: label('Looking for the best plan', '寻找最佳方案'),
  write: label('Writing the plan', '写入方案'),
}
const seed = 1

/** Offers and how likely each is taken, from the run of recommendations that is in use. */
async function learned(desk: Desk): Promise<Chance | TooLittle> {
  const found = await readResult<RecommendContent>(desk.db, 'recommend')
  const live = found && 'run' in found.content && found.content.run !== null ? found.content : undefined
  if (!live) return { tooLittle: [{ of: 'recommendations', has: 0, needs: 1 }] }
  const trial: Trial = live.trial
  const sold = await readSold(
    desk.db,
    { since: null, until: desk.now },
    { level: 'product', onOrders: () => desk.progress(0.1, stages.read) },
  )
  desk.progress(0.2, stages.chance)
  const words = await wordsFor(desk.db, sold.items)
  const chance = learnChance(partOf(sold), trial, { words, seed, signal: desk.signal })
  return 'of' in chance ? chance : tooLittle({ taken: [chance.taken, fewestTaken] })!
}

function limitsOf(settings: PlanSettings, priced: Priced): Limits {
  return {
    budget: settings.budget,
    channels: priced.channels.map((name) => settings.channels[name]!.most),
    stock: priced.stock,
    room: priced.room,
  }
}

async function stands(desk: Desk, from: string | undefined, priced: Priced): Promise<Standing> {
  if (from === undefined) return { fixed: [], excluded: [] }
  const kept = await desk.db.query<{ customer: string; product: string; channel: string; state: string }>(
    changedIn(from),
  )
  const number = new Map(priced.keys.map((key, j) => [key, j]))
  const numberOf = (one: (typeof kept)[number]) => number.get(`${one.customer} ${one.product} ${one.channel}`)
  const lost = kept.filter((one) => one.state === 'fixed' && numberOf(one) === undefined).length
  if (lost > 0)
    throw new Problem(
      'verb_refused',
      `${lost} fixed lines cannot be made any more (consent, stock, past contacts or a channel that is not used): release them first.`,
    )
  const of = (state: string): number[] =>
    kept.filter((one) => one.state === state).flatMap((one) => numberOf(one) ?? [])
  return { fixed: of('fixed'), excluded: of('excluded') }
}

async function work({ settings: given, from, person }: PlanInput, desk: Desk): Promise<object> {
  const settings = planSettings(given ?? {})
  const former = from === undefined ? undefined : idIn(from)
  desk.progress(0, stages.read)
  const chance = await learned(desk)
  if ('tooLittle' in chance) return chance
  const possible: readonly Possible[] = await readPossible(desk.db, settings, { now: desk.now, end: chance.end })
  desk.progress(0.5, stages.solve)
  const priced = offersOf(possible, settings, chance)
  const lacking = tooLittle({ offers: [priced.offers.length, 1] })
  if (lacking) return { ...lacking, left: priced.left }
  const limits = limitsOf(settings, priced)
  const standing = await stands(desk, former, priced)
  const broken = brokenBy(priced.offers, limits, standing.fixed)
  if (broken[0])
    throw new Problem(
      'verb_refused',
      `What is fixed breaks a limit (${broken[0].limit}: ${Math.round(broken[0].used * 100) / 100} of ${broken[0].most}), so no plan can keep it: release something or raise the limit.`,
    )
  const solution = await solve(priced.offers, limits, {
    ...standing,
    onStep: () => desk.progress(0.7, stages.solve),
  })
  desk.progress(0.9, stages.write)
  return {
    plan: await keepPlan(desk, { settings, priced, limits, solution, standing, chance, person: person ?? null }),
  }
}

/** Which product to offer to whom by which channel, so that the expected profit is greatest. */
export const plan: InsightKind<PlanInput> = { title: label('Plan of offers', '推荐方案'), work }

import { type Curve, halfway } from '@rapport/vocabulary/insights/response.ts'
import { Problem } from '../../errors.ts'

/** What a person says of one channel; what is left open follows from its campaigns. */
export interface ChannelWish {
  readonly least: number
  readonly most: number | null
  /** Campaigns that share the amount. */
  readonly campaigns: number | null
  /** Of one campaign, entered instead of learned. */
  readonly curve: Curve | null
}

export interface BudgetSettings {
  readonly name: string
  /** What counts as a channel: the kind of a campaign, or the text in its field "channel". */
  readonly by: 'kind' | 'channel'
  /** What counts as earned. */
  readonly measure: 'margin' | 'revenue'
  /** Orders that name a campaign, or also those of customers whom one reached last before they ordered. */
  readonly attribution: 'linked' | 'last_touch'
  /** So many days after a contact an order is put down to it. */
  readonly window: number
  /** The budget is for so many days. */
  readonly days: number
  /** Null: as much as was spent in as many days before. */
  readonly budget: number | null
  readonly step: number | null
  /** Totals beside the budget, in per cent more or less. */
  readonly scenarios: readonly number[]
  readonly channels: { readonly [name: string]: ChannelWish }
  /** Channels that get nothing. */
  readonly without: readonly string[]
}

type Given = { readonly [K in keyof BudgetSettings]?: unknown }

const mostChannels = 30
const mostScenarios = 5
const mostMoney = 1e12

const bad = (sentence: string): never => {
  throw new Problem('invalid', sentence)
}

const amount = (name: string, value: unknown, least: number, most: number, whole = false): number =>
  typeof value === 'number' && value >= least && value <= most && (!whole || Number.isInteger(value))
    ? value
    : bad(`"${name}" must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`)
const amountOrNone = (name: string, value: unknown, least: number, most: number, whole = false): number | null =>
  value === null || value === undefined ? null : amount(name, value, least, most, whole)

const oneOf = <T extends string>(name: string, value: unknown, options: readonly T[]): T => {
  const found = options.find((one) => one === value)
  return found ?? bad(`"${name}" must be ${options.join(' or ')}.`)
}

const names = (name: string, value: unknown): string[] =>
  Array.isArray(value) &&
  value.length <= mostChannels &&
  value.every((one) => typeof one === 'string' && one.length <= 200)
    ? value
    : bad(`"${name}" must be a list of at most ${mostChannels} names of channels.`)

function curveFrom(name: string, given: unknown): Curve | null {
  if (given === null || given === undefined) return null
  const { most, half } = given as { most?: unknown; half?: unknown }
  return halfway(
    amount(`${name}.curve.most`, most, 0.01, mostMoney),
    amount(`${name}.curve.half`, half, 0.01, mostMoney),
  )
}

function wishFrom(name: string, given: unknown): ChannelWish {
  const { least = 0, most, campaigns, curve } = (given ?? {}) as { [K in keyof ChannelWish]?: unknown }
  const wish = {
    least: amount(`${name}.least`, least, 0, mostMoney),
    most: amountOrNone(`${name}.most`, most, 0, mostMoney),
    campaigns: amountOrNone(`${name}.campaigns`, campaigns, 1, 10_000, true),
    curve: curveFrom(name, curve),
  }
  return wish.most !== null && wish.most < wish.least ? bad(`"${name}" cannot have a least above its most.`) : wish
}

function wishesFrom(given: unknown): BudgetSettings['channels'] {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return bad('"channels" must be an object of channels by name.')
  names('channels', Object.keys(given))
  return Object.fromEntries(Object.entries(given).map(([name, wish]) => [name, wishFrom(name.slice(0, 60), wish)]))
}

function scenariosFrom(given: unknown): number[] {
  const right = Array.isArray(given) && given.length <= mostScenarios
  if (!right) return bad(`"scenarios" must be a list of at most ${mostScenarios} percentages.`)
  const percents = given.map((one) => amount('scenarios', one, -95, 1000))
  return [...new Set([...percents, 0])].sort((a, b) => a - b)
}

/** What was asked for, checked; what is missing is what is usual. */
export function budgetSettings(given: Given): BudgetSettings {
  const { name = '', scenarios = [-20, 20], channels = {}, without = [], window = 30, days = 90 } = given
  if (typeof name !== 'string' || name.length > 200) bad('"name" must be a text of at most 200 characters.')
  return {
    name: name as string,
    by: oneOf('by', given.by ?? 'kind', ['kind', 'channel']),
    measure: oneOf('measure', given.measure ?? 'margin', ['margin', 'revenue']),
    attribution: oneOf('attribution', given.attribution ?? 'last_touch', ['linked', 'last_touch']),
    window: amount('window', window, 1, 365, true),
    days: amount('days', days, 7, 730, true),
    budget: amountOrNone('budget', given.budget, 0.01, mostMoney),
    step: amountOrNone('step', given.step, 0.01, mostMoney),
    scenarios: scenariosFrom(scenarios),
    channels: wishesFrom(channels),
    without: names('without', without),
  }
}

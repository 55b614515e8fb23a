import { mulberry32 } from '@rapport/analytics/numeric/random.ts'
import type { Ahead } from '@rapport/vocabulary/insights/pipeline.ts'

/** An open deal: its age in days, what it would bring, and how likely it is to be won at all. */
export interface Open {
  readonly age: number
  readonly amount: number
  readonly chance: number
}

const fewestAlike = 5
const level = 0.8
const mostSteps = 2e7

/**
 * How the chance to be won spreads over stretches of days from now, which end after `ends[k]` days: as won deals that took longer than
 * this one is old did; where these are too few, at an even pace with their mean time.
 */
export function spread({ age, chance }: Open, times: readonly number[], ends: readonly number[]): number[] {
  const longer = times.filter((time) => time > age)
  const mean = times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length)
  const until = (end: number): number =>
    longer.length >= fewestAlike
      ? longer.filter((time) => time <= age + end).length / longer.length
      : 1 - Math.exp(-end / Math.max(1, mean))
  return ends.map((end, k) => chance * (until(end) - (k === 0 ? 0 : until(ends[k - 1]!))))
}

/** What open deals bring in each stretch and in all: means exactly, ranges from simulated futures. */
export function bring(deals: readonly Open[], times: readonly number[], ends: readonly number[], seed = 1) {
  const chances = deals.map((deal) => spread(deal, times, ends))
  const random = mulberry32(seed)
  const draws = Math.max(200, Math.min(2000, Math.floor(mostSteps / Math.max(1, deals.length))))
  const sums = ends.map(() => new Float64Array(draws))
  const totals = new Float64Array(draws)
  for (let draw = 0; draw < draws; draw++)
    deals.forEach(({ amount }, d) => {
      let left = random()
      const k = chances[d]!.findIndex((chance) => {
        left -= chance
        return left < 0
      })
      if (k < 0) return
      sums[k]![draw]! += amount
      totals[draw]! += amount
    })
  const meanOf = (k: number) => deals.reduce((sum, { amount }, d) => sum + amount * chances[d]![k]!, 0)
  const months = ends.map((_, k) => rangeOf(meanOf(k), sums[k]!))
  return {
    months,
    total: rangeOf(
      months.reduce((sum, { mean }) => sum + mean, 0),
      totals,
    ),
    level,
  }
}

function rangeOf(mean: number, drawn: Float64Array): Ahead {
  const sorted = drawn.sort()
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))]!)
  return { mean: Math.round(mean), low: at((1 - level) / 2), high: at((1 + level) / 2) }
}

export interface Ended {
  readonly won: boolean
  readonly stages: readonly string[]
}

/** The share of deals won among those that stood in a stage, drawn towards the share of all where they are few. */
export function ratesOf(ended: readonly Ended[]): (stage: string | null) => number {
  const weight = 5
  const won = ended.filter((one) => one.won).length
  const base = won / Math.max(1, ended.length)
  const counts = new Map<string, { all: number; won: number }>()
  for (const one of ended)
    for (const stage of new Set(one.stages)) {
      const count = counts.get(stage) ?? { all: 0, won: 0 }
      counts.set(stage, { all: count.all + 1, won: count.won + (one.won ? 1 : 0) })
    }
  return (stage) => {
    const count = (stage === null ? undefined : counts.get(stage)) ?? { all: 0, won: 0 }
    return (count.won + weight * base) / (count.all + weight)
  }
}

import { auc, aucError, estimatesAlike, holm, sharesAlike, wilson } from '@rapport/analytics/metrics/index.ts'
import type { FairDifference, FairGroup, FairMeasure, Ranged, Share } from '@rapport/vocabulary/insights/fairness.ts'
import type { TaskKind } from '@rapport/vocabulary/insights/report.ts'

/** A case that a version was judged by: the group it is in, what was said before it was known, and what came. */
export interface Judged {
  readonly word: string | null
  readonly said: number
  readonly came: number
}

/** Fewer rows, or fewer of the one outcome, tell nothing of a group. */
export const fewest = { rows: 20, each: 10 } as const
const mostGroups = 12
const level = 0.95
const z = 1.959963984540054

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length)

const errorOf = (values: readonly number[]): number => {
  const mean = meanOf(values)
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, values.length - 1)
  return Math.sqrt(variance / Math.max(1, values.length))
}

const around = (value: number, error: number): Ranged => ({ value, low: value - z * error, high: value + z * error })

const shareOf = (hits: readonly boolean[]): Share => ({
  ...wilson(hits.filter(Boolean).length, hits.length, level),
  of: hits.length,
})

const enough = (share: Share): Share | null => (share.of >= fewest.each ? share : null)

/** The area with its interval, which ends at 0 and 1. */
function areaOf(came: readonly number[], said: readonly number[]): Ranged | null {
  const yes = came.filter((one) => one === 1).length
  if (Math.min(yes, came.length - yes) < fewest.each) return null
  const { value, low, high } = around(auc(came, said), aucError(came, said))
  return { value, low: Math.max(0, low), high: Math.min(1, high) }
}

const nothing = { base: null, above: null, hits: null, alarms: null, said: null, gap: null, auc: null, right: null }

function groupOf(task: TaskKind, word: string | null, cases: readonly Judged[], above: number): FairGroup {
  const rows = cases.length
  if (rows < fewest.rows) return { word, rows, ...nothing }
  if (task === 'choice') return { word, rows, ...nothing, right: shareOf(cases.map(({ said, came }) => said === came)) }
  const [said, came] = [cases.map((one) => one.said), cases.map((one) => one.came)]
  const off = came.map((one, i) => one - said[i]!)
  const told = { said: meanOf(said), gap: around(meanOf(off), errorOf(off)) }
  if (task === 'number') return { word, rows, ...nothing, ...told, base: around(meanOf(came), errorOf(came)) }
  const taken = (outcome: number) => cases.filter((one) => one.came === outcome).map((one) => one.said >= above)
  return {
    word,
    rows,
    ...told,
    base: shareOf(came.map((one) => one === 1)),
    above: shareOf(said.map((one) => one >= above)),
    hits: enough(shareOf(taken(1))),
    alarms: enough(shareOf(taken(0))),
    auc: areaOf(came, said),
    right: null,
  }
}

const compared: { readonly [T in TaskKind]: readonly FairMeasure[] } = {
  yes_no: ['base', 'above', 'hits', 'alarms', 'gap', 'auc'],
  number: ['base', 'gap'],
  choice: ['right'],
}

const isShare = (one: Ranged): one is Share => 'of' in one

/** The chance of differences like these among groups that are alike. */
function chanceOf(told: readonly Ranged[]): number {
  if (told.every(isShare))
    return sharesAlike(
      told.map((one) => Math.round(one.value * one.of)),
      told.map((one) => one.of),
    )
  return estimatesAlike(
    told.map((one) => one.value),
    told.map((one) => (one.high - one.low) / (2 * z)),
  )
}

/** Which measures differ among groups by more than chance; the more are looked at, the more it takes. */
function differencesOf(task: TaskKind, groups: readonly FairGroup[]): FairDifference[] {
  const looked = compared[task].map((measure) => {
    const told = groups.flatMap((group) => {
      const one = group[measure]
      return one ? [{ word: group.word, one }] : []
    })
    return { measure, told: told.sort((a, b) => b.one.value - a.one.value) }
  })
  const chances = holm(looked.map(({ told }) => chanceOf(told.map(({ one }) => one))))
  return looked.flatMap(({ measure, told }, i) => {
    const p = chances[i]!
    if (Number.isNaN(p)) return []
    return [{ measure, p, isReal: p < 1 - level, most: told[0]!.word, least: told.at(-1)!.word }]
  })
}

/** Whether a version is as good for each group, on the cases that it was judged by. */
export function compareGroups(task: TaskKind, cases: readonly Judged[], above: number) {
  const all = [...Map.groupBy(cases, ({ word }) => word)].sort((a, b) => b[1].length - a[1].length)
  const groups = all.slice(0, mostGroups).map(([word, of]) => groupOf(task, word, of, above))
  const rest = all.slice(mostGroups)
  return {
    fewest,
    groups,
    others: { groups: rest.length, rows: rest.reduce((sum, [, of]) => sum + of.length, 0) },
    differences: differencesOf(task, groups),
  }
}

import type { FeatureReport, Report } from '@rapport/vocabulary/insights/report.ts'
import type { Rows } from './examples.ts'

/** Above this, the population has moved so far that what was learned may not hold. */
export const movedAbove = 0.25

/** Among features that matter, the population stability index between the cases learned from and the records of now. */
export function driftSince(report: Report, now: Rows): { readonly name: string; readonly index: number } | undefined {
  const mattering = report.features.filter((one) => one.importance > 0).slice(0, 8)
  return mattering
    .flatMap((feature) => {
      const column = now.table.columns.find((one) => one.name === feature.name)
      return column?.kind === 'number' ? [{ name: feature.name, index: stability(feature, column.values) }] : []
    })
    .sort((a, b) => b.index - a.index)[0]
}

/** The shares of now in the very groups of the report; least share 0.0001. */
function stability({ groups }: FeatureReport, values: Float64Array): number {
  const bounded = groups.filter((one) => one.from !== undefined)
  const counts = new Float64Array(groups.length)
  const empty = groups.findIndex((one) => one.from === undefined)
  for (const value of values) {
    const found = Number.isNaN(value) ? empty : bounded.findIndex((one) => value <= one.to!)
    counts[found < 0 ? bounded.length - 1 : found]! += 1
  }
  const before = groups.reduce((sum, one) => sum + one.rows, 0)
  return groups.reduce((sum, one, g) => {
    const [was, is] = [Math.max(1e-4, one.rows / before), Math.max(1e-4, counts[g]! / Math.max(1, values.length))]
    return sum + (is - was) * Math.log(is / was)
  }, 0)
}

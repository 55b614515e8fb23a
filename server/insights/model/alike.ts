import type { Table } from '@rapport/analytics/data/index.ts'
import type { Answerer } from './answerer.ts'
import type { Rows } from './examples.ts'
import type { Why } from './reasons.ts'

const neighbours = 5
const mostPast = 3_000

/**
 * For each row, the past cases nearest to it, by the features as the model sees them, each weighted by how much it matters. Cost: rows ×
 * past cases × features.
 */
export function alikeOf(
  pipeline: Answerer,
  rows: Table,
  past: Rows,
  importance: ReadonlyMap<string, number>,
): Why['alike'][] {
  const used = past.ids.length > mostPast ? past.ids.length - mostPast : 0
  const x = pipeline.matrixOf(rows)
  const before = pipeline.matrixOf(past.table)
  const weights = (x.names ?? []).map((name) => {
    const origin = [...importance.keys()].find((one) => name === one || name.startsWith(`${one}=`)) ?? name
    return Math.max(0, importance.get(origin) ?? 0)
  })
  const columns = weights.flatMap((weight, j) => (weight > 0 ? [j] : []))
  const cell = (value: number) => (Number.isNaN(value) ? 0 : value)
  return Array.from({ length: rows.rows }, (_, i) => {
    const nearest: { at: number; far: number }[] = []
    for (let k = used; k < past.ids.length; k++) {
      let far = 0
      const limit = nearest.length < neighbours ? Number.POSITIVE_INFINITY : nearest.at(-1)!.far
      for (const j of columns) {
        const gap = cell(x.data[i * x.columns + j]!) - cell(before.data[k * x.columns + j]!)
        far += weights[j]! * gap * gap
        if (far >= limit) break
      }
      if (far >= limit) continue
      nearest.push({ at: k, far })
      nearest.sort((a, b) => a.far - b.far)
      if (nearest.length > neighbours) nearest.pop()
    }
    return nearest.map(({ at }) => [past.ids[at]!, past.at[at]!, past.y[at]!] as const)
  })
}

import { defineEstimator } from '../estimator.ts'
import { present, quantileSorted } from '../numeric/quantile.ts'
import { choice_, integer_ } from '../params.ts'
import type { CategoryColumn, NumberColumn } from './table.ts'

/**
 * Numbers as categories: `quantiles` with about equal numbers of rows, or `widths` of equal size; edges are learned from
 * the training column, values beyond them fall in the outer bins, missing stays missing. Levels read `< 10`, `10 – 20`,
 * `≥ 20`.
 * Cost: O(n log n).
 * Source: Hyndman & Fan 1996, quantiles of type 7.
 * @throws AnalyticsError `illegal_parameter`, `unknown_parameter`; from `transform` `wrong_shape` for other columns.
 * @example binner.fit(column, { bins: 4 }).transform(column).levels
 */
export const binner = defineEstimator({
  name: 'binner',
  version: 1,
  title: 'Binning',
  parameters: {
    method: choice_(['quantiles', 'widths'], { default: 'quantiles' }),
    bins: integer_({ default: 5, min: 2, max: 1000 }),
  },
  fit: (column: NumberColumn, { method, bins }) => {
    const sorted = present(column.values).slice().sort()
    const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
    const edge = (k: number) =>
      method === 'quantiles' ? quantileSorted(sorted, k / bins) : low + ((high - low) * k) / bins
    const edges = Array.from({ length: bins - 1 }, (_, k) => edge(k + 1))
    return { edges: Float64Array.from(new Set(edges.filter((value) => value > low))) }
  },
  methods: ({ edges }) => ({
    transform: (column: NumberColumn): CategoryColumn => {
      const codes = Int32Array.from(column.values, (value) => {
        if (Number.isNaN(value)) return -1
        let bin = 0
        while (bin < edges.length && value >= edges[bin]!) bin++
        return bin
      })
      return { kind: 'category', name: column.name, codes, levels: levelsOf(edges) }
    },
  }),
})

function levelsOf(edges: Float64Array): string[] {
  const show = (value: number) => String(Number(value.toPrecision(6)))
  if (!edges.length) return ['all']
  const inner = Array.from(edges.subarray(1), (edge, k) => `${show(edges[k]!)} – ${show(edge)}`)
  return [`< ${show(edges[0]!)}`, ...inner, `≥ ${show(edges.at(-1)!)}`]
}

import { pairedGap } from '@rapport/analytics/metrics/index.ts'
import type { Margin } from '@rapport/vocabulary/insights/report.ts'
import type { Examples } from './examples.ts'

const right = (y: Float64Array, answers: Float64Array): Float64Array => y.map((was, i) => (was === answers[i] ? 1 : 0))

/** How far right answers are ahead of those of the simple rule, case by case. Of scores there are other measures. */
export function marginsOf(
  { task, baseline }: Pick<Examples, 'task' | 'baseline'>,
  y: Float64Array,
  answers: Float64Array,
  naive: Float64Array,
): readonly Margin[] {
  if (task !== 'choice' || y.length === 0) return []
  const { value, low, high, p } = pairedGap(right(y, answers), right(y, naive))
  return [{ than: baseline.label, measure: 'accuracy', value, low, high, p }]
}

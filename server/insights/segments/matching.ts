import { matrix } from '@rapport/analytics/matrix.ts'
import { assign } from '@rapport/analytics/optimise/assignment.ts'

/** A group of the run before goes on in a new one when they share at least this part of both together. */
const leastShared = 0.2

/**
 * For each new cluster the old one that it continues, or undefined: one to one, so that as many customers as possible keep
 * the name of their group. `before[i]` is the old group of customer i (undefined for newcomers).
 */
export function continued<Id extends string>(
  labels: ArrayLike<number>,
  clusters: number,
  before: readonly (Id | undefined)[],
): (Id | undefined)[] {
  const old = [...new Set(before.filter((one) => one !== undefined))]
  if (old.length === 0) return Array.from({ length: clusters }, () => undefined)
  const numbers = new Map(old.map((id, j) => [id, j]))
  const shared = matrix(clusters, old.length)
  const [news, olds] = [new Float64Array(clusters), new Float64Array(old.length)]
  before.forEach((id, i) => {
    news[labels[i]!]!++
    if (id === undefined) return
    const j = numbers.get(id)!
    olds[j]!++
    shared.data[labels[i]! * old.length + j]!++
  })
  const { columns } = assign({ ...shared, data: shared.data.map((count) => -count) })
  return Array.from(columns, (j, c) => {
    if (j < 0) return undefined
    const both = shared.data[c * old.length + j]!
    return both / (news[c]! + olds[j]! - both) >= leastShared ? old[j] : undefined
  })
}

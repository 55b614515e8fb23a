import { matrix } from '../matrix.ts'
import { assign } from '../optimise/assignment.ts'

/** Pairs with a score, greater is likelier. */
export type ScoredPairs = {
  readonly left: ArrayLike<number>
  readonly right: ArrayLike<number>
  readonly score: ArrayLike<number>
}

/**
 * Numbers of the pairs that remain when each record may match only one other and scores are at least `least`.
 * `greedy` takes the best pair first; `optimal` maximises the sum of scores above `least` within each group of connected
 * records. With `oneTable`, left and right are numbers of the same table.
 *
 * @example
 * onePartner({ ...pairs, score: model.probability(comparisons) }, { least: 0.5 })
 */
export function onePartner(
  pairs: ScoredPairs,
  { least, method = 'greedy', oneTable = false }: { least: number; method?: 'greedy' | 'optimal'; oneTable?: boolean },
): Int32Array {
  const order = Int32Array.from({ length: pairs.left.length }, (_, k) => k).filter((k) => pairs.score[k]! >= least)
  order.sort((a, b) => pairs.score[b]! - pairs.score[a]! || a - b)
  if (method === 'greedy' || oneTable) return greedy(pairs, order, oneTable)
  return optimal(pairs, order, least)
}

function greedy({ left, right }: ScoredPairs, order: Int32Array, oneTable: boolean): Int32Array {
  const usedLeft = new Set<number>()
  const usedRight = oneTable ? usedLeft : new Set<number>()
  return order
    .filter((k) => {
      if (usedLeft.has(left[k]!) || usedRight.has(right[k]!)) return false
      usedLeft.add(left[k]!)
      usedRight.add(right[k]!)
      return true
    })
    .sort()
}

function optimal({ left, right, score }: ScoredPairs, order: Int32Array, least: number): Int32Array {
  const groups = new Groups()
  for (const k of order) groups.join(`l${left[k]}`, `r${right[k]}`)
  const chosen: number[] = []
  for (const members of Map.groupBy(order, (k) => groups.find(`l${left[k]}`)).values()) {
    const rows = [...new Set(members.map((k) => left[k]!))]
    const columns = [...new Set(members.map((k) => right[k]!))]
    const cost = matrix(rows.length, columns.length)
    const pairAt = new Map<number, number>()
    for (const k of members) {
      const at = rows.indexOf(left[k]!) * columns.length + columns.indexOf(right[k]!)
      cost.data[at] = least - score[k]! - 1e-9
      pairAt.set(at, k)
    }
    assign(cost).columns.forEach((column, row) => {
      const k = column < 0 ? undefined : pairAt.get(row * columns.length + column)
      if (k !== undefined) chosen.push(k)
    })
  }
  return Int32Array.from(chosen).sort()
}

/** Sets of things that grow together (union–find with path halving). */
class Groups {
  readonly #parent = new Map<string, string>()

  find(name: string): string {
    let at = name
    for (let up = this.#parent.get(at) ?? at; up !== at; up = this.#parent.get(at) ?? at) at = up
    if (at !== name) this.#parent.set(name, at)
    return at
  }

  join(a: string, b: string): void {
    const [one, other] = [this.find(a), this.find(b)]
    if (one !== other) this.#parent.set(one, other)
  }
}

/**
 * Clusters of records of one table: those joined by pairs with a score of at least `least`, directly or through others.
 * Returns a number for each record; records of one cluster share it, numbered in order of first appearance.
 *
 * A chain of doubtful pairs can join strangers; `mean` above 0 then cuts: a cluster whose pairs' mean score, absent pairs
 * counting 0, falls below it keeps only its best pairs, taken one after the other while the mean holds.
 * @example clustersOf(people.length, { ...pairs, score: model.probability(comparisons) }, { least: 0.9 })
 */
export function clustersOf(
  records: number,
  pairs: ScoredPairs,
  { least, mean = 0 }: { least: number; mean?: number },
): Int32Array {
  const members = Array.from({ length: records }, (_, i) => [i])
  const within = new Float64Array(records)
  const clusterOf = Int32Array.from({ length: records }, (_, i) => i)
  const order = Int32Array.from({ length: pairs.left.length }, (_, k) => k).filter((k) => pairs.score[k]! >= least)
  order.sort((a, b) => pairs.score[b]! - pairs.score[a]! || a - b)
  const between = new Map<number, { from: number; score: number }[]>()
  for (const k of order) {
    const [i, j, score] = [pairs.left[k]!, pairs.right[k]!, pairs.score[k]!]
    between.set(i, [...(between.get(i) ?? []), { from: j, score }])
    between.set(j, [...(between.get(j) ?? []), { from: i, score }])
  }
  for (const k of order) {
    const [a, b] = [clusterOf[pairs.left[k]!]!, clusterOf[pairs.right[k]!]!]
    if (a === b) continue
    const [small, large] = members[a]!.length <= members[b]!.length ? [a, b] : [b, a]
    const links = members[small]!.flatMap((i) => between.get(i) ?? []).filter(({ from }) => clusterOf[from] === large)
    const sum = within[a]! + within[b]! + links.reduce((total, { score }) => total + score, 0)
    const size = members[a]!.length + members[b]!.length
    if (sum / ((size * (size - 1)) / 2) < mean) continue
    for (const i of members[small]!) clusterOf[i] = large
    members[large] = [...members[large]!, ...members[small]!]
    within[large] = sum
  }
  const numbers = new Map<number, number>()
  return clusterOf.map((cluster) => {
    if (!numbers.has(cluster)) numbers.set(cluster, numbers.size)
    return numbers.get(cluster)!
  })
}

import type { Buyers } from './buyers.ts'
import { averageOf } from './clusters.ts'

/** What a group of buyers is like: means over its members. */
export interface Profile {
  readonly customers: number
  readonly recency: number
  readonly frequency: number
  readonly money: number
  readonly average: number
  readonly returned: number
  /** Sum of what they brought. */
  readonly revenue: number
}

type Measure = 'recency' | 'frequency' | 'money' | 'average' | 'returned'
const measures: readonly Measure[] = ['recency', 'frequency', 'money', 'average', 'returned']

/** The profile of every group, and of all buyers together under `undefined`. `groups[i]` is the group of buyer i. */
export function profilesOf<G>(buyers: Buyers, groups: ArrayLike<G>): Map<G | undefined, Profile> {
  const values = { ...buyers, average: averageOf(buyers) }
  const sums = new Map<G | undefined, { customers: number } & Record<Measure, number>>()
  const add = (group: G | undefined, i: number): void => {
    const sum = sums.get(group) ?? { customers: 0, recency: 0, frequency: 0, money: 0, average: 0, returned: 0 }
    sums.set(group, sum)
    sum.customers++
    for (const measure of measures) sum[measure] += values[measure][i]!
  }
  for (let i = 0; i < buyers.ids.length; i++) {
    add(undefined, i)
    add(groups[i]!, i)
  }
  return new Map([...sums].map(([group, sum]) => [group, meansOf(sum)]))
}

const meansOf = (sum: { customers: number } & Record<Measure, number>): Profile => {
  const n = sum.customers
  return {
    customers: n,
    recency: sum.recency / n,
    frequency: sum.frequency / n,
    money: sum.money / n,
    average: sum.average / n,
    returned: sum.returned / n,
    revenue: sum.money,
  }
}

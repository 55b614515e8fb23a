import { refuse } from '../errors.ts'

/**
 * Who had to do with what: a sparse users × items table. Items of user u are `indices[starts[u] … starts[u + 1]]`,
 * ascending, with a positive strength in `values` and the latest time in `times` (the caller's unit).
 */
export type Interactions = {
  readonly users: readonly string[]
  readonly items: readonly string[]
  readonly starts: Int32Array
  readonly indices: Int32Array
  readonly values: Float64Array
  readonly times: Float64Array
}

/** One thing that happened between a user and an item; strength 1 and time 0 unless given. */
export type InteractionEvent = {
  readonly user: string
  readonly item: string
  readonly strength?: number
  readonly time?: number
}

/**
 * Collects events. Strengths of the same user and item add up and the latest time stays. Users and items are numbered in
 * order of appearance, or as in `items` when a list is given (events with other items are refused).
 *
 * @throws AnalyticsError `bad_input` for a strength that is not positive or an item outside the list.
 * @example
 * interactionsFrom([{ user: 'ann', item: 'tea' }, { user: 'bob', item: 'tea', time: 3 }])
 */
export function interactionsFrom(events: Iterable<InteractionEvent>, items?: readonly string[]): Interactions {
  const [userNumbers, itemNumbers] = [new Map<string, number>(), new Map(items?.map((item, i) => [item, i]))]
  const rows: Map<number, { value: number; time: number }>[] = []
  for (const { user, item, strength = 1, time = 0 } of events) {
    if (!(strength > 0)) refuse('bad_input', `The strength of ${user} and ${item} is ${strength}; it must be above 0.`)
    if (items && !itemNumbers.has(item))
      refuse('bad_input', `Item ${item} of user ${user} is not in the list of items.`)
    const u = numberOf(userNumbers, user)
    rows[u] ??= new Map()
    const row = rows[u]
    const i = numberOf(itemNumbers, item)
    const known = row.get(i)
    row.set(i, { value: strength + (known?.value ?? 0), time: Math.max(time, known?.time ?? -Infinity) })
  }
  return fromCells([...userNumbers.keys()], items ?? [...itemNumbers.keys()], rows)
}

/**
 * A table with strengths 1 and times 0 from item numbers; `rows[u]` are the items of user u without repeats.
 * @example
 * interactionsFromRows([[0, 2], [1]], 3).indices // 0, 2, 1
 */
export function interactionsFromRows(rows: readonly ArrayLike<number>[], items: number): Interactions {
  const cells = rows.map((row) => new Map(Array.from(row, (i) => [i, { value: 1, time: 0 }] as const)))
  const names = (n: number) => Array.from({ length: n }, (_, i) => `${i}`)
  return fromCells(names(rows.length), names(items), cells)
}

type Cells = ReadonlyMap<number, { readonly value: number; readonly time: number }>

function fromCells(users: readonly string[], items: readonly string[], rows: readonly Cells[]): Interactions {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, u) => {
    starts[u + 1] = starts[u]! + row.size
  })
  const indices = new Int32Array(starts[rows.length]!)
  const [values, times] = [new Float64Array(indices.length), new Float64Array(indices.length)]
  rows.forEach((row, u) => {
    const sorted = Int32Array.from(row.keys()).sort()
    sorted.forEach((item, k) => {
      const at = starts[u]! + k
      indices[at] = item
      values[at] = row.get(item)!.value
      times[at] = row.get(item)!.time
    })
  })
  return { users, items, starts, indices, values, times }
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name)
  if (known !== undefined) return known
  numbers.set(name, numbers.size)
  return numbers.size - 1
}

/** The same cells by item: users of item i are `indices[starts[i] … starts[i + 1]]`, ascending. */
export function byItem({ items, users, starts, indices, values }: Interactions) {
  const itemStarts = new Int32Array(items.length + 1)
  for (const i of indices) itemStarts[i + 1]!++
  for (let i = 0; i < items.length; i++) itemStarts[i + 1]! += itemStarts[i]!
  const next = itemStarts.slice()
  const [owners, strengths] = [new Int32Array(indices.length), new Float64Array(indices.length)]
  for (let u = 0; u < users.length; u++) {
    for (let p = starts[u]!; p < starts[u + 1]!; p++) {
      const to = next[indices[p]!]!++
      owners[to] = u
      strengths[to] = values[p]!
    }
  }
  return { starts: itemStarts, indices: owners, values: strengths }
}

/**
 * The cells that `keep` accepts, over the same users and items.
 * @example
 * filterInteractions(purchases, (user) => user > 0).indices.length < purchases.indices.length // true
 */
export function filterInteractions(all: Interactions, keep: (user: number, position: number) => boolean): Interactions {
  const kept: number[] = []
  const starts = new Int32Array(all.users.length + 1)
  for (let u = 0; u < all.users.length; u++) {
    for (let p = all.starts[u]!; p < all.starts[u + 1]!; p++) if (keep(u, p)) kept.push(p)
    starts[u + 1] = kept.length
  }
  const take = (from: Float64Array) => Float64Array.from(kept, (p) => from[p]!)
  const indices = Int32Array.from(kept, (p) => all.indices[p]!)
  return { users: all.users, items: all.items, starts, indices, values: take(all.values), times: take(all.times) }
}

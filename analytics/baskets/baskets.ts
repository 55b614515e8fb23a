/**
 * Many small sets over one list of items, stored as one row of integers per set (CSR).
 * `starts[b] … starts[b + 1]` are the positions in `members` that belong to basket b; members are item numbers,
 * ascending and without repeats.
 */
export type Baskets = {
  readonly items: readonly string[]
  readonly starts: Int32Array
  readonly members: Int32Array
}

/**
 * Turns lists of names into baskets; a name repeated within one list counts once.
 *
 * Item numbers follow the order of first appearance. Cost: time and memory in proportion to the names.
 *
 * @example
 * const day = basketsFrom([['bread', 'milk'], ['bread']])
 * day.items // ['bread', 'milk']
 */
export function basketsFrom(lists: Iterable<Iterable<string>>): Baskets {
  const numbers = new Map<string, number>()
  const rows: number[][] = []
  for (const list of lists) {
    const row = new Set<number>()
    for (const name of list) row.add(numberOf(numbers, name))
    rows.push([...row])
  }
  return fromRows([...numbers.keys()], rows)
}

/**
 * Turns lists of item numbers into baskets; `items` names them (number i is `items[i]`).
 *
 * @example
 * basketsFromNumbers([[0, 2], [1]], ['bread', 'milk', 'tea'])
 */
export function basketsFromNumbers(rows: readonly (readonly number[])[], items: readonly string[]): Baskets {
  return fromRows(
    items,
    rows.map((row) => [...new Set(row)]),
  )
}

function numberOf(numbers: Map<string, number>, name: string): number {
  let number = numbers.get(name)
  if (number === undefined) {
    number = numbers.size
    numbers.set(name, number)
  }
  return number
}

function fromRows(items: readonly string[], rows: readonly number[][]): Baskets {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, b) => {
    starts[b + 1] = starts[b]! + row.length
  })
  const members = new Int32Array(starts[rows.length]!)
  rows.forEach((row, b) => {
    members.set(
      row.sort((a, c) => a - c),
      starts[b]!,
    )
  })
  return { items, starts, members }
}

import type { Mined } from './prefixspan.ts'

/**
 * Patterns that no longer mined pattern with the same count contains. Without limits in time it is enough to take one item
 * out of each pattern; with them a shorter pattern can be rarer than a longer one, so equal counts are compared in pairs.
 */
export function closedOnly(patterns: readonly Mined[], timed: boolean): Mined[] {
  return timed ? closedByPairs(patterns) : closedByDeletion(patterns)
}

function closedByDeletion(patterns: readonly Mined[]): Mined[] {
  const count = new Map(patterns.map((pattern) => [keyOf(pattern.elements), pattern.count]))
  const open = new Set<string>()
  for (const pattern of patterns) {
    for (const shorter of withoutOne(pattern.elements)) {
      const key = keyOf(shorter)
      if (count.get(key) === pattern.count) open.add(key)
    }
  }
  return patterns.filter((pattern) => !open.has(keyOf(pattern.elements)))
}

function* withoutOne(elements: Mined['elements']): Generator<Mined['elements']> {
  for (let e = 0; e < elements.length; e++) {
    const element = elements[e]!
    for (let i = 0; i < element.length; i++) {
      const rest = element.toSpliced(i, 1)
      yield rest.length > 0 ? elements.with(e, rest) : elements.toSpliced(e, 1)
    }
  }
}

function closedByPairs(patterns: readonly Mined[]): Mined[] {
  const equals = Map.groupBy(patterns, (pattern) => pattern.count)
  return patterns.filter(
    (small) => !equals.get(small.count)!.some((big) => big !== small && contains(big.elements, small.elements)),
  )
}

/** Whether the elements of `small` lie in order within those of `big`. */
export function contains(big: Mined['elements'], small: Mined['elements']): boolean {
  let matched = 0
  for (const element of big) {
    if (matched < small.length && small[matched]!.every((item) => element.includes(item))) matched++
  }
  return matched === small.length
}

function keyOf(elements: Mined['elements']): string {
  return elements.map((element) => element.join(',')).join(';')
}

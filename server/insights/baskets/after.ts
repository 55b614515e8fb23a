import { sequentialPatterns } from '@rapport/analytics/sequences/patterns.ts'
import type { Sequences } from '@rapport/analytics/sequences/sequences.ts'
import type { Sold } from '../sold.ts'
import { best, type Found, leastCount, type Mining } from './together.ts'

export interface Following extends Found {
  /** Days from the left side to the right, of those who bought both: a quarter of them by `soon`, half by `usual`, three quarters by `late`. */
  readonly soon: number
  readonly usual: number
  readonly late: number
}

export interface MiningTime extends Mining {
  /** Most days between one purchase and the next. */
  readonly within: number
}

/** Orders of one day are one purchase that was written down twice, not a sequence. */
const leastGap = 1
const longest = 3

/** The orders of known customers as histories. */
export function historiesOf({ items, customer, day, starts, members }: Sold): Sequences {
  const first = customer.findIndex((one) => one >= 0)
  const from = first < 0 ? customer.length : first
  const sequenceStarts = [0]
  for (let o = from + 1; o <= customer.length; o++)
    if (o === customer.length || customer[o] !== customer[o - 1]) sequenceStarts.push(o - from)
  const start = starts[from] ?? 0
  return {
    items,
    sequenceStarts: Int32Array.from(from === customer.length ? [0] : sequenceStarts),
    elementStarts: starts.subarray(from).map((at) => at - start),
    members: members.subarray(start),
    times: day.subarray(from),
  }
}

type Steps = readonly string[]
const keyOf = (steps: Steps): string => steps.join('>')

/** What is bought after what, in a later order at most `within` days on. What is bought again is no news and left out. */
export function boughtAfter(sold: Sold, { support, confidence, most, within }: MiningTime): Following[] {
  const histories = historiesOf(sold)
  const customers = histories.sequenceStarts.length - 1
  const patterns = sequentialPatterns(histories, {
    minimumCount: leastCount(support, Math.max(1, customers)),
    maximumLength: longest,
    minimumGap: leastGap,
    maximumGap: within,
  }).filter((pattern) => pattern.elements.every((element) => element.length === 1))
  const counts = new Map(patterns.map((pattern) => [keyOf(pattern.elements.map((one) => one[0]!)), pattern.count]))
  const rules = patterns
    .map((pattern) => pattern.elements.map((one) => one[0]!))
    .filter((steps) => steps.length > 1 && new Set(steps).size === steps.length)
    .map((steps) => ruleOf(steps, counts, customers))
    .filter((rule) => rule.confidence >= confidence && rule.lift > 1 && !isRedundant(rule, counts))
    .sort(best)
    .slice(0, most)
  const gaps = new Gaps(histories)
  return rules.map((rule) => ({ ...rule, ...gaps.of([...rule.left, rule.right], within) }))
}

function ruleOf(steps: Steps, counts: ReadonlyMap<string, number>, customers: number): Found {
  const right = steps.at(-1)!
  const left = steps.slice(0, -1)
  const [both, withLeft, withRight] = [counts.get(keyOf(steps))!, counts.get(keyOf(left))!, counts.get(right)!]
  const [support, confidence, share] = [both / customers, both / withLeft, withRight / customers]
  return {
    left,
    right,
    both,
    withLeft,
    withRight,
    support,
    confidence,
    lift: confidence / share,
    leverage: support - (withLeft / customers) * share,
  }
}

/** A shorter left side says the same at least as surely. */
function isRedundant({ left, right, confidence }: Found, counts: ReadonlyMap<string, number>): boolean {
  if (left.length < 2) return false
  return left.some((item) => (counts.get(keyOf([item, right])) ?? 0) / counts.get(item)! >= confidence - 1e-12)
}

/** Days between the last two steps of the earliest occurrences. */
class Gaps {
  readonly #histories: Sequences
  readonly #numbers: ReadonlyMap<string, number>
  constructor(histories: Sequences) {
    this.#histories = histories
    this.#numbers = new Map(histories.items.map((item, number) => [item, number]))
  }

  of(steps: Steps, within: number): Pick<Following, 'soon' | 'usual' | 'late'> {
    const wanted = steps.map((step) => this.#numbers.get(step)!)
    const { sequenceStarts } = this.#histories
    const days: number[] = []
    for (let s = 0; s + 1 < sequenceStarts.length; s++) {
      const gap = this.#gapIn(sequenceStarts[s]!, sequenceStarts[s + 1]!, wanted, within)
      if (gap !== undefined) days.push(gap)
    }
    days.sort((a, b) => a - b)
    const at = (share: number) => days[Math.min(days.length - 1, Math.floor(share * days.length))] ?? 0
    return { soon: at(0.25), usual: at(0.5), late: at(0.75) }
  }

  /** The shortest last gap of any occurrence of the steps among these elements. */
  #gapIn(from: number, to: number, wanted: readonly number[], within: number): number | undefined {
    const { times } = this.#histories
    let ends: { at: number; gap: number }[] = []
    wanted.forEach((item, k) => {
      const next: { at: number; gap: number }[] = []
      for (let e = from; e < to; e++) {
        if (!this.#holds(e, item)) continue
        if (k === 0) next.push({ at: times[e]!, gap: 0 })
        const before = ends.filter(({ at }) => times[e]! - at >= leastGap && times[e]! - at <= within)
        if (before.length > 0) next.push({ at: times[e]!, gap: Math.min(...before.map(({ at }) => times[e]! - at)) })
      }
      ends = next
    })
    return ends.length === 0 ? undefined : Math.min(...ends.map((end) => end.gap))
  }

  #holds(element: number, item: number): boolean {
    const { elementStarts, members } = this.#histories
    for (let p = elementStarts[element]!; p < elementStarts[element + 1]!; p++) if (members[p] === item) return true
    return false
  }
}

import { refuse } from '../errors.ts'
import { boolean_, checkParameters, choice_, integer_, number_, type Values } from '../params.ts'
import type { Itemsets } from './itemsets.ts'
import { Lookup } from './lookup.ts'
import {
  chiSquareOf,
  confidenceOf,
  convictionOf,
  fisherOf,
  leverageOf,
  liftOf,
  logFactorials,
  type RuleCounts,
  supportOf,
} from './measures.ts'

/** One rule left → right. `coverage` is the share of baskets with the left side; `fisher` a one-sided p-value. */
export type Rule = {
  readonly left: readonly string[]
  readonly right: readonly string[]
  readonly count: number
  readonly support: number
  readonly confidence: number
  readonly coverage: number
  readonly lift: number
  readonly leverage: number
  readonly conviction: number
  readonly chiSquare: number
  readonly fisher: number
  /** True when a rule with fewer items on the left and the same right side is at least as confident. */
  readonly redundant: boolean
}

/** Parameters of {@link associationRules}. */
export const ruleParameters = {
  confidence: number_({
    default: 0.5,
    min: 0,
    max: 1,
    help: 'least share of the baskets with the left side that hold the right',
  }),
  lift: number_({ default: 0, min: 0, help: 'least lift' }),
  fisher: number_({ default: 1, min: 0, max: 1, help: 'greatest one-sided Fisher p-value' }),
  minimumLength: integer_({ default: 1, min: 1, help: 'least number of items in a rule; 1 admits an empty left side' }),
  right: choice_(['one', 'any'], { default: 'one', help: 'one item on the right, as arules does, or any number' }),
  pruneRedundant: boolean_({ default: false, help: 'drop redundant rules instead of only marking them' }),
}

/**
 * All rules left → right among frequent itemsets with at least the given confidence.
 *
 * With `right: 'one'` each itemset gives at most one rule for each of its items, the empty left side included when
 * `minimumLength` is 1; with `'any'` every split into two non-empty sides is tried as well. Measures are described in
 * measures.ts. Cost: for each itemset of size k, k look-ups (2^k for `'any'`) and, for each rule kept, up to 2^k more
 * to tell whether it is redundant.
 *
 * @throws AnalyticsError `illegal_parameter`, or `bad_input` when the itemsets are incomplete or longer than 30 items.
 * Sources: Agrawal, Srikant, VLDB 1994; redundancy as in Hahsler, Grün, Hornik, J. Stat. Software 14(15), 2005.
 *
 * @example
 * const sets = frequentItemsets(basketsFrom([['a', 'b'], ['a', 'b'], ['a']]), { support: 0.5 })
 * associationRules(sets, { confidence: 0.9 }).map((r) => `${r.left} → ${r.right}`) // [' → a', 'b → a']
 */
export function associationRules(sets: Itemsets, given: Partial<Values<typeof ruleParameters>> = {}): Rule[] {
  const parameters = checkParameters('associationRules', ruleParameters, given)
  const search = { sets, lookup: new Lookup(sets), ln: logFactorials(sets.baskets), parameters }
  const rules: Rule[] = []
  for (let s = 0; s < sets.counts.length; s++) {
    const size = sets.starts[s + 1]! - sets.starts[s]!
    if (size < parameters.minimumLength) continue
    if (size > 30) refuse('bad_input', `Itemset ${s} has ${size} items; rules are made from sets of at most 30.`)
    for (let i = 0; i < size; i++) tryRule(search, s, 1 << i, rules)
    if (parameters.right === 'any') tryWider(search, s, size, rules)
  }
  return rules
}

type Search = { sets: Itemsets; lookup: Lookup; ln: Float64Array; parameters: Values<typeof ruleParameters> }

function tryWider(search: Search, s: number, size: number, rules: Rule[]): void {
  for (let mask = 1; mask < (1 << size) - 1; mask++) if ((mask & (mask - 1)) !== 0) tryRule(search, s, mask, rules)
}

/** Bits of `mask` choose the members that go to the right. */
function tryRule(search: Search, s: number, mask: number, rules: Rule[]): void {
  const { sets, parameters } = search
  const both = sets.counts[s]!
  const full = (1 << (sets.starts[s + 1]! - sets.starts[s]!)) - 1
  const left = countOf(search, s, full & ~mask)
  if (both < (parameters.confidence - 1e-9) * left) return
  const counts = { both, left, right: countOf(search, s, mask), baskets: sets.baskets }
  if (liftOf(counts) < parameters.lift) return
  const fisher = fisherOf(counts, search.ln)
  if (fisher > parameters.fisher) return
  const redundant = isRedundant(search, s, mask, counts)
  if (redundant && parameters.pruneRedundant) return
  rules.push(ruleOf(search, s, mask, counts, fisher, redundant))
}

function countOf({ sets, lookup }: Search, s: number, mask: number): number {
  if (mask === 0) return sets.baskets
  const from = sets.starts[s]!
  const to = sets.starts[s + 1]!
  let hash = 0
  let length = 0
  for (let p = from; p < to; p++) {
    if (((mask >> (p - from)) & 1) === 0) continue
    hash ^= lookup.codeOf(sets.members[p]!)
    length++
  }
  const found = lookup.find(hash, length, sets.members, from, to, (p) => ((mask >> (p - from)) & 1) === 1)
  if (found < 0) refuse('bad_input', `Itemset ${s} has a subset that was not mined; mine without leaving sets out.`)
  return sets.counts[found]!
}

function isRedundant(search: Search, s: number, mask: number, counts: RuleCounts): boolean {
  const full = (1 << (search.sets.starts[s + 1]! - search.sets.starts[s]!)) - 1
  const left = full & ~mask
  const confidence = confidenceOf(counts)
  for (let part = left; part > 0; ) {
    part = (part - 1) & left
    if (countOf(search, s, part | mask) / countOf(search, s, part) >= confidence - 1e-12) return true
  }
  return false
}

function ruleOf(search: Search, s: number, mask: number, counts: RuleCounts, fisher: number, redundant: boolean): Rule {
  const { sets } = search
  const left: string[] = []
  const right: string[] = []
  for (let p = sets.starts[s]!; p < sets.starts[s + 1]!; p++) {
    const side = ((mask >> (p - sets.starts[s]!)) & 1) === 1 ? right : left
    side.push(sets.items[sets.members[p]!]!)
  }
  return {
    left,
    right,
    count: counts.both,
    support: supportOf(counts),
    confidence: confidenceOf(counts),
    coverage: counts.left / counts.baskets,
    lift: liftOf(counts),
    leverage: leverageOf(counts),
    conviction: convictionOf(counts),
    chiSquare: chiSquareOf(counts),
    fisher,
    redundant,
  }
}

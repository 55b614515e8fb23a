import { defineEstimator } from '../estimator.ts'
import { integer_, number_ } from '../params.ts'
import { type SequencePattern, sequenceParameters, sequentialPatterns } from './patterns.ts'
import type { Sequences } from './sequences.ts'

/** A guess at what comes next: after `after` (in order, not necessarily side by side) came `item` in this share of histories. */
export type NextItem = {
  readonly item: string
  readonly confidence: number
  readonly count: number
  readonly after: readonly (readonly string[])[]
}

const { closed, ...mining } = sequenceParameters

/**
 * What usually comes next, from sequential patterns: P(item follows | history holds the pattern) = count(pattern → item) /
 * count(pattern). For each item the matching rule with the highest confidence counts, on ties the longer one. The empty
 * pattern (how common the item is) backs off for histories that nothing matches.
 *
 * Cost of `fit`: that of {@link sequentialPatterns}; of `predict`: rules × length of the history.
 * @throws AnalyticsError `illegal_parameter`.
 * Source: Pei et al. 2001 for the patterns; prediction by the longest pattern that ends in what happened.
 *
 * @example
 * const model = nextItem.fit(sequencesFrom([{ elements: ['a', 'b'] }, { elements: ['a', 'b'] }]), { support: 0.5 })
 * model.predict(['a'])[0] // { item: 'b', confidence: 1, count: 2, after: [['a']] }
 */
export const nextItem = defineEstimator({
  name: 'next_item',
  version: 1,
  title: 'Next item from sequential patterns',
  parameters: {
    ...mining,
    confidence: number_({ default: 0, min: 0, max: 1, help: 'least confidence of a rule' }),
    limit: integer_({ default: 10, min: 1, help: 'most items to predict' }),
  },
  fit(sequences: Sequences, { confidence, limit, ...parameters }) {
    const patterns = sequentialPatterns(sequences, parameters)
    return { rules: rulesOf(patterns, sequences.sequenceStarts.length - 1, confidence) }
  },
  methods: (state) => ({
    /** The likeliest next items after a history (oldest first), best first. */
    predict: (history: readonly (string | readonly string[])[]) =>
      predictNext(state.rules, history, state.parameters.limit),
  }),
})

function rulesOf(patterns: readonly SequencePattern[], n: number, least: number): NextItem[] {
  const counts = new Map(patterns.map((pattern) => [JSON.stringify(pattern.elements), pattern.count]))
  return patterns.flatMap(({ elements, count }) => {
    const last = elements.at(-1)!
    if (last.length > 1) return []
    const after = elements.slice(0, -1)
    const confidence = count / (after.length > 0 ? counts.get(JSON.stringify(after))! : n)
    return confidence >= least ? [{ item: last[0]!, confidence, count, after }] : []
  })
}

function predictNext(
  rules: readonly NextItem[],
  history: readonly (string | readonly string[])[],
  limit: number,
): NextItem[] {
  const elements = history.map((element) => new Set(typeof element === 'string' ? [element] : element))
  const best = new Map<string, NextItem>()
  for (const rule of rules) {
    const known = best.get(rule.item)
    if (known && !isBetter(rule, known)) continue
    if (holds(elements, rule.after)) best.set(rule.item, rule)
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence || b.count - a.count).slice(0, limit)
}

function isBetter(rule: NextItem, known: NextItem): boolean {
  if (rule.confidence !== known.confidence) return rule.confidence > known.confidence
  return rule.after.length > known.after.length
}

function holds(history: readonly ReadonlySet<string>[], pattern: readonly (readonly string[])[]): boolean {
  let matched = 0
  for (const element of history) {
    if (matched < pattern.length && pattern[matched]!.every((item) => element.has(item))) matched++
  }
  return matched === pattern.length
}

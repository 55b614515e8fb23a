import { boolean_, checkParameters, integer_, nullable_, number_, type Values } from '../params.ts'
import { closedOnly } from './closed.ts'
import { type Mined, prefixSpan } from './prefixspan.ts'
import type { Sequences } from './sequences.ts'

/** A frequent sequential pattern: elements in order, how many sequences hold it, and their share. */
export type SequencePattern = {
  readonly elements: readonly (readonly string[])[]
  readonly count: number
  readonly support: number
}

/** Parameters of {@link sequentialPatterns}; gaps and spans are in the unit of the times given. */
export const sequenceParameters = {
  support: number_({
    default: 0.01,
    above: 0,
    max: 1,
    help: 'least share of sequences; the least count is ⌈support · n⌉',
  }),
  minimumCount: nullable_(integer_({ default: 1, min: 1 }), { default: null, help: 'least count; overrides support' }),
  maximumLength: integer_({ default: 0, min: 0, help: 'most items in a pattern; 0 means no limit' }),
  minimumGap: number_({ default: 0, min: 0, help: 'least time between neighbouring elements of an occurrence' }),
  maximumGap: nullable_(number_({ default: 1, min: 0 }), {
    default: null,
    help: 'greatest time between neighbouring elements',
  }),
  maximumSpan: nullable_(number_({ default: 1, min: 0 }), {
    default: null,
    help: 'greatest time from first to last element',
  }),
  closed: boolean_({ default: false, help: 'keep only patterns that no longer pattern with the same count contains' }),
}

/**
 * All sequences of item sets that at least `support` of the histories hold in this order, by PrefixSpan.
 *
 * A pattern occurs when each of its elements is part of a later element of the history than the one before, with gaps and
 * span inside the limits. Each history counts once. Places are kept for every possible end, so limits on gaps and span are
 * exact and not only tried on the first occurrence. Cost: for each frequent pattern, the items that follow its places;
 * memory 4 (timed: 12) bytes for each place on the path of the search.
 *
 * @throws AnalyticsError `illegal_parameter`.
 * Source: Pei et al., "PrefixSpan", ICDE 2001; gaps and windows as in Srikant, Agrawal, EDBT 1996.
 *
 * @example
 * const visits = sequencesFrom([{ elements: ['a', 'b'] }, { elements: ['a', 'c', 'b'] }])
 * sequentialPatterns(visits, { support: 1 }).map((p) => p.elements.join(' → ')) // ['a', 'a → b', 'b']
 */
export function sequentialPatterns(
  sequences: Sequences,
  given: Partial<Values<typeof sequenceParameters>> = {},
): SequencePattern[] {
  const parameters = checkParameters('sequentialPatterns', sequenceParameters, given)
  const n = sequences.sequenceStarts.length - 1
  const least = parameters.minimumCount ?? Math.max(1, Math.ceil(parameters.support * n - 1e-9))
  const timing = {
    minimumGap: parameters.minimumGap,
    maximumGap: parameters.maximumGap ?? Infinity,
    maximumSpan: parameters.maximumSpan ?? Infinity,
  }
  const found: Mined[] = []
  prefixSpan(sequences, timing, least, parameters.maximumLength || Infinity, (pattern) => found.push(pattern))
  const timed = timing.minimumGap > 0 || timing.maximumGap < Infinity || timing.maximumSpan < Infinity
  const kept = parameters.closed ? closedOnly(found, timed) : found
  return kept.map(({ elements, count }) => ({ elements: named(sequences, elements), count, support: count / n }))
}

function named({ items }: Sequences, elements: Mined['elements']): string[][] {
  return elements.map((element) => element.map((item) => items[item]!))
}

import { plainText } from './normalise.ts'

/** Words of a text after {@link plainText}. @example wordsOf('Ann Lee') // ['ann', 'lee'] */
export function wordsOf(text: string): string[] {
  const plain = plainText(text)
  return plain === '' ? [] : plain.split(' ')
}

/** n-grams of characters of a text after {@link plainText}, with one blank before and after. @example gramsOf('ab', 3) // [' ab', 'ab '] */
export function gramsOf(text: string, n = 3): string[] {
  const padded = Array.from(` ${plainText(text)} `)
  if (padded.length <= n) return [padded.join('')]
  return Array.from({ length: padded.length - n + 1 }, (_, i) => padded.slice(i, i + n).join(''))
}

/** |A ∩ B| / |A ∪ B| of two lists as sets; 1 when both are empty. @example jaccard(['a', 'b'], ['b', 'c']) // ⅓ */
export function jaccard(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [new Set(a), new Set(b)]
  const both = common(one, other)
  const union = one.size + other.size - both
  return union === 0 ? 1 : both / union
}

function common(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0
  for (const word of one) if (other.has(word)) count++
  return count
}

/** 2 |A ∩ B| / (|A| + |B|) of two lists as sets; 1 when both are empty. @example dice(['a', 'b'], ['b', 'c']) // 0.5 */
export function dice(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [new Set(a), new Set(b)]
  const sum = one.size + other.size
  return sum === 0 ? 1 : (2 * common(one, other)) / sum
}

/**
 * |A ∩ B| / smaller set: 1 when one text holds all words of the other; 1 when both are empty, 0 when one is.
 * @example
 * overlap(['a', 'b'], ['b']) // 1
 */
export function overlap(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [new Set(a), new Set(b)]
  const least = Math.min(one.size, other.size)
  if (least === 0) return one.size === other.size ? 1 : 0
  return common(one, other) / least
}

/**
 * Monge–Elkan: each word of the shorter list is compared with its best counterpart in the other, and the mean taken.
 *
 * Source: Monge, Elkan, KDD 1996.
 * @example mongeElkan(['paul', 'jonson'], ['johnson', 'paul'], jaroWinkler) // 0.98
 */
export function mongeElkan(
  a: readonly string[],
  b: readonly string[],
  similarity: (a: string, b: string) => number,
): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length === 0) return long.length === 0 ? 1 : 0
  return short.reduce((sum, word) => sum + Math.max(...long.map((other) => similarity(word, other))), 0) / short.length
}

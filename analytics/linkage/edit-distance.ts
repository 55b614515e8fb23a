/**
 * Levenshtein distance: the least number of insertions, deletions and replacements of UTF-16 units that turn one text into the
 * other. Cost: shorter × longer, on two rows.
 *
 * Source: Levenshtein 1966.
 * @example levenshtein('kitten', 'sitting') // 3
 */
export function levenshtein(a: string, b: string): number {
  if (a === b) return 0
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const row = new Uint16Array(short.length + 1)
  for (let j = 0; j <= short.length; j++) row[j] = j
  for (let i = 1; i <= long.length; i++) {
    let diagonal = row[0]!
    row[0] = i
    const unit = long.charCodeAt(i - 1)
    for (let j = 1; j <= short.length; j++) {
      const replaced = diagonal + (unit === short.charCodeAt(j - 1) ? 0 : 1)
      diagonal = row[j]!
      row[j] = Math.min(replaced, diagonal + 1, row[j - 1]! + 1)
    }
  }
  return row[short.length]!
}

/** 1 − distance / longer length, in [0, 1]; 1 for two empty texts. @example levenshteinSimilarity('abcd', 'abcf') // 0.75 */
export function levenshteinSimilarity(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 1 : 1 - levenshtein(a, b) / longer
}

/**
 * Jaro similarity in [0, 1]: (m/|a| + m/|b| + (m − t)/m) / 3 with m units that match within half the longer length and t
 * half the number of those out of order.
 *
 * Source: Jaro, JASA 84, 1989.
 * @example jaro('MARTHA', 'MARHTA') // 0.9444
 */
export function jaro(a: string, b: string): number {
  if (a === b) return 1
  if (a.length === 0 || b.length === 0) return 0
  const reach = Math.max(0, (Math.max(a.length, b.length) >> 1) - 1)
  const taken = new Uint8Array(b.length)
  const matched: number[] = []
  for (let i = 0; i < a.length; i++) {
    const unit = a.charCodeAt(i)
    const end = Math.min(b.length, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (taken[j] || b.charCodeAt(j) !== unit) continue
      taken[j] = 1
      matched.push(unit)
      break
    }
  }
  if (matched.length === 0) return 0
  const m = matched.length
  return (m / a.length + m / b.length + (m - outOfOrder(b, taken, matched) / 2) / m) / 3
}

function outOfOrder(b: string, taken: Uint8Array, matched: readonly number[]): number {
  let [count, k] = [0, 0]
  for (let j = 0; j < b.length; j++) {
    if (!taken[j]) continue
    if (b.charCodeAt(j) !== matched[k]) count++
    k++
  }
  return count
}

/**
 * Jaro–Winkler: Jaro, raised by 0.1 (1 − Jaro) for each of up to four equal units at the start when Jaro is above 0.7.
 *
 * Source: Winkler 1990.
 * @example jaroWinkler('DIXON', 'DICKSONX') // 0.8133
 */
export function jaroWinkler(a: string, b: string): number {
  const similarity = jaro(a, b)
  if (similarity <= 0.7) return similarity
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++
  return similarity + prefix * 0.1 * (1 - similarity)
}

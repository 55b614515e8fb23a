/** A rank is a fraction as hexadecimal digits after the point: ranks compare as texts, and between two of them there is room. */
export type Rank = string

/** A card that nobody has placed stands where its id says: ids are made in the order of time. */
export const rankOfId = (id: string): Rank => id.replaceAll('-', '')

/** Ranks longer than this are spread anew. */
const longest = 48

const head = (rank: Rank, digits: number): bigint => BigInt(`0x${rank.slice(0, digits).padEnd(digits, '0')}`)

const written = (value: bigint, digits: number): Rank => value.toString(16).padStart(digits, '0').replace(/0+$/, '')

/** The shortest rank in the middle between two; undefined when there is no room within the longest. */
export function between(low: Rank, high: Rank): Rank | undefined {
  for (let digits = 1; digits <= longest; digits++) {
    const [from, to] = [head(low, digits), head(high, digits)]
    if (to - from >= 2n) return written((from + to) / 2n, digits)
  }
  return undefined
}

/** As much as an id grows within a moment, so that what is made later still comes above what was put on top now. */
const coarse = 16

/** A rank just above one that has none above it. */
export const above = (rank: Rank): Rank => written(head(rank, coarse) + 1n, coarse)

/** A rank just below one that has none below it; undefined at the very end. */
export function below(rank: Rank): Rank | undefined {
  const next = head(rank, coarse) - 1n
  return next > 0n ? written(next, coarse) : between('', rank)
}

/** So many ranks between two, evenly, in ascending order. */
export function spread(low: Rank, high: Rank, count: number): Rank[] {
  const room = 65_536n * BigInt(count + 1)
  let digits = 1
  while (head(high, digits) - head(low, digits) < room) digits++
  const from = head(low, digits)
  const step = (head(high, digits) - from) / BigInt(count + 1)
  return Array.from({ length: count }, (_, i) => written(from + step * BigInt(i + 1), digits))
}

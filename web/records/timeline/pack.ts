/** A stretch that something takes, in any unit. */
interface Stretch {
  readonly from: number
  readonly to: number
}

/** Puts each stretch into the first row that is free from where it begins; given in the order of their beginnings. */
export const pack = (stretches: readonly Stretch[]): { readonly rows: readonly number[]; readonly count: number } => {
  const ends: number[] = []
  const rows = stretches.map(({ from, to }) => {
    const free = ends.findIndex((end) => end <= from)
    const row = free < 0 ? ends.length : free
    ends[row] = to
    return row
  })
  return { rows, count: ends.length }
}

const widest = 220

/** About how wide a label is, in pixels: Chinese characters are twice as wide as Latin ones. */
export const labelWidth = (text: string): number => {
  let width = 0
  for (const letter of text) width += letter >= '\u2e80' ? 13 : 6.8
  return Math.min(widest, Math.ceil(width)) + 14
}

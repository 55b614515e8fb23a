/** Both texts in one, line by line: what both have stands once, what one alone has stands where that one has it; theirs first. */
export const mergedText = (theirs: string, mine: string): string => {
  const [a, b] = [theirs.split('\n'), mine.split('\n')]
  const common = commonLines(a, b)
  const merged: string[] = []
  let [i, j] = [0, 0]
  for (const line of [...common, undefined]) {
    while (i < a.length && a[i] !== line) merged.push(a[i++]!)
    while (j < b.length && b[j] !== line) merged.push(b[j++]!)
    if (line !== undefined) merged.push(line)
    i += 1
    j += 1
  }
  return merged.join('\n')
}

/** The longest lines that both have, in their order. */
const commonLines = (a: readonly string[], b: readonly string[]): readonly string[] => {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
  const common: string[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      common.push(a[i]!)
      i++
      j++
    } else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++
    else j++
  }
  return common
}

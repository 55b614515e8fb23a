import type { Detected } from './detect.ts'
import { conventionsOf, type Defaults } from './formats.ts'
import type { DetectedColumn } from './store.ts'

const float = /^\d+\.0$/

/** What is known of one column: how it writes numbers and dates, how full it is, a few of its texts. */
export const columnOf = (name: string, found: Detected, at: number, fallback: Defaults): DetectedColumn => {
  const texts = found.texts[at]!
  const floats = texts.length > 0 && texts.every((text) => float.test(text))
  const examples = [...new Set(texts.slice(0, 200))].slice(0, 5).map((text) => text.slice(0, 100))
  return { name, ...conventionsOf(texts, fallback), ...(floats && { floats }), filled: found.filled[at]!, examples }
}

import type { eld } from 'eld/extrasmall'

type Detector = typeof eld
let detector: Promise<Detector> | undefined

/** Loaded by the first text that is long enough: a server that is never asked does not pay for it. */
const load = (): Promise<Detector> => {
  detector ??= import('eld/extrasmall').then((one) => one.eld)
  return detector
}

/** Fewer letters may be anything. A character that stands for a syllable or a word counts as three. */
const fewestLetters = 40
/** More of a text says nothing new. */
const mostRead = 4_000

/** Addresses, numbers and what is quoted from somebody else are not in the language of the writer. */
export const ownWords = (text: string): string =>
  text
    .slice(0, mostRead)
    .replace(/^\s*>.*$/gm, ' ')
    .replace(/\bhttps?:\/\/\S+|\bwww\.\S+|\S+@\S+/g, ' ')
    .replace(/[\p{N}_#*|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

export function isLongEnough(words: string): boolean {
  const letters = words.match(/\p{L}/gu)?.length ?? 0
  const dense = words.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0
  return letters + 2 * dense >= fewestLetters
}

/** The ISO 639-1 code of the language of a text; nothing where it is too short or cannot be told for sure. Same text, same answer. */
export async function languageOf(text: string): Promise<string | undefined> {
  const words = ownWords(text)
  if (!isLongEnough(words)) return undefined
  const found = (await load()).detect(words)
  return found.isReliable() ? found.language : undefined
}

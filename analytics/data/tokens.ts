/** How text becomes terms. */
export type TokenSettings = {
  /** Words (Intl.Segmenter, so Chinese, Japanese and Thai too), n-grams of characters inside words, or both. */
  analyser: 'words' | 'characters' | 'both'
  /** Shortest and longest run of words. */
  wordGrams: readonly [number, number]
  /** Shortest and longest run of characters. */
  characterGrams: readonly [number, number]
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenter(locale: string): Intl.Segmenter {
  const known = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' })
  segmenters.set(locale, known)
  return known
}

const otherScripts = /[^\s!-~\u00a0-\u024f]/
const latinWord = /[a-z0-9\u00c0-\u024f_]+(?:'[a-z]+)?/g

/**
 * Words in lower case and Unicode form NFKC. Latin text is cut at anything that is not a letter or digit; text in other
 * scripts by Intl.Segmenter, which finds words where no spaces stand.
 * @example words('Where is my card?') // ['where', 'is', 'my', 'card']
 * @example words('客户关系管理') // ['客户', '关系', '管理']
 */
export function words(text: string, locale = 'zh'): string[] {
  const plain = text.normalize('NFKC').toLowerCase()
  if (!otherScripts.test(plain)) return plain.match(latinWord) ?? []
  return Array.from(segmenter(locale).segment(plain))
    .filter((part) => part.isWordLike)
    .map((part) => part.segment)
}

/** Runs of 1 … n neighbours, joined. */
function grams(parts: readonly string[], [shortest, longest]: readonly [number, number], glue: string): string[] {
  const out: string[] = []
  for (let size = shortest; size <= longest; size++) {
    for (let i = 0; i + size <= parts.length; i++)
      out.push(size === 1 ? parts[i]! : parts.slice(i, i + size).join(glue))
  }
  return out
}

const beyondBasicPlane = /[\ud800-\udfff]/

/** As `grams` over characters; most words need no list of characters to be cut. */
function characterGrams(word: string, range: readonly [number, number]): string[] {
  if (beyondBasicPlane.test(word)) return grams([...word], range, '')
  const out: string[] = []
  for (let size = range[0]; size <= range[1]; size++) {
    for (let i = 0; i + size <= word.length; i++) out.push(word.slice(i, i + size))
  }
  return out
}

/**
 * Terms of a text by the settings; character n-grams are taken inside words with a space at both ends.
 * @example
 * termsOf('red car', { analyser: 'words', wordGrams: [1, 2], characterGrams: [2, 3] }) // ['red', 'car', 'red car']
 */
export function termsOf(text: string, settings: TokenSettings): string[] {
  const parts = words(text)
  const ofWords = settings.analyser === 'characters' ? [] : grams(parts, settings.wordGrams, ' ')
  if (settings.analyser === 'words') return ofWords
  const ofCharacters = parts.flatMap((word) => characterGrams(` ${word} `, settings.characterGrams))
  return settings.analyser === 'both' ? [...ofWords, ...ofCharacters.map((gram) => `#${gram}`)] : ofCharacters
}

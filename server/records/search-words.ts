import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { pinyin } from 'pinyin-pro'

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII
export const ascii = /^[\x00-\x7f]*$/

/** Lower case, one form for each character, accents taken off: "Müller" and "MULLER" are "muller". */
export const plain = (text: string): string =>
  ascii.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase()

export const hasHan = /\p{Script=Han}/u
const han = /\p{Script=Han}+/gu

/** Words of letters and digits; a Chinese run is a word from each of its characters on, because it has no spaces. */
export function wordsOf(text: string): string[] {
  const words = plain(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return words.flatMap((word) => (hasHan.test(word) ? chineseWords(word) : [word]))
}

function chineseWords(word: string): string[] {
  const characters = [...word]
  return characters.map((_, i) => characters.slice(i).join(''))
}

const spelled = new Map<string, string[]>()
const mostSpelled = 20_000

/** The syllables of a Chinese run in one word, and their initials. Spelling takes long, so it is remembered. */
function spell(run: string): string[] {
  const known = spelled.get(run)
  if (known) return known
  const syllables = pinyin(run, { toneType: 'none', type: 'array' }).map((one) => one.replaceAll('ü', 'v'))
  const words = [syllables.join(''), syllables.map((one) => one.charAt(0)).join('')]
  if (spelled.size >= mostSpelled) spelled.clear()
  spelled.set(run, words)
  return words
}

/** How a Chinese text is typed on a Latin keyboard. */
export const pinyinWords = (text: string): string[] => (text.match(han) ?? []).flatMap(spell)

const mailWords = (value: string): string[] => {
  const [local = '', domain = ''] = value.toLowerCase().split('@')
  return [local, domain, ...wordsOf(local), ...wordsOf(domain)]
}

/** The digits of a phone, without its extension. */
export const digitsOf = (value: string): string => value.replace(/;.*$/, '').replace(/\D/g, '')

/** Codes of countries have three digits, but for these of two, and 1 and 7 (ITU-T E.164, list of assigned codes). */
const ofTwo = new Set(
  '20 27 28 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 83 84 86 89 90 91 92 93 94 95 98'.split(
    ' ',
  ),
)

/** How many digits of a number in E.164 are the code of its country. */
export const countryDigits = (digits: string): number =>
  digits.startsWith('1') || digits.startsWith('7') ? 1 : ofTwo.has(digits.slice(0, 2)) ? 2 : 3

/** The number with and without the code of its country, and as it is dialled inside the country. */
const phoneStarts = (digits: string): string[] => {
  const national = digits.slice(countryDigits(digits))
  return [digits, national, `0${national}`]
}

/** Of how many last digits a phone is known, by which people ask each other for a number. */
export const ends = [4, 5, 6, 7, 8]

const phoneWords = (value: string): string[] => {
  const digits = digitsOf(value)
  return [...phoneStarts(digits), ...ends.map((length) => digits.slice(-length))]
}

const codeWords = (value: string): string[] => [plain(value).replace(/[^\p{L}\p{N}]+/gu, ''), ...wordsOf(value)]

const textWords = (value: string): string[] => [...wordsOf(value), ...(hasHan.test(value) ? pinyinWords(value) : [])]

const wordsByKind: { readonly [kind: string]: (value: string) => string[] } = {
  email: mailWords,
  emails: mailWords,
  phone: phoneWords,
  phones: phoneWords,
  code: codeWords,
}

/** The words by which a value can be found. */
export function searchWords(field: Field, value: unknown): string[] {
  const words = wordsByKind[field.kind] ?? textWords
  if (kindOf(field).family === 'entries') return (value as { value: string }[]).flatMap((one) => words(one.value))
  return words(String(value))
}

/** The words that somebody typed; a phone number with spaces is one word. */
export function wordsOfQuery(query: string): string[] {
  const text = plain(query).slice(0, 200)
  if (/^[\s()+./\d-]{5,}$/.test(text) && /\d{2}/.test(text)) return [text.replace(/\D/g, '').replace(/^00/, '')]
  return [...new Set(text.match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, 8)
}

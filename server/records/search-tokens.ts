import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { pinyin } from 'pinyin-pro'

/** Words are filed under beginnings of these lengths; the last makes long words rare enough to find. */
const lengths = [2, 3, 4, 5, 6]

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII
const ascii = /^[\x00-\x7f]*$/

/** Lower case, one form for each character, accents taken off: "Müller" and "MULLER" are "muller". */
export const plain = (text: string): string =>
  ascii.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase()

const hasHan = /\p{Script=Han}/u
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

const digitsOf = (value: string): string => value.replace(/;.*$/, '').replace(/\D/g, '')

/** The number with and without the code of its country, whose length may be one, two or three. */
const phoneStarts = (digits: string): string[] => [
  digits,
  ...[1, 2, 3].map((length) => digits.slice(length)),
  `0${digits.slice(2)}`,
]

/** The last digits, by which people ask each other for a number. */
const phoneEnds = (digits: string): string[] => [4, 5, 6, 7, 8].map((length) => digits.slice(-length))

const phoneWords = (value: string): string[] => {
  const digits = digitsOf(value)
  return [...phoneStarts(digits), ...phoneEnds(digits)]
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

/** The beginnings under which a word is filed; a Chinese one, and a single letter, also under its first character. */
export function beginnings(word: string): string[] {
  const characters = [...word]
  const sizes = hasHan.test(characters[0] ?? '') || characters.length === 1 ? [1, ...lengths] : lengths
  return sizes.filter((size) => size <= characters.length).map((size) => characters.slice(0, size).join(''))
}

/** The tokens of a value: beginnings of its words; the ends of phones as they are, because people type them whole. */
function tokensOfValue(field: Field, value: unknown): string[] {
  if (field.kind !== 'phone' && field.kind !== 'phones') return searchWords(field, value).flatMap(beginnings)
  const phones = field.kind === 'phones' ? (value as { value: string }[]).map((one) => one.value) : [String(value)]
  return phones
    .map(digitsOf)
    .flatMap((digits) => [...phoneStarts(digits).flatMap(beginnings), ...phoneEnds(digits).map(lookup)])
}

/** Under what a word of a query is looked up: its longest beginning that is filed. */
export function lookup(word: string): string {
  const characters = [...word]
  const size = lengths.findLast((one) => one <= characters.length) ?? 1
  return characters.slice(0, size).join('')
}

/** The words that somebody typed; a phone number with spaces is one word. */
export function wordsOfQuery(query: string): string[] {
  const text = plain(query).slice(0, 200)
  if (/^[\s()+./\d-]{5,}$/.test(text) && /\d{2}/.test(text)) return [text.replace(/\D/g, '').replace(/^00/, '')]
  return [...new Set(text.match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, 8)
}

/**
 * Tokens that every text has which begins with this one; none when nothing can be said. The last word may go on, so a single
 * Latin letter, under which only words of one letter are filed, says nothing.
 */
export function tokensOfStart(text: string): string[] {
  const words = plain(text).match(/[\p{L}\p{N}]+/gu) ?? []
  const last = words.length - 1
  const told = words.filter((word, i) => i < last || [...word].length > 1 || hasHan.test(word))
  return [...new Set(told.map(lookup))]
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII
const simple = /^[\x00-\x7f\p{Script=Han}]*$/u

/**
 * Tokens that every text has which contains this one. Its first word may be the end of another, which says nothing, unless
 * something stands before it, or it is Chinese and filed from each character on.
 */
export function tokensOfMiddle(text: string): string[] {
  if (!simple.test(text)) return []
  const [first] = plain(text).match(/[\p{L}\p{N}]+/gu) ?? []
  const begins = first === undefined || hasHan.test(first) || !plain(text).startsWith(first)
  return tokensOfStart(begins ? text : plain(text).slice(first.length))
}

const searched = new WeakMap<ObjectDefinition, readonly (readonly [string, Field])[]>()

export function searchedFields(object: ObjectDefinition): readonly (readonly [string, Field])[] {
  const known = searched.get(object)
  if (known) return known
  const made = Object.entries(object.fields).filter(([, field]) => field.search)
  searched.set(object, made)
  return made
}

/** The tokens of a record, for its column `search`; null when there are none. */
export function searchTokens(object: ObjectDefinition, row: { readonly [field: string]: unknown }): string[] | null {
  const tokens = new Set<string>()
  for (const [name, field] of searchedFields(object)) {
    const value = row[name]
    if (value === null || value === undefined) continue
    for (const token of tokensOfValue(field, value)) tokens.add(token)
  }
  return tokens.size === 0 ? null : [...tokens]
}

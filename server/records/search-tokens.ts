import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { ascii, countryDigits, digitsOf, ends, hasHan, plain, searchWords } from './search-words.ts'
import { longest, TokenSet, tokenOf } from './token-set.ts'

/** Under what a word of a query is looked up: its longest beginning that is filed. */
export const lookup = (word: string): string => (word.length <= longest ? word : [...word].slice(0, longest).join(''))

/** Two digits begin half of all numbers. */
const shortestOfPhone = 3

/** The ends of phones are filed as they are, because people type them whole. */
const filePhone = (value: string, into: TokenSet): void => {
  const digits = digitsOf(value)
  const national = countryDigits(digits)
  into.addWord(digits, 0, digits.length, shortestOfPhone)
  into.addWord(digits, national, digits.length, shortestOfPhone)
  into.addWord(`0${digits.slice(national)}`, 0, undefined, shortestOfPhone)
  for (const length of ends) into.add(tokenOf(lookup(digits.slice(-length))))
}

const fileMail = (value: string, into: TokenSet): void => {
  const at = value.indexOf('@')
  const local = at === -1 ? value.length : at
  into.addWord(value, 0, local)
  into.addWords(value, 0, local)
  if (at === -1) return
  const second = value.indexOf('@', at + 1)
  const domain = second === -1 ? value.length : second
  into.addWord(value, at + 1, domain)
  into.addWords(value, at + 1, domain)
}

const fileCode = (value: string, into: TokenSet): void => {
  into.addJoined(value)
  into.addWords(value)
}

/** How values in ASCII are filed; others by their words. */
const inAscii: { readonly [kind: string]: (value: string, into: TokenSet) => void } = {
  email: fileMail,
  emails: fileMail,
  code: fileCode,
}

const fileValue = (field: Field, value: string, into: TokenSet): void => {
  if (field.kind === 'phone' || field.kind === 'phones') filePhone(value, into)
  else if (!ascii.test(value)) for (const word of searchWords(field, value)) into.addWord(word)
  else if (inAscii[field.kind]) inAscii[field.kind]!(value, into)
  else into.addWords(value)
}

/** Tokens that every text has which begins with this one; none when nothing can be said. */
export function tokensOfStart(text: string): number[] {
  const words = plain(text).match(/[\p{L}\p{N}]+/gu) ?? []
  const last = words.length - 1
  // The last word may go on, so a single Latin letter, under which only words of one letter are filed, says nothing.
  const told = words.filter((word, i) => i < last || [...word].length > 1 || hasHan.test(word))
  return [...new Set(told.map((word) => tokenOf(lookup(word))))]
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is all of ASCII
const simple = /^[\x00-\x7f\p{Script=Han}]*$/u

/**
 * Tokens that every text has which contains this one. Its first word may be the end of another, which says nothing, unless
 * something stands before it, or it is Chinese and filed from each character on.
 */
export function tokensOfMiddle(text: string): number[] {
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

const gathered = new TokenSet()

/**
 * The tokens of a record, for its column `search`; null when there are none. They are numbers that may, seldom, stand for two
 * beginnings, so whoever finds a record by them looks at its text.
 */
export function searchTokens(object: ObjectDefinition, row: { readonly [field: string]: unknown }): number[] | null {
  for (const [name, field] of searchedFields(object)) {
    const value = row[name]
    if (value === null || value === undefined) continue
    if (kindOf(field).family !== 'entries') fileValue(field, String(value), gathered)
    else for (const one of value as { value: string }[]) fileValue(field, one.value, gathered)
  }
  const tokens = gathered.take()
  return tokens.length === 0 ? null : tokens
}

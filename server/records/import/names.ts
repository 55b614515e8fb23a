import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'

const han = /\p{Script=Han}/u

/** A column's name as words: "CustomerID" and "customer_id" are both "customer id"; a number at the end goes. */
export const wordsOf = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\s*\d+\s*$/, '')
    .replace(/\b(e|pre|post) (mail|code)/g, '$1$2')
    .trim()

const joined = (words: string): string => words.replaceAll(' ', '')

const distance = (a: string, b: string): number => {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const now = [i]
    for (let j = 1; j <= b.length; j++)
      now[j] = Math.min(before[j]! + 1, now[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    before = now
  }
  return before[b.length]!
}

const sets = new Map<string, ReadonlySet<string>>()

/** The words of a name; names are few and asked for often. */
const setOf = (name: string): ReadonlySet<string> => {
  const known = sets.get(name)
  if (known) return known
  const made = new Set(name.split(' '))
  if (sets.size > 20_000) sets.clear()
  sets.set(name, made)
  return made
}

const overlap = (column: string, name: string): number => {
  const [have, want] = [setOf(column), setOf(name)]
  let shared = 0
  for (const word of want) if (have.has(word)) shared++
  if (shared === 0) return 0
  if (shared === want.size) return 0.55 + (0.35 * want.size) / have.size
  return shared === have.size ? 0.4 + (0.35 * have.size) / want.size : 0
}

const chinese = (column: string, name: string): number => {
  if (!han.test(column) || !han.test(name)) return 0
  const [short, long] = column.length < name.length ? [column, name] : [name, column]
  return long.includes(short) ? 0.5 + (0.4 * short.length) / long.length : 0
}

const nearlySame = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length)
  // Typing slips at the first letter are rare, and looking only at names that begin alike saves most of the work.
  if (length < 5 || a[0] !== b[0] || Math.abs(a.length - b.length) > 2) return 0
  const steps = distance(a, b)
  return steps === 1 ? 0.85 : steps === 2 && length >= 10 ? 0.7 : 0
}

/** How well two names in words agree, 0 to 1. */
export const likeness = (column: string, name: string): number => {
  if (column === '' || name === '') return 0
  if (joined(column) === joined(name)) return 1
  return Math.max(overlap(column, name), chinese(column, name), nearlySame(joined(column), joined(name)))
}

/** Everything that a field may be called. */
export const fieldNames = (name: string, field: Field): string[] =>
  [...new Set([name, field.label.en, field.label.zh, ...(field.aliases ?? [])].map(wordsOf))].filter(Boolean)

/** Everything that an object may be called. */
export const objectNames = (object: ObjectDefinition): string[] => [
  ...new Set([object.name, object.label.en, object.label.zh].map(wordsOf)),
]

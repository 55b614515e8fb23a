import type { Checked, Compare, Operand, Some } from './filter-check.ts'
import { sayMoment } from './filter-say-moment.ts'
import { comparingWords, joints, linkedWords } from './filter-words.ts'
import { kindOf } from './kinds/index.ts'
import type { Label, Locale } from './label.ts'

/** Names for linked records, so that a sentence says "Ann Lee" and not an id; undefined leaves the id. */
export type NameOf = (object: string, id: string) => string | undefined

/** A piece of a sentence: a word of grammar, the name of a field or object, a value, or a record that has a name elsewhere. */
export type Part =
  | { readonly is: 'word' | 'name' | 'value'; readonly text: string }
  /** A moment in UTC, for a screen to show on its own clock. */
  | { readonly is: 'moment'; readonly text: string }
  | { readonly is: 'record'; readonly object: string; readonly id: string }

const word = (text: string): Part => ({ is: 'word', text })
const space = word(' ')

const spaced = (parts: readonly (readonly Part[])[]): Part[] =>
  parts.filter((one) => one.length > 0).flatMap((one, i) => (i === 0 ? one : [space, ...one]))

const operandPart = (node: Compare, operand: Operand, locale: Locale): Part => {
  if ('relative' in operand) return { is: 'value', text: sayMoment(operand.relative, locale) }
  const value = operand.fixed
  const { field } = node
  if (field.choices) return { is: 'value', text: field.choices[String(value)]?.label[locale] ?? String(value) }
  if (field.to) return { is: 'record', object: field.to, id: String(value) }
  if (node.family === 'instant') return { is: 'moment', text: kindOf(field).show(value, field, locale) }
  const isList = node.family === 'entries' || node.family === 'ids' || node.family === 'texts'
  return { is: 'value', text: isList ? String(value) : kindOf(field).show(value, field, locale) }
}

const compareParts = (node: Compare, negated: boolean, locale: Locale): Part[] => {
  const path = [...node.steps.map((step) => step.label[locale]), node.field.label[locale]].join(' · ')
  const values = node.operands.map((operand) => operandPart(node, operand, locale))
  return spaced([
    [{ is: 'name', text: path }],
    [word(comparingWords(node.op, node.family)[negated ? 1 : 0][locale])],
    values.flatMap((one, i) => (i === 0 ? [one] : [word(', '), one])),
  ])
}

/** What the linked records are called here: by the link's own name, or by what they are. */
const linkedLabel = (node: Some, many: boolean): Label => {
  if (node.own) return node.field.label
  return many ? node.object.labels : node.object.label
}

const someParts = (node: Some, negated: boolean, locale: Locale): Part[] => {
  const counted = node.exactly ? 'exactly' : node.least > 1 ? 'least' : 'any'
  const lead = linkedWords[counted][negated ? 1 : 0][locale].replace('#', String(node.least))
  const many = node.least > 1
  const inner: Part[] = isEverything(node.where)
    ? []
    : [word(locale === 'zh' ? '（' : ' ('), ...parts(node.where, false, locale), word(locale === 'zh' ? '）' : ')')]
  return [word(`${lead} `), { is: 'name', text: linkedLabel(node, many)[locale] }, ...inner]
}

const isEverything = (node: Checked): boolean => node.is === 'all' && node.of.length === 0

const bracketed = (node: Checked, given: Part[]): Part[] =>
  (node.is === 'all' || node.is === 'any') && node.of.length > 1 ? [word('('), ...given, word(')')] : given

function parts(node: Checked, negated: boolean, locale: Locale): Part[] {
  switch (node.is) {
    case 'not':
      return parts(node.of, !negated, locale)
    case 'compare':
      return compareParts(node, negated, locale)
    case 'some':
      return someParts(node, negated, locale)
    default: {
      // Not (a and b) is said as (not a) or (not b), because nobody reads double negations.
      const is = negated ? (node.is === 'all' ? 'any' : 'all') : node.is
      if (node.of.length === 0) return [word(joints[is === 'all' ? 'everything' : 'nothing'][locale])]
      return node.of.flatMap((one, i) => {
        const said = parts(one, negated, locale)
        return [...(i === 0 ? [] : [word(joints[is][locale])]), ...(node.of.length > 1 ? bracketed(one, said) : said)]
      })
    }
  }
}

/** A checked filter as the pieces of a sentence, for a screen that shows names and values apart. Cost: linear in the filter. */
export const filterParts = (node: Checked, locale: Locale): readonly Part[] => parts(node, false, locale)

/**
 * A checked filter as a sentence for a person: "Lifecycle is one of Active, Lapsed and Employer · Name contains acme".
 * Cost: linear in the filter.
 */
export const sayFilter = (node: Checked, locale: Locale, nameOf: NameOf = () => undefined): string =>
  filterParts(node, locale)
    .map((part) => (part.is === 'record' ? (nameOf(part.object, part.id) ?? part.id) : part.text))
    .join('')

import type { Checked, Compare, Operand, Positive } from './filter-check.ts'
import { kindOf } from './kinds/index.ts'
import type { Label, Locale } from './label.ts'

/** Names for linked records, so that a sentence says "Ann Lee" and not an id; undefined leaves the id. */
export type NameOf = (object: string, id: string) => string | undefined

const words: { readonly [P in Positive]: readonly [Label, Label] } = {
  eq: [
    { en: 'is', zh: '是' },
    { en: 'is not', zh: '不是' },
  ],
  in: [
    { en: 'is one of', zh: '属于' },
    { en: 'is none of', zh: '不属于' },
  ],
  lt: [
    { en: 'is below', zh: '小于' },
    { en: 'is not below', zh: '不小于' },
  ],
  lte: [
    { en: 'is at most', zh: '不超过' },
    { en: 'is not at most', zh: '超过' },
  ],
  gt: [
    { en: 'is above', zh: '大于' },
    { en: 'is not above', zh: '不大于' },
  ],
  gte: [
    { en: 'is at least', zh: '不低于' },
    { en: 'is not at least', zh: '低于' },
  ],
  contains: [
    { en: 'contains', zh: '包含' },
    { en: 'does not contain', zh: '不包含' },
  ],
  starts: [
    { en: 'starts with', zh: '开头是' },
    { en: 'does not start with', zh: '开头不是' },
  ],
  has: [
    { en: 'has', zh: '含有' },
    { en: 'does not have', zh: '不含' },
  ],
  has_any: [
    { en: 'has any of', zh: '含有任一' },
    { en: 'has none of', zh: '不含任一' },
  ],
  has_all: [
    { en: 'has all of', zh: '含有全部' },
    { en: 'does not have all of', zh: '不含全部' },
  ],
  not_empty: [
    { en: 'is filled', zh: '不为空' },
    { en: 'is empty', zh: '为空' },
  ],
}

const joints = {
  all: { en: ' and ', zh: '，且' },
  any: { en: ' or ', zh: '，或' },
  everything: { en: 'everything', zh: '全部' },
  nothing: { en: 'nothing', zh: '无' },
  me: { en: 'me', zh: '我' },
} as const

const operandText = (node: Compare, operand: Operand, locale: Locale, nameOf: NameOf): string => {
  if ('relative' in operand) return operand.relative === 'me' ? joints.me[locale] : operand.relative
  const value = operand.fixed
  if (node.field.choices) return node.field.choices[String(value)]?.label[locale] ?? String(value)
  const named = node.field.to === undefined ? undefined : nameOf(node.field.to, String(value))
  if (named !== undefined) return named
  const isList = node.family === 'entries' || node.family === 'ids' || node.family === 'texts'
  return isList ? String(value) : kindOf(node.field).show(value, node.field, locale)
}

const compareText = (node: Compare, negated: boolean, locale: Locale, nameOf: NameOf): string => {
  const path = [...node.steps.map((step) => step.label[locale]), node.field.label[locale]].join(' · ')
  const word = words[node.op][negated ? 1 : 0][locale]
  const values = node.operands.map((operand) => operandText(node, operand, locale, nameOf)).join(', ')
  return [path, word, values].filter((part) => part !== '').join(' ')
}

const grouped = (text: string, node: Checked): string =>
  (node.is === 'all' || node.is === 'any') && node.of.length > 1 ? `(${text})` : text

/**
 * A checked filter as a sentence for a person: "Lifecycle is one of Active, Lapsed and Employer · Name contains acme".
 * Cost: linear in the filter.
 */
export const sayFilter = (node: Checked, locale: Locale, nameOf: NameOf = () => undefined): string =>
  say(node, false, locale, nameOf)

function say(node: Checked, negated: boolean, locale: Locale, nameOf: NameOf): string {
  switch (node.is) {
    case 'not':
      return say(node.of, !negated, locale, nameOf)
    case 'compare':
      return compareText(node, negated, locale, nameOf)
    case 'some': {
      const lead = negated ? { en: 'has no', zh: '没有' } : { en: 'has', zh: '有' }
      const label = node.object.label[locale]
      const inner =
        node.where.is === 'all' && node.where.of.length === 0 ? '' : ` (${say(node.where, false, locale, nameOf)})`
      return `${lead[locale]} ${label}${inner}`
    }
    default: {
      // Not (a and b) is said as (not a) or (not b), because nobody reads double negations.
      const is = negated ? (node.is === 'all' ? 'any' : 'all') : node.is
      if (node.of.length === 0) return joints[is === 'all' ? 'everything' : 'nothing'][locale]
      return node.of
        .map((one) =>
          node.of.length > 1 ? grouped(say(one, negated, locale, nameOf), one) : say(one, negated, locale, nameOf),
        )
        .join(joints[is][locale])
    }
  }
}

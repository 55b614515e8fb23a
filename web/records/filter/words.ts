import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Family, Operator } from '@rapport/vocabulary/define/kind.ts'

/** How an operator is said between a field and its value. */
export const operatorWords: Record<Operator, MessageDescriptor> = {
  eq: msg`is`,
  ne: msg`is not`,
  lt: msg`is less than`,
  lte: msg`is at most`,
  gt: msg`is more than`,
  gte: msg`is at least`,
  in: msg`is any of`,
  not_in: msg`is none of`,
  contains: msg`contains`,
  starts: msg`begins with`,
  has: msg`has`,
  has_any: msg`has any of`,
  has_all: msg`has all of`,
  empty: msg`is empty`,
  not_empty: msg`is not empty`,
}

const timeWords: Partial<Record<Operator, MessageDescriptor>> = {
  lt: msg`is before`,
  lte: msg`is until`,
  gt: msg`is after`,
  gte: msg`is since`,
}

export const operatorWord = (op: Operator, family: Family): MessageDescriptor =>
  ((family === 'date' || family === 'instant') && timeWords[op]) || operatorWords[op]

const relativeWords: { readonly [value: string]: MessageDescriptor } = {
  today: msg`today`,
  now: msg`now`,
  month_start: msg`start of this month`,
  year_start: msg`start of this year`,
  me: msg`me`,
}
const unitWords: { readonly [unit: string]: { past: MessageDescriptor; future: MessageDescriptor } } = {
  d: { past: msg`{count} days ago`, future: msg`in {count} days` },
  w: { past: msg`{count} weeks ago`, future: msg`in {count} weeks` },
  m: { past: msg`{count} months ago`, future: msg`in {count} months` },
  y: { past: msg`{count} years ago`, future: msg`in {count} years` },
}

/** A relative value in words, with what it counts; undefined when the value is not relative. */
export const relativeWord = (value: unknown): { words: MessageDescriptor; count?: number } | undefined => {
  if (typeof value !== 'string') return undefined
  const named = relativeWords[value]
  if (named) return { words: named }
  const parts = /^([+-])(\d+)([dwmy])$/.exec(value)
  if (!parts) return undefined
  const unit = unitWords[parts[3]!]!
  return { words: parts[1] === '-' ? unit.past : unit.future, count: Number(parts[2]) }
}

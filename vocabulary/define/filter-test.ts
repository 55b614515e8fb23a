import type { FilterContext } from './filter.ts'
import type { Checked, Compare, Operand, Positive, Some } from './filter-check.ts'
import { resolveMoment, resolvePeriod } from './filter-moment.ts'
import type { Family } from './kind.ts'
import type { AnyRow } from './object.ts'

/**
 * How a test in memory reaches other records: the linked one, and those that point here by a link or a reference ("customer/0190…"),
 * each once. Only what the person may see and what is not in the trash.
 */
export interface Related {
  readonly one: (object: string, id: string) => AnyRow | undefined
  readonly pointing: (object: string, link: string, id: string) => readonly AnyRow[]
}

/** Answers for filters that stay on one record. */
export const unrelated: Related = { one: () => undefined, pointing: () => [] }

/** What an operand that is no period means now. A filter that says "me" where nobody asks compares with nobody. */
const resolveOperand = (operand: Operand, family: Family, context: FilterContext): unknown => {
  if ('fixed' in operand) return operand.fixed
  if (operand.relative === 'me') return context.me ?? '00000000-0000-0000-0000-000000000000'
  return resolveMoment(operand.relative, family === 'date' ? 'date' : 'instant', context)
}

/** The values that a comparison runs with: its operands as of now, and for a period its two ends. */
export const resolveOperands = (node: Compare, context: FilterContext): readonly unknown[] => {
  if (node.op !== 'within') return node.operands.map((one) => resolveOperand(one, node.family, context))
  const [period] = node.operands as readonly { readonly relative: string }[]
  return resolvePeriod(period!.relative, node.family === 'date' ? 'date' : 'instant', context)
}

const low = (value: unknown): string => String(value).toLowerCase()

/** Compares exact decimal texts: below zero, zero or above. */
const compareDecimals = (a: unknown, b: unknown): number => {
  const scaled = (value: unknown): bigint => {
    const [, sign, whole, rest = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(String(value)) ?? []
    const size = BigInt(`${whole}${rest.padEnd(20, '0').slice(0, 20)}`)
    return sign === '-' ? -size : size
  }
  const difference = scaled(a) - scaled(b)
  return difference < 0n ? -1 : Number(difference > 0n)
}

const order = (a: number | string, b: number | string): number => (a < b ? -1 : Number(a > b))

/** For each family, how two of its values stand to each other; zero means equal. */
const comparing: { readonly [F in Family]?: (a: unknown, b: unknown) => number } = {
  text: (a, b) => order(low(a), low(b)),
  number: (a, b) => order(a as number, b as number),
  decimal: compareDecimals,
  boolean: (a, b) => order(Number(a), Number(b)),
  date: (a, b) => order(String(a), String(b)),
  instant: (a, b) => order(Date.parse(String(a)), Date.parse(String(b))),
  id: (a, b) => order(low(a), low(b)),
}

const exactly = (a: unknown, b: unknown): number => order(String(a), String(b))

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

type Test = (compare: (a: unknown, b: unknown) => number, value: unknown, operands: readonly unknown[]) => boolean

const members = (value: unknown): string[] =>
  (value as readonly unknown[]).map((item) =>
    typeof item === 'object' ? (item as { value: string }).value : String(item),
  )

const pieces = (value: unknown): string[] => (Array.isArray(value) ? members(value) : [String(value)])

const tests: { readonly [P in Positive]: Test } = {
  not_empty: () => true,
  eq: (compare, value, [one]) => compare(value, one) === 0,
  in: (compare, value, list) => list.some((one) => compare(value, one) === 0),
  lt: (compare, value, [one]) => compare(value, one) < 0,
  lte: (compare, value, [one]) => compare(value, one) <= 0,
  gt: (compare, value, [one]) => compare(value, one) > 0,
  gte: (compare, value, [one]) => compare(value, one) >= 0,
  within: (compare, value, [from, until]) => compare(value, from) >= 0 && compare(value, until) < 0,
  contains: (_, value, [one]) => pieces(value).some((piece) => low(piece).includes(low(one))),
  starts: (_, value, [one]) => pieces(value).some((piece) => low(piece).startsWith(low(one))),
  has: (_, value, [one]) => members(value).includes(String(one)),
  has_any: (_, value, list) => list.some((one) => members(value).includes(String(one))),
  has_all: (_, value, list) => list.every((one) => members(value).includes(String(one))),
}

/** The value at the end of a path, or undefined where a link on the way is empty or leads to nothing that may be seen. */
const valueAt = (node: Compare, row: AnyRow, related: Related): unknown => {
  let at: AnyRow | undefined = row
  for (const step of node.steps) {
    const id: unknown = at?.[step.link]
    at = typeof id === 'string' ? related.one(step.to.name, id) : undefined
  }
  return at?.[node.name]
}

const compares = (node: Compare, row: AnyRow, context: FilterContext, related: Related): boolean => {
  const value = valueAt(node, row, related)
  if (node.family === 'json' ? value === null || value === undefined : isEmpty(value)) return false
  const operands = resolveOperands(node, context)
  const compare = node.field.choices ? exactly : (comparing[node.family] ?? exactly)
  return tests[node.op](compare, value, operands)
}

/** The records that a link connects with this one: each once, and only those that may be seen. */
const linkedTo = (node: Some, row: AnyRow, related: Related): readonly AnyRow[] => {
  if (!node.own) return related.pointing(node.object.name, node.link, row.id)
  const ids = new Set([row[node.link] ?? []].flat() as string[])
  return [...ids].flatMap((id) => related.one(node.object.name, id) ?? [])
}

const hasSome = (node: Some, row: AnyRow, context: FilterContext, related: Related): boolean => {
  const found = linkedTo(node, row, related).filter((one) => fulfils(node.where, one, context, related)).length
  return node.exactly ? found === node.least : found >= node.least
}

/**
 * Whether a record fulfils a checked filter. Agrees with the SQL that the server makes of the same filter; a property test holds
 * both together. Cost: linear in the filter, times the records that `related` hands out.
 */
export const fulfils = (node: Checked, row: AnyRow, context: FilterContext, related: Related = unrelated): boolean => {
  switch (node.is) {
    case 'all':
      return node.of.every((one) => fulfils(one, row, context, related))
    case 'any':
      return node.of.some((one) => fulfils(one, row, context, related))
    case 'not':
      return !fulfils(node.of, row, context, related)
    case 'some':
      return hasSome(node, row, context, related)
    default:
      return compares(node, row, context, related)
  }
}

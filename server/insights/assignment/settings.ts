import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import { Problem } from '../../errors.ts'

/** Somebody who can take leads, and how many open ones they may have in all; null: so many more than now. */
export interface Taker {
  readonly id: string
  readonly most: number | null
}

export interface AssignmentSettings {
  readonly name: string
  readonly object: 'deal' | 'customer'
  /** Which open deals or prospects; null: those that nobody has. */
  readonly filter: Filter | null
  readonly people: readonly Taker[]
}

type Given = { readonly [K in keyof AssignmentSettings]?: unknown }

export const mostPeople = 50
const mostOpen = 10_000

const bad = (sentence: string): never => {
  throw new Problem('invalid', sentence)
}

function takerFrom(given: unknown): Taker {
  const { id, most = null } = (given ?? {}) as { [K in keyof Taker]?: unknown }
  if (typeof id !== 'string' || !uuid.test(id)) return bad('"people" must name each person by id.')
  const right = most === null || (typeof most === 'number' && Number.isInteger(most) && most >= 0 && most <= mostOpen)
  return right ? { id, most: most as number | null } : bad(`"most" must be a whole number from 0 to ${mostOpen}.`)
}

/** What was asked for, checked; what is missing is what is usual. */
export function assignmentSettings(given: Given): AssignmentSettings {
  const { name = '', object = 'deal', filter = null, people } = given
  if (typeof name !== 'string' || name.length > 200) return bad('"name" must be a text of at most 200 characters.')
  if (object !== 'deal' && object !== 'customer') return bad('"object" must be deal or customer.')
  if (!Array.isArray(people) || people.length === 0 || people.length > mostPeople)
    return bad(`"people" must be a list of 1 to ${mostPeople} people.`)
  const takers = people.map(takerFrom)
  if (new Set(takers.map(({ id }) => id)).size < takers.length) return bad('"people" names somebody twice.')
  if (filter !== null && (typeof filter !== 'object' || Array.isArray(filter))) return bad('"filter" must be a filter.')
  return { name, object, filter: filter as Filter | null, people: takers }
}

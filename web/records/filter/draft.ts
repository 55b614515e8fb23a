import { type CountOperator, countOperators, type Filter } from '@rapport/vocabulary/define/filter.ts'
import { type Condition, isComplete } from './rules.ts'

/** Conditions as they are edited. Each has an identity, so that a screen keeps its place while others come and go. */
export interface GroupDraft {
  readonly key: number
  readonly is: 'group'
  readonly join: Join
  readonly of: readonly Draft[]
}
export interface ConditionDraft {
  readonly key: number
  readonly is: 'condition'
  readonly condition: Condition
}
export interface LinkedDraft {
  readonly key: number
  readonly is: 'linked'
  readonly link: string
  readonly how: How
  readonly count: number
  readonly where: GroupDraft
}
export type Draft = GroupDraft | ConditionDraft | LinkedDraft

export const joins = ['all', 'any', 'none', 'not_all'] as const
export type Join = (typeof joins)[number]
export const hows = ['some', 'none', ...countOperators] as const
export type How = (typeof hows)[number]

let last = 0
const next = (): number => ++last

export const groupOf = (join: Join, of: readonly Draft[]): GroupDraft => ({ key: next(), is: 'group', join, of })
export const conditionDraft = (condition: Condition): ConditionDraft => ({ key: next(), is: 'condition', condition })

const linked = (link: string, how: How, count: number, where: Filter | undefined): LinkedDraft => ({
  key: next(),
  is: 'linked',
  link,
  how,
  count,
  where: rootOf(where),
})

/** Linked records that were just chosen: there are some, whatever they are. */
export const linkedDraft = (link: string): LinkedDraft => linked(link, 'some', 1, undefined)

/** A filter as it is edited. What nobody asked for yet is an empty group. */
export function draftOf(filter: Filter): Draft {
  if ('field' in filter) return conditionDraft(filter)
  if ('some' in filter) return linked(filter.some, 'some', 1, filter.where)
  if ('none' in filter) return linked(filter.none, 'none', 1, filter.where)
  if ('count' in filter) return linked(filter.count, filter.op, filter.value, filter.where)
  if ('all' in filter) return groupOf('all', filter.all.map(draftOf))
  if ('any' in filter) return groupOf('any', filter.any.map(draftOf))
  if ('any' in filter.not) return groupOf('none', filter.not.any.map(draftOf))
  return groupOf('not_all', 'all' in filter.not ? filter.not.all.map(draftOf) : [draftOf(filter.not)])
}

/** The outermost group, which is always there. */
export function rootOf(filter: Filter | undefined): GroupDraft {
  if (filter === undefined) return groupOf('all', [])
  const draft = draftOf(filter)
  return draft.is === 'group' ? draft : groupOf('all', [draft])
}

const joined: { readonly [J in Join]: (of: readonly Filter[]) => Filter } = {
  all: (all) => ({ all }),
  any: (any) => ({ any }),
  none: (any) => ({ not: { any } }),
  not_all: (all) => ({ not: { all } }),
}

const linkedFilter = ({ link, how, count, where }: LinkedDraft): Filter => {
  const inner = filterOfDraft(where)
  const rest = inner === undefined ? {} : { where: inner }
  if (how === 'some') return { some: link, ...rest }
  if (how === 'none') return { none: link, ...rest }
  return { count: link, op: how satisfies CountOperator, value: count, ...rest }
}

/** The filter that a draft asks for; undefined while it asks for nothing. Conditions that are not finished are left out. */
export function filterOfDraft(draft: Draft): Filter | undefined {
  if (draft.is === 'condition') return isComplete(draft.condition) ? draft.condition : undefined
  if (draft.is === 'linked') return linkedFilter(draft)
  const of = draft.of.flatMap((one) => filterOfDraft(one) ?? [])
  return of.length === 0 ? undefined : joined[draft.join](of)
}

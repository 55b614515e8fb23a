import type { Field } from '../define/field.ts'
import { kindOf } from '../define/kinds/index.ts'

/** A value with its 95 % interval. */
export interface Ranged {
  readonly value: number
  readonly low: number
  readonly high: number
}
/** A share of so many rows. */
export interface Share extends Ranged {
  readonly of: number
}

/** What groups are compared by; the names of what a group tells. */
export const fairMeasures = ['base', 'above', 'hits', 'alarms', 'gap', 'auc', 'right'] as const
export type FairMeasure = (typeof fairMeasures)[number]

/** One group of the cases that a version was judged by. What its few rows cannot tell is null. */
export interface FairGroup {
  /** The value they share; null: empty. */
  readonly word: string | null
  readonly rows: number
  /** Share of yes; or the mean of a number. */
  readonly base: Ranged | null
  /** Share with a score of at least the threshold. */
  readonly above: Share | null
  /** Share of the yes that were found, and of the no that were taken for yes. */
  readonly hits: Share | null
  readonly alarms: Share | null
  /** The mean of what was said, and by how much what came lies above it. */
  readonly said: number | null
  readonly gap: Ranged | null
  readonly auc: Ranged | null
  /** Share that was told right, of choices. */
  readonly right: Share | null
}

/** Whether groups differ in a measure by more than chance. */
export interface FairDifference {
  readonly measure: FairMeasure
  /** The chance of such a difference among groups that are alike, raised for the number of measures looked at. */
  readonly p: number
  readonly isReal: boolean
  /** Words of the groups with the most and the least. */
  readonly most: string | null
  readonly least: string | null
}

export interface Fairness {
  readonly field: string
  readonly task: 'yes_no' | 'number' | 'choice'
  readonly above: number
  readonly fewest: { readonly rows: number; readonly each: number }
  /** The largest first; those of fewer rows than can be judged have nulls. */
  readonly groups: readonly FairGroup[]
  /** Cases in further groups that are not shown. */
  readonly others: { readonly groups: number; readonly rows: number }
  /** Cases whose record is not there any more. */
  readonly gone: number
  readonly differences: readonly FairDifference[]
}

/** Whether records fall into groups by a field: yes or no, a choice, a short text, or age in tens of years by a birthday. */
export function fallsIntoGroups(field: Field): boolean {
  if (field.scored) return false
  const { family } = kindOf(field)
  return family === 'boolean' || isBirthday(field) || field.kind === 'choice' || field.kind === 'text'
}

export const isBirthday = (field: Field): boolean => field.personal === true && kindOf(field).family === 'date'

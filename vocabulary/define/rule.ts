import type { Filter, FilterContext } from './filter.ts'
import { type Checked, checkFilter, type Sight } from './filter-check.ts'
import { fulfils } from './filter-test.ts'
import type { Label } from './label.ts'
import type { AnyRow, ObjectDefinition } from './object.ts'
import { Refusal } from './refusal.ts'

export const effects = ['required', 'visible', 'read_only'] as const
/** What a rule does to its fields: they must have a value, are shown, or cannot be changed – while its condition holds. */
export type Effect = (typeof effects)[number]

/**
 * A demand on fields of a record under a condition on the same record: "Why lost is required when the status is Lost".
 * The condition is a filter over the record's own fields; it is judged on the values that will stand.
 * Source: users, at run time; kept under its name in the object's definition.
 */
export interface Rule {
  readonly name: string
  readonly label: Label
  readonly effect: Effect
  readonly fields: readonly string[]
  readonly when: Filter
}

/** What the rules of an object say of a record at this moment. */
export interface Demands {
  /** Fields that must have a value, with the rule that says so. */
  readonly required: ReadonlyMap<string, Rule>
  /** Fields that cannot be changed. */
  readonly readOnly: ReadonlyMap<string, Rule>
  /** Fields that are not shown. */
  readonly hidden: ReadonlyMap<string, Rule>
}

const checked = new WeakMap<Rule, Checked | Refusal>()

/** The condition of a rule; a rule over a field that the person may not see is left to the server. */
export const conditionOf = (rule: Rule, object: ObjectDefinition, sight: Sight): Checked | Refusal => {
  const known = checked.get(rule) ?? checkFilter(rule.when, object, sight)
  checked.set(rule, known)
  return known
}

/**
 * What an object's rules demand of a record with these values. Cost: linear in the rules. A rule whose condition cannot be judged demands nothing.
 *
 * @example demandsOf(deal, { status: 'lost' }, sight, { now, offsetMinutes: 0 }).required.has('lost_reason')
 */
export function demandsOf(object: ObjectDefinition, row: AnyRow, sight: Sight, context: FilterContext): Demands {
  const made = { required: new Map<string, Rule>(), readOnly: new Map<string, Rule>(), hidden: new Map<string, Rule>() }
  for (const rule of object.rules ?? []) {
    const condition = conditionOf(rule, object, sight)
    if (condition instanceof Refusal) continue
    const holds = fulfils(condition, row, context)
    if (rule.effect === 'visible' ? holds : !holds) continue
    const into = rule.effect === 'required' ? made.required : rule.effect === 'read_only' ? made.readOnly : made.hidden
    for (const name of rule.fields) into.set(name, rule)
  }
  return made
}

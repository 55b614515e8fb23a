import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type Refusal, refuse } from '@rapport/vocabulary/define/refusal.ts'
import { demandsOf, type Rule } from '@rapport/vocabulary/define/rule.ts'
import { type Call, filterContext } from './call.ts'
import { writtenId } from './person.ts'
import type { Draft } from './rules.ts'
import { sameValue } from './same.ts'

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const nobodyYet = '00000000-0000-0000-0000-000000000000'

/** The names that a rule's condition may read; found in its JSON, whatever its shape. */
const readsOf = (rule: Rule): ReadonlySet<string> =>
  new Set([...JSON.stringify(rule.when).matchAll(/"field":"([a-z0-9_]+)"/g)].map((found) => found[1]!))

const missing = ({ label }: Rule): Refusal =>
  refuse('required', `must have a value: ${label.en}`, `不能为空：${label.zh}`)
const fixed = ({ label }: Rule): Refusal =>
  refuse('read_only', `cannot be changed now: ${label.en}`, `目前不能修改：${label.zh}`)

/** Users' rules hold for people and what they import; the server's own work is not held up by them. */
export const isHeld = (call: Call, object: ObjectDefinition): boolean =>
  object.rules !== undefined &&
  writtenId(call.person) !== null &&
  call.person.via !== 'rule' &&
  call.person.via !== 'job'

/** What the users' rules of an object refuse about a draft. An edit that has nothing to do with a rule is not stopped by it. */
export function refusedByRules(
  call: Call,
  object: ObjectDefinition,
  { verb, current, values }: Draft,
): { readonly [field: string]: Refusal } {
  if ((verb !== 'create' && verb !== 'update') || !isHeld(call, object)) return {}
  const sight = { vocabulary: call.view.vocabulary, sees: () => true }
  const context = filterContext(call)
  const after = { id: nobodyYet, version: 0, ...current, ...values } as AnyRow
  const changed = (name: string): boolean =>
    name in values && !(current && sameValue(object.fields[name]!, current[name] ?? null, values[name] ?? null))
  const wrong: { [field: string]: Refusal } = {}
  for (const [name, rule] of demandsOf(object, after, sight, context).required) {
    const concerns = current === undefined || changed(name) || [...readsOf(rule)].some(changed)
    if (concerns && isEmpty(after[name])) wrong[name] = missing(rule)
  }
  if (current)
    for (const [name, rule] of demandsOf(object, current, sight, context).readOnly)
      if (changed(name)) wrong[name] = fixed(rule)
  return wrong
}

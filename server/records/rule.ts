import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { sql } from '../database/sql.ts'
import type { Call } from './call.ts'
import { columnsSql, everyField } from './columns.ts'
import { isHeld, refusedByRules } from './demands.ts'
import { theSystem } from './person.ts'
import { recordsOn } from './records.ts'
import type { Change, Draft, RuleContext } from './rules.ts'
import { refused } from './values.ts'

const system = theSystem('rule')

const contextOf = (call: Call, now: string): RuleContext => ({
  person: call.person,
  now,
  tx: call.db,
  vocabulary: call.view.vocabulary,
  records: recordsOn(call.engine, system, call.db),
})

/** Lets the object's rule complete or refuse a draft. */
export async function beforeRules(call: Call, object: string, draft: Draft, now: string): Promise<void> {
  await call.engine.areas[object]?.rules?.before?.(draft, contextOf(call, now))
  const definition = call.view.vocabulary.find(object)
  const wrong = definition ? refusedByRules(call, definition, draft) : {}
  if (Object.keys(wrong).length > 0) throw refused(definition!, wrong)
}

/** Whether each record has to be looked at before it is written: by a rule of ours, or of users. */
export const looksAtEach = (call: Call, object: ObjectDefinition): boolean =>
  call.engine.areas[object.name]?.rules?.before !== undefined || isHeld(call, object)

/** Whether a rule has a say in this verb. */
export function isRuled(call: Call, object: string, verb: string): boolean {
  const rules = call.engine.areas[object]?.rules
  const definition = call.view.vocabulary.find(object)
  if (definition && isHeld(call, definition)) return true
  return rules?.before !== undefined || (rules?.after !== undefined && (rules.follows?.includes(verb) ?? true))
}

/** Lets the object's rule refuse what happens to records that stand. */
export async function beforeEach(
  call: Call,
  object: ObjectDefinition,
  verb: 'delete' | 'restore' | 'undo',
  ids: readonly string[],
  now: string,
): Promise<void> {
  if (!call.engine.areas[object.name]?.rules?.before || ids.length === 0) return
  const t = sql.id('t')
  const rows = await call.db.query<AnyRow>(
    sql`select ${columnsSql(object, t, everyField(object))} from ${sql.id(object.name)} t where t.id = any(${ids}::uuid[]) order by t.id`,
  )
  for (const current of rows) await beforeRules(call, object.name, { verb, current, values: {} }, now)
}

/** Tells the object's rule of what was written, in the same transaction. */
export async function afterRules(call: Call, object: string, changes: readonly Change[], now: string): Promise<void> {
  const rules = call.engine.areas[object]?.rules
  const followed = rules?.follows ? changes.filter((change) => rules.follows!.includes(change.verb)) : changes
  if (followed.length > 0) await rules?.after?.(followed, contextOf(call, now))
}

export { contextOf as ruleContext }

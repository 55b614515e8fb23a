import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Runner } from '../../database/runner.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { callOf } from '../call.ts'
import { idsInSteps, setRows } from '../set.ts'
import { refuseDefinition } from './definition.ts'
import type { CustomParts, Designing } from './designing.ts'
import type { Replacements } from './fields.ts'

interface Changing {
  readonly name: string
  readonly before: Field
  readonly after: Field
  readonly replace: Replacements
}

const isMany = (field: Field): boolean => field.kind === 'choices'

/** How many records have each choice of a field; those in the trash count too, because they may come back. */
export async function usesOf(
  db: Runner,
  object: string,
  name: string,
  field: Field,
): Promise<{ [choice: string]: number }> {
  const column = sql.id(name)
  const from = isMany(field) ? sql`unnest(${column})` : column
  const rows = await db.query<{ choice: string; uses: string }>(
    sql`select choice, count(*)::text as uses from (select ${from} as choice from ${sql.id(object)}) made where choice is not null group by 1`,
  )
  return Object.fromEntries(rows.map(({ choice, uses }) => [choice, Number(uses)]))
}

function checkReplacement({ name, after, replace }: Changing, gone: string, uses: number): string | null {
  if (!Object.hasOwn(replace, gone))
    throw refuseDefinition(
      `${uses} records have the choice "${gone}" of "${name}". Say which choice they get instead (replace), or retire it.`,
      `有 ${uses} 条记录使用“${name}”的选项“${gone}”。请指定替换为哪个选项（replace），或改为停用。`,
      { uses: { [gone]: uses } },
    )
  const instead = replace[gone] ?? null
  if (instead !== null && !Object.hasOwn(after.choices ?? {}, instead))
    throw refuseDefinition(`"${instead}" is no choice of "${name}".`, `“${instead}”不是“${name}”的选项。`)
  if (instead === null && after.required)
    throw refuseDefinition(
      `"${name}" is required, so another choice must take the place of "${gone}".`,
      `“${name}”必填，必须为“${gone}”指定替换选项。`,
    )
  return instead
}

function setting({ name, after }: Changing, gone: string, instead: string | null): { where: Sql; value: Sql } {
  const column = sql`t.${sql.id(name)}`
  if (!isMany(after)) return { where: sql`${column} = ${gone}`, value: sql`${instead}::text` }
  const rest = sql`array_remove(${column}, ${gone})`
  const value =
    instead === null
      ? sql`nullif(${rest}, '{}')`
      : sql`(case when ${column} @> array[${instead}]::text[] then ${rest} else array_replace(${column}, ${gone}, ${instead}) end)`
  return { where: sql`${column} @> array[${gone}]::text[]`, value }
}

/** Records whose choice goes get another, each with its change; a choice that is in use does not vanish silently. */
export async function repoint(
  parts: CustomParts,
  work: Designing,
  object: ObjectDefinition,
  changing: Changing,
): Promise<void> {
  const { before, after, name } = changing
  const gone = Object.keys(before.choices ?? {}).filter((value) => !Object.hasOwn(after.choices ?? {}, value))
  if (gone.length === 0) return
  const uses = await usesOf(work.tx, object.name, name, before)
  const call = { ...callOf(parts.engine, work.person, work.tx, true) }
  for (const value of gone.filter((one) => (uses[one] ?? 0) > 0)) {
    const { where, value: becomes } = setting(changing, value, checkReplacement(changing, value, uses[value]!))
    const rows = {
      object,
      sets: [{ name, value: becomes }],
      verb: 'update',
      now: parts.clock().toISOString(),
      batch: work.batch,
    }
    for await (const ids of idsInSteps(call, object.name, where)) await setRows(call, { ...rows, ids })
  }
}

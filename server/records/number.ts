import * as field from '@rapport/vocabulary/define/fields.ts'
import { label } from '@rapport/vocabulary/define/label.ts'
import { textKey } from '../database/schema/column.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Draft, RuleContext } from './rules.ts'

/** As the unique index of numbers has it, so that the index answers. */
const key = (text: Sql): Sql => textKey(field.code(label('Number', '编号')), text)

/**
 * Gives a new record the next free number of its object, such as O-10001, when it comes without one. Numbers that people or imports
 * gave by hand are skipped.
 */
export async function numbered(object: string, letter: string, draft: Draft, { tx }: RuleContext): Promise<void> {
  if (draft.verb !== 'create' || typeof draft.values.number === 'string') return
  const { number } = await tx.one<{ number: string }>(sql`
    with recursive next(number) as (
      select ${letter}::text || '-' || nextval('record_number')
      union all
      select ${letter}::text || '-' || nextval('record_number') from next
      where exists (select 1 from ${sql.id(object)} r where ${key(sql`r.number`)} = ${key(sql`next.number`)} and r.deleted_at is null))
    select number from next n where not exists (select 1 from ${sql.id(object)} r where ${key(sql`r.number`)} = ${key(sql`n.number`)} and r.deleted_at is null)
    limit 1`)
  draft.values.number = number
}

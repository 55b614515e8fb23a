import { label } from '@rapport/vocabulary/define/label.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Withdrawn } from '@rapport/vocabulary/insights/withdrawn.ts'
import type { Runner } from '../database/runner.ts'
import { type Sql, sql } from '../database/sql.ts'
import { notRefused } from './consent.ts'

/** Customers whose latest word on profiling is no, and since when. */
export const refusing: Sql = sql`
  select customer, since from (
    select distinct on (customer) customer, given, coalesce(at, created_at) as since from consent
    where purpose = 'profiling' and deleted_at is null order by customer, at desc nulls last, id desc) latest
  where not given`

/** The column of an object that says which customer a record is, or belongs to. */
function customerOf(object: ObjectDefinition): Sql | undefined {
  if (object.name === 'customer') return sql.id('id')
  return object.own.customer?.to === 'customer' && object.own.customer.kind === 'link' ? sql.id('customer') : undefined
}

/** The condition on rows of alias `c` that whoever they are about has not refused profiling. */
export function mayBeLearned(object: ObjectDefinition): Sql {
  const column = customerOf(object)
  return column ? notRefused('profiling', sql`c.${column}`) : sql`true`
}

/** How many records of an object are passed over because whoever they are about refused profiling. */
export async function refusedRows(db: Runner, object: ObjectDefinition) {
  const column = customerOf(object)
  if (!column) return []
  const { rows } = await db.one<{ rows: number }>(sql`
    select count(*)::int as rows from ${sql.id(object.name)} c join (${refusing}) r on r.customer = c.${column} where c.deleted_at is null`)
  const reason =
    object.name === 'customer'
      ? label('customers who refused profiling', '拒绝画像分析的客户')
      : label('records of customers who refused profiling', '拒绝画像分析的客户的记录')
  return rows > 0 ? [{ rows, reason }] : []
}

/** Records of an object that may not be learned from any more, and since when. */
function withdrawnOf(object: ObjectDefinition): Sql {
  const column = customerOf(object)
  const destroyed = sql`select record, at as since from change where object = ${object.name} and verb = 'destroy'`
  if (!column) return destroyed
  return sql`${destroyed} union all
    select c.id, r.since from (${refusing}) r join ${sql.id(object.name)} c on c.${column} = r.customer`
}

type Model = { id: string; object: string; serving: string }

/** What a version learned from that may not be learned from any more; nothing where all of it may. */
export async function withdrawnFrom(
  db: Runner,
  vocabulary: Vocabulary,
  of: { readonly version: string; readonly object: string },
): Promise<Withdrawn | null> {
  const object = vocabulary.find(of.object)
  if (!object) return null
  const found = await db.one<Omit<Withdrawn, 'since'> & { since: string | null }>(sql`
    select count(distinct l.origin)::int as records, coalesce(sum(l.rows), 0)::int as rows, min(g.since) as since
    from (select record, min(since) as since from (${withdrawnOf(object)}) w group by record) g
      join insight.learned l on l.record = g.record where l.version = ${of.version}`)
  return found.since === null ? null : { ...found, since: found.since }
}

/** Models whose serving version learned from somebody who may not be learned from any more. */
export async function toRetrain(db: Runner, vocabulary: Vocabulary): Promise<string[]> {
  const models = await db.query<Model>(
    sql`select id, object, serving from model where serving is not null and deleted_at is null order by id`,
  )
  const marked: string[] = []
  for (const { id, object, serving } of models)
    if (await withdrawnFrom(db, vocabulary, { version: serving, object })) marked.push(id)
  return marked
}

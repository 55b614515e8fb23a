import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { callOf } from '../call.ts'
import { theSystem } from '../person.ts'
import { undo } from '../undo.ts'
import type { CustomKind } from '../vocabulary.ts'
import { refuseDefinition } from './definition.ts'
import { type CustomParts, type Designing, definitionObject } from './designing.ts'

interface Noted {
  readonly kind: CustomKind | 'configuration'
  readonly object: string
  readonly name: string
  readonly definition: string | null
  readonly takes_back?: string
}

/** One step of design, as the list of changes shows it: everything that was changed at once. */
export interface DesignStep {
  readonly batch: string
  readonly at: string
  readonly person: { readonly id: string; readonly name: string } | null
  readonly changes: readonly {
    readonly verb: string
    readonly kind: CustomKind | 'configuration' | 'record'
    readonly object: string
    readonly name: string
    readonly before: unknown
    readonly after: unknown
  }[]
  readonly takes_back: string | null
  readonly taken_back: boolean
}

type Row = {
  batch: string
  at: string
  verb: string
  before: Noted
  after: Noted
  person: string | null
  person_name: string | null
}

const mostChanges = 2_000

const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text))

/** What was designed of late, newest first. */
export async function designHistory(db: Runner): Promise<readonly DesignStep[]> {
  const rows = await db.query<Row>(sql`
    select c.batch, c.at, c.verb, c.before, c.after, c.person, u.name as person_name
    from change c left join "user" u on u.id = c.person
    where c.object = ${definitionObject} and c.batch is not null order by c.at desc, c.id desc limit ${mostChanges}`)
  const takenBack = new Set(rows.flatMap((row) => row.after.takes_back ?? []))
  const steps = new Map<string, Row[]>()
  for (const row of rows) steps.set(row.batch, [...(steps.get(row.batch) ?? []), row])
  return [...steps.values()].map((some) => {
    const first = some[0]!
    return {
      batch: first.batch,
      at: first.at,
      person: first.person === null ? null : { id: first.person, name: first.person_name ?? '' },
      changes: some.reverse().map(({ verb, before, after }) => ({
        verb,
        kind: after.kind,
        object: after.object,
        name: after.name,
        before: parsed(before?.definition ?? null),
        after: parsed(after.definition),
      })),
      takes_back: first.after.takes_back ?? null,
      taken_back: takenBack.has(first.batch),
    }
  })
}

const standing = (work: Designing, { kind, object, name }: Noted): string | null => {
  const row = kind === 'configuration' ? undefined : work.row(kind, object, name)
  return row && row.removed_at === null ? JSON.stringify(row.definition) : null
}

/** Takes a step back: every definition becomes what it was, unless somebody has changed it since; records that were re-pointed too. */
export async function takeBack(parts: CustomParts, work: Designing, batch: string): Promise<void> {
  const rows = await work.tx.query<Row>(sql`
    select batch, at, verb, before, after, person, null as person_name from change
    where object = ${definitionObject} and batch::text = ${batch} order by id desc`)
  if (rows.length === 0) throw new Problem('not_found', `There is no change of definitions "${batch.slice(0, 60)}".`)
  for (const { before, after } of rows) {
    if (after.kind === 'configuration') continue
    if (standing(work, after) !== after.definition)
      throw refuseDefinition(
        `"${after.name}" of "${after.object}" has been changed since. Take the later change back first.`,
        `“${after.object}”的“${after.name}”之后又被修改过。请先撤销较晚的修改。`,
      )
    await work.put(
      { kind: after.kind, object: after.object, name: after.name, definition: parsed(before?.definition ?? null) },
      batch,
    )
  }
  const records = await work.tx.maybe(
    sql`select 1 from change where batch::text = ${batch} and object <> ${definitionObject} limit 1`,
  )
  if (records)
    await undo(callOf(parts.engine, { ...theSystem(work.person.via), id: work.person.id }, work.tx, true), batch)
}

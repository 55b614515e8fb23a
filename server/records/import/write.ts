import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { typeOf } from '../../database/schema/column.ts'
import { isSearched } from '../../database/schema/index.ts'
import { type Sql, sql } from '../../database/sql.ts'
import { writtenId } from '../person.ts'
import { afterRules, ruleContext } from '../rule.ts'
import type { Change } from '../rules.ts'
import { searchedFields, searchTokens } from '../search-tokens.ts'
import type { BatchContext, BatchWork, Entity } from './batch.ts'
import { asStream, chunked, copyWriter, escaped, numbersText } from './copy.ts'
import { hasChanges } from './resolve.ts'

const verbOf = (entity: Entity): 'create' | 'update' => (entity.current ? 'update' : 'create')
const valuesOf = (entity: Entity): { [field: string]: unknown } => (entity.current ? entity.changes! : entity.given)

/** The rule of the object completes each draft; what it works with is made once for all. */
const runBefore = async (
  { call, tx, now }: BatchContext,
  object: ObjectDefinition,
  entities: readonly Entity[],
): Promise<void> => {
  const before = call.engine.areas[object.name]?.rules?.before
  if (!before) return
  const context = ruleContext({ ...call, db: tx, inside: true }, now)
  for (const entity of entities)
    await before({ verb: verbOf(entity), current: entity.current, values: valuesOf(entity) }, context)
}

type Named = readonly (readonly [string, Field])[]

/** The fields that any of the new records has; the others keep their defaults. */
const usedFields = (object: ObjectDefinition, made: readonly Entity[]): Named => {
  const used = new Set<string>()
  for (const { given } of made) for (const name in given) if (given[name] !== undefined) used.add(name)
  return Object.entries(object.fields).filter(([name]) => used.has(name))
}

function* newRows(
  context: BatchContext,
  object: ObjectDefinition,
  made: readonly Entity[],
  fields: Named,
): Generator<string> {
  const by = writtenId(context.call.person) ?? '\\N'
  const searched = isSearched(object)
  const writers = fields.map(([name, field]) => [name, copyWriter(field)] as const)
  for (const { id, given, at = context.now } of made) {
    let line = `${id}\t${at}\t${by}\t${at}\t1`
    for (const [name, write] of writers) line += `\t${write(given[name])}`
    if (searched) line += `\t${numbersText(searchTokens(object, given))}`
    yield `${line}\n`
  }
}

const insertNew = async (context: BatchContext, object: ObjectDefinition, made: readonly Entity[]): Promise<void> => {
  const fields = usedFields(object, made)
  const columns = ['id', 'created_at', 'created_by', 'updated_at', 'version', ...fields.map(([name]) => name)]
  if (isSearched(object)) columns.push('search')
  const statement = sql`copy ${sql.id(object.name)} (${sql.join(columns.map((name) => sql.id(name)))}) from stdin`
  await context.tx.copyIn(statement, asStream(chunked(newRows(context, object, made, fields))))
}

/** Ids and systems columns aside, only what was given and is not empty. */
const noted = (given: { readonly [field: string]: unknown }): { [field: string]: unknown } => {
  const kept: { [field: string]: unknown } = {}
  for (const name in given) if (given[name] !== null && given[name] !== undefined) kept[name] = given[name]
  return kept
}

const beforeOf = (entity: Entity): { [field: string]: unknown } | null =>
  entity.current
    ? Object.fromEntries(Object.keys(entity.changes!).map((name) => [name, entity.current![name] ?? null]))
    : null

const changeOf = (context: BatchContext, object: ObjectDefinition, entity: Entity): Change => ({
  id: context.call.engine.newId(),
  at: entity.at ?? context.now,
  person: writtenId(context.call.person),
  via: context.call.person.via,
  object: object.name,
  record: entity.id,
  verb: verbOf(entity),
  version: (entity.current?.version ?? 0) + 1,
  before: beforeOf(entity),
  after: entity.current ? entity.changes! : noted(entity.given),
  batch: context.batch,
})

const jsonText = (value: unknown): string => (value === null ? '\\N' : escaped(JSON.stringify(value)))

function* changeLines(changes: readonly Change[]): Generator<string> {
  for (const one of changes)
    yield `${one.id}\t${one.at}\t${one.person ?? '\\N'}\t${one.via}\t${one.object}\t${one.record}\t${one.verb}\t${one.version}\t${jsonText(one.before)}\t${jsonText(one.after)}\t${one.batch ?? '\\N'}\n`
}

const changeColumns = sql`copy change (id, at, person, via, object, record, verb, version, before, after, batch) from stdin`

/** Writes changes in one COPY. */
export const noteChanges = async ({ tx }: Pick<BatchContext, 'tx'>, changes: readonly Change[]): Promise<void> => {
  if (changes.length > 0) await tx.copyIn(changeColumns, asStream(chunked(changeLines(changes))))
}

const updated = (object: ObjectDefinition, entity: Entity, names: readonly string[]): object => {
  const row: { [field: string]: unknown } = { id: entity.id }
  const whole = { ...entity.current, ...entity.changes }
  for (const name of names) row[name] = whole[name as keyof typeof whole] ?? null
  if (isSearched(object)) row['search '] = searchTokens(object, whole)
  return row
}

/** One UPDATE for all records that change: each writes its new values, and its old ones where only others change. */
const updateKnown = async (
  context: BatchContext,
  object: ObjectDefinition,
  changing: readonly Entity[],
): Promise<void> => {
  const names = [...new Set(changing.flatMap((entity) => Object.keys(entity.changes!)))]
  const searched = isSearched(object) && searchedFields(object).some(([name]) => names.includes(name))
  const types = names.map((name) => sql`${sql.id(name)} ${sql.raw(typeOf(object.fields[name]!))}`)
  const sets = names.map((name): Sql => sql`${sql.id(name)} = n.${sql.id(name)}`)
  if (searched) sets.push(sql`search = n.${sql.id('search ')}`)
  const columns = [sql`id uuid`, ...types, ...(searched ? [sql`${sql.id('search ')} int4[]`] : [])]
  const rows = changing.map((entity) => updated(object, entity, names))
  await context.tx.run(
    sql`update ${sql.id(object.name)} t set version = t.version + 1, updated_at = ${context.now}::timestamptz, ${sql.join(sets)}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) n(${sql.join(columns)}) where t.id = n.id`,
    { prepare: false },
  )
}

/** Writes records of one object, new and changed, with their changes; its rules come before. */
const writeRows = async (
  context: BatchContext,
  object: ObjectDefinition,
  entities: readonly Entity[],
): Promise<readonly Change[]> => {
  const made = entities.filter((entity) => !entity.current)
  const changing = entities.filter((entity) => entity.current && hasChanges(entity))
  const written = [...made, ...changing]
  if (written.length === 0) return []
  await runBefore(context, object, written)
  if (made.length > 0) await insertNew(context, object, made)
  if (changing.length > 0) await updateKnown(context, object, changing)
  const changes = written.map((entity) => changeOf(context, object, entity))
  await noteChanges(context, changes)
  return changes
}

const follow = ({ call, tx, now }: BatchContext, object: string, changes: readonly Change[]): Promise<void> =>
  afterRules({ ...call, db: tx, inside: true }, object, changes, now)

/** Writes records of one object with their changes; its rules come before and after. */
export const writeEntities = async (
  context: BatchContext,
  object: ObjectDefinition,
  entities: readonly Entity[],
): Promise<void> => follow(context, object.name, await writeRows(context, object, entities))

/**
 * Writes what a batch will do: new records, changed ones, their changes; then the rules hear of them, those of the lines first: what
 * follows from the lines of an order is written once with them, and not once more for the order that had none yet.
 */
export const writeBatch = async (context: BatchContext, work: BatchWork): Promise<void> => {
  const heard: { object: string; changes: readonly Change[] }[] = []
  for (const { node, entities } of work.nodes) {
    const { object } = node.access
    heard.unshift({ object: object.name, changes: await writeRows(context, object, entities) })
  }
  for (const { object, changes } of heard) await follow(context, object, changes)
}

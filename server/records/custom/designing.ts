import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Clock } from '../../clock.ts'
import type { Database } from '../../database/pool.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { callOf, type Engine } from '../call.ts'
import { type Person, theSystem, writtenId } from '../person.ts'
import { idsInSteps, refreshSearch } from '../set.ts'
import {
  type CustomKind,
  type CustomRow,
  customRows,
  type LivingVocabulary,
  vocabularyChannel,
  widened,
} from '../vocabulary.ts'
import { refuseDefinition } from './definition.ts'
import { askForRecount, recount } from './recount.ts'
import { alterTable, buildIndexes, patiently } from './tables.ts'
import { settleTriggers } from './triggers.ts'
import { checkWhole } from './whole.ts'

export interface CustomParts {
  readonly db: Database
  /** What is built in. */
  readonly base: Vocabulary
  readonly living: LivingVocabulary
  readonly clock: Clock
  readonly newId: () => string
  readonly engine: Engine
  /** Goes on with the values of a large object's derived fields in the background. */
  readonly later?: (object: string) => Promise<unknown>
}

/** One definition as it stands or is to stand; `null` means that it is not there, or lies in the trash. */
export interface Put {
  readonly kind: CustomKind
  readonly object: string
  readonly name: string
  readonly definition: unknown
}

/** Definitions being changed: under the lock, on the vocabulary as it stands in the database, in one transaction. */
export interface Designing {
  readonly tx: Runner
  readonly person: Person
  readonly batch: string
  readonly rows: readonly CustomRow[]
  now(): Vocabulary
  row(kind: CustomKind, object: string, name: string): CustomRow | undefined
  /** Writes a definition with its change. `takesBack` is the batch that this takes back. */
  put(put: Put, takesBack?: string): Promise<void>
  /** Judges all definitions together, before the end. */
  check(): void
  /** Leaves a mark among the changes that says what kind of step this was. */
  mark(kind: 'configuration'): Promise<void>
  /** Lets a definition go for good: what it held is gone. */
  forget(row: CustomRow): Promise<void>
}

/** Any number that nothing else locks on; one definition is changed at a time. */
const LOCK = 7_276_020

/** Changes of definitions stand among all changes, under this name. */
export const definitionObject = 'custom_definition'

export const mayDesign = (person: Person): void => {
  if (!person.abilities.includes('designer'))
    throw new Problem('ability_missing', 'Only those who may change fields and layouts can do this.')
}

/** What a change keeps of a definition. As text, because jsonb forgets the order of fields and choices. */
export const noted = ({ kind, object, name }: Omit<Put, 'definition'>, definition: unknown, takesBack?: string) => ({
  kind,
  object,
  name,
  definition: definition === null ? null : JSON.stringify(definition),
  ...(takesBack !== undefined && { takes_back: takesBack }),
})

const verbOf = (before: CustomRow | undefined, definition: unknown): string => {
  if (definition === null) return 'delete'
  if (before === undefined) return 'create'
  return before.removed_at === null ? 'update' : 'restore'
}

/** A definition that contradicts itself is said to, instead of failing. */
function understood<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof TypeError) throw refuseDefinition(error.message, error.message)
    throw error
  }
}

class Work implements Designing {
  readonly tx: Runner
  readonly person: Person
  readonly batch: string
  readonly touched = new Set<string>()
  rows: CustomRow[]
  readonly #parts: CustomParts
  #now: Vocabulary | undefined

  constructor(parts: CustomParts, tx: Runner, person: Person, rows: CustomRow[]) {
    this.#parts = parts
    this.tx = tx
    this.person = person
    this.rows = rows
    this.batch = parts.newId()
  }

  now(): Vocabulary {
    this.#now ??= understood(() => widened(this.#parts.base, this.rows))
    return this.#now
  }

  row(kind: CustomKind, object: string, name: string): CustomRow | undefined {
    return this.rows.find((row) => row.kind === kind && row.object === object && row.name === name)
  }

  async put({ kind, object, name, definition }: Put, takesBack?: string): Promise<void> {
    const before = this.row(kind, object, name)
    const standing = before && before.removed_at === null ? before.definition : null
    const now = this.#parts.clock().toISOString()
    if (definition === null && before === undefined) return
    const kept = definition ?? before?.definition
    const removed = definition === null ? now : null
    await this.tx.run(sql`
      insert into custom_definition (kind, object, name, definition, created_at, created_by, updated_at, removed_at)
      values (${kind}, ${object}, ${name}, ${JSON.stringify(kept)}::json, ${now}, ${writtenId(this.person)}, ${now}, ${removed}::timestamptz)
      on conflict (object, kind, name) do update
        set definition = excluded.definition, updated_at = excluded.updated_at, removed_at = excluded.removed_at`)
    await this.#note(verbOf(before, definition), now, noted({ kind, object, name }, standing), {
      ...noted({ kind, object, name }, definition, takesBack),
    })
    const row: CustomRow = { kind, object, name, definition: kept, removed_at: removed }
    this.rows = before ? this.rows.map((one) => (one === before ? row : one)) : [...this.rows, row]
    this.touched.add(object)
    this.#now = undefined
    if (kind === 'field' && definition === null) await this.#letBeEmpty(object, name)
  }

  check(): void {
    checkWhole(this.now())
  }

  mark(kind: 'configuration'): Promise<void> {
    const note = { kind, object: '', name: kind, definition: null }
    return this.#note('update', this.#parts.clock().toISOString(), note, note)
  }

  async forget(row: CustomRow): Promise<void> {
    const { kind, object, name } = row
    await this.tx.run(sql`set local lock_timeout = '2s'`)
    if (kind === 'object') await this.tx.run(sql`drop table if exists ${sql.id(object)}`)
    if (kind === 'field')
      await this.tx.run(sql`alter table if exists ${sql.id(object)} drop column if exists ${sql.id(name)}`)
    await this.tx.run(
      kind === 'object'
        ? sql`delete from custom_definition where object = ${object}`
        : sql`delete from custom_definition where kind = ${kind} and object = ${object} and name = ${name}`,
    )
    this.rows = this.rows.filter((one) => (kind === 'object' ? one.object !== object : one !== row))
    this.touched.add(object)
    this.#now = undefined
  }

  async #note(verb: string, now: string, before: object, after: object): Promise<void> {
    await this.tx.run(sql`
      insert into change (id, at, person, via, object, record, verb, version, before, after, batch)
      values (${this.#parts.newId()}, ${now}, ${writtenId(this.person)}, ${this.person.via}, ${definitionObject}, ${this.#parts.newId()},
        ${verb}, 1, ${sql.json(before)}, ${sql.json(after)}, ${this.batch})`)
  }

  /** A column in the trash takes rows that know nothing of it. */
  async #letBeEmpty(object: string, name: string): Promise<void> {
    const required = await this.tx.maybe(sql`
      select 1 from pg_attribute where attrelid = to_regclass(${sql.id(object).text}) and attname = ${name} and attnotnull`)
    if (!required) return
    await this.tx.run(sql`set local lock_timeout = '2s'`)
    await this.tx.run(sql`alter table ${sql.id(object)} alter column ${sql.id(name)} drop not null`)
  }
}

/** Records that were there before a field became part of search. */
async function searchAnew(parts: CustomParts, object: ObjectDefinition): Promise<void> {
  const call = callOf(parts.engine, theSystem('job'), parts.db)
  for await (const ids of idsInSteps(call, object.name, sql`true`))
    await refreshSearch(call, object, Object.keys(object.own), ids)
}

const searchedBy = (object: ObjectDefinition | undefined): string =>
  Object.entries(object?.own ?? {})
    .filter(([, field]) => field.search)
    .map(([name]) => name)
    .join()

/** Small tables are worked out anew at once; large ones by a job. */
const stepsAtOnce = 4

async function follow(parts: CustomParts, objects: readonly ObjectDefinition[], before: Vocabulary): Promise<void> {
  for (const object of objects) {
    await buildIndexes(parts.db, object)
    if (!(await recount(parts.db, parts.living.current(), object, { most: stepsAtOnce })))
      await parts.later?.(object.name)
    const searched = searchedBy(object)
    if (searched !== '' && searched !== searchedBy(before.find(object.name))) await searchAnew(parts, object)
  }
}

/** Derived fields that are new or say something else: their values have to be worked out for the records that stand. */
const renewed = (object: ObjectDefinition, before: ObjectDefinition | undefined): readonly string[] =>
  Object.entries(object.own)
    .filter(([name, field]) => {
      const old = before && Object.hasOwn(before.own, name) ? before.own[name] : undefined
      return (field.formula ?? field.rollup) !== undefined && JSON.stringify(field) !== JSON.stringify(old)
    })
    .map(([name]) => name)

/** The objects whose triggers speak of these objects: their own, and those whose records they roll up. */
const spoken = (vocabulary: Vocabulary, names: Iterable<string>): readonly string[] =>
  [...names].flatMap((name) => [
    name,
    ...Object.values(vocabulary.find(name)?.own ?? {}).flatMap((field) => field.rollup?.from.split('.')[0] ?? []),
  ])

async function settle(
  parts: CustomParts,
  own: Work,
  before: Vocabulary,
  after: Vocabulary,
): Promise<ObjectDefinition[]> {
  const objects = [...own.touched].flatMap((name) => after.find(name) ?? [])
  for (const object of objects) await alterTable(own.tx, object)
  const triggered = new Set([...spoken(before, own.touched), ...spoken(after, own.touched)])
  for (const name of triggered) {
    const object = after.find(name)
    if (object) await settleTriggers(own.tx, after, object)
  }
  const now = parts.clock().toISOString()
  for (const object of objects) await askForRecount(own.tx, object.name, renewed(object, before.find(object.name)), now)
  return objects
}

/** Changes definitions: the work says what, the whole is checked, the tables follow, and everyone is told. */
export async function designing<T>(
  parts: CustomParts,
  person: Person,
  work: (designing: Designing) => Promise<T>,
): Promise<T> {
  mayDesign(person)
  const { db, living } = parts
  const made = await patiently(() =>
    db.transaction(async (tx) => {
      await tx.run(sql`select pg_advisory_xact_lock(${LOCK})`)
      const own = new Work(parts, tx, person, await customRows(tx))
      const before = own.now()
      const result = await work(own)
      const after = own.now()
      checkWhole(after)
      const objects = await settle(parts, own, before, after)
      await tx.query(sql`select pg_notify(${vocabularyChannel}, '*')`)
      return { result, before, objects, batch: own.batch }
    }),
  )
  await living.reload()
  await follow(parts, made.objects, made.before)
  return made.result
}

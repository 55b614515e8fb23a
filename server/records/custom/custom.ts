import type { Field } from '@rapport/vocabulary/define/field.ts'
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
import { customRows, type LivingVocabulary, vocabularyChannel, widened } from '../vocabulary.ts'
import { checkedField, checkedObject, checkName, refuseDefinition } from './definition.ts'
import { alterTable, buildIndexes, patiently } from './tables.ts'

export interface CustomParts {
  readonly db: Database
  /** What is built in. */
  readonly base: Vocabulary
  readonly living: LivingVocabulary
  readonly clock: Clock
  readonly newId: () => string
  readonly engine: Engine
}

export interface Custom {
  addField(person: Person, object: string, name: string, definition: unknown): Promise<Field>
  /** Everything but kind and target may change. */
  changeField(person: Person, object: string, name: string, definition: unknown): Promise<Field>
  /** Removes the field and what it holds. */
  removeField(person: Person, object: string, name: string): Promise<void>
  addObject(person: Person, definition: unknown): Promise<ObjectDefinition>
  /** Removes an object that has no records any more and that nothing points to. */
  removeObject(person: Person, name: string): Promise<void>
}

const mostFields = 200

/** Any number that nothing else locks on; one definition is changed at a time. */
const LOCK = 7_276_020

interface Change {
  readonly kind: 'field' | 'object'
  readonly object: string
  readonly name: string
  readonly verb: 'create' | 'update' | 'delete'
  readonly definition: unknown
}

export function openCustom(parts: CustomParts): Custom {
  const { db, base, living } = parts

  const allow = (person: Person) => {
    if (!person.abilities.includes('designer'))
      throw new Problem('ability_missing', 'Only those who may change fields and layouts can do this.')
  }

  /** Under the lock, on the vocabulary as it stands in the database, whatever this process has heard of. */
  const changing = <T>(work: (tx: Runner, now: Vocabulary) => Promise<T>): Promise<T> =>
    patiently(() =>
      db.transaction(async (tx) => {
        await tx.run(sql`select pg_advisory_xact_lock(${LOCK})`)
        const result = await work(tx, widened(base, await customRows(tx)))
        await tx.query(sql`select pg_notify(${vocabularyChannel}, '*')`)
        return result
      }),
    )

  const note = async (tx: Runner, person: Person, change: Change) => {
    const now = parts.clock().toISOString()
    const { kind, object, name, verb, definition } = change
    if (verb === 'delete')
      await tx.run(sql`delete from custom_definition where kind = ${kind} and object = ${object} and name = ${name}`)
    else
      await tx.run(sql`
        insert into custom_definition (kind, object, name, definition, created_at, created_by, updated_at)
        values (${kind}, ${object}, ${name}, ${sql.json(definition)}, ${now}, ${writtenId(person)}, ${now})
        on conflict (object, kind, name) do update set definition = excluded.definition, updated_at = excluded.updated_at`)
    await tx.run(sql`
      insert into change (id, at, person, via, object, record, verb, version, after)
      values (${parts.newId()}, ${now}, ${writtenId(person)}, ${person.via}, 'custom_definition', ${parts.newId()}, ${verb}, 1,
        ${sql.json({ kind, object, name, definition })})`)
  }

  /** The object of this name after the change, its table following. */
  const follow = async (tx: Runner, object: string): Promise<ObjectDefinition> => {
    const after = widened(base, await customRows(tx)).find(object)!
    await alterTable(tx, after)
    return after
  }

  const objectOf = (vocabulary: Vocabulary, name: string): ObjectDefinition => {
    const found = vocabulary.find(name)
    if (!found) throw new Problem('not_found', `There is no object "${name.slice(0, 60)}".`)
    return found
  }

  const ownField = (object: ObjectDefinition, name: string): Field => {
    const field = Object.hasOwn(object.own, name) ? object.own[name] : undefined
    if (!field?.custom || !name.startsWith('x_'))
      throw new Problem('not_found', `${object.label.en} has no field "${name.slice(0, 60)}" that users added.`)
    return field
  }

  const finish = async (object: ObjectDefinition, field?: Field) => {
    await living.reload()
    await buildIndexes(db, object)
    if (field?.search) await searchAnew(object)
  }

  /** Records that were there before a field became part of search. */
  const searchAnew = async (object: ObjectDefinition) => {
    const call = callOf(parts.engine, theSystem('job'), db)
    for await (const ids of idsInSteps(call, object.name, sql`true`))
      await refreshSearch(call, object, Object.keys(object.own), ids)
  }

  return {
    async addField(person, object, name, definition) {
      allow(person)
      checkName(name, 'a field')
      const made = await changing(async (tx, now) => {
        const before = objectOf(now, object)
        if (Object.hasOwn(before.fields, name))
          throw refuseDefinition(`${before.label.en} has a field "${name}" already.`)
        if (Object.values(before.own).filter((field) => field.custom).length >= mostFields)
          throw refuseDefinition(`An object takes at most ${mostFields} fields of users.`)
        const field = checkedField(definition, name, now, object)
        await note(tx, person, { kind: 'field', object, name, verb: 'create', definition: field })
        return { field, after: await follow(tx, object) }
      })
      await finish(made.after)
      return made.field
    },

    async changeField(person, object, name, definition) {
      allow(person)
      const made = await changing(async (tx, now) => {
        const before = ownField(objectOf(now, object), name)
        const field = checkedField(definition, name, now, object)
        if (field.kind !== before.kind || field.to !== before.to)
          throw refuseDefinition(`The kind of "${name}" cannot change. Add another field instead.`)
        await note(tx, person, { kind: 'field', object, name, verb: 'update', definition: field })
        return { field, before, after: await follow(tx, object) }
      })
      await finish(
        made.after,
        made.field.search === made.before.search ? undefined : { ...made.field, search: true },
      ).catch(async (error) => {
        if ((error as { code?: string }).code !== '23505') throw error
        await this.changeField(person, object, name, stripped(made.before))
        throw refuseDefinition(`"${name}" cannot become unique: some records have the same value.`)
      })
      return made.field
    },

    async removeField(person, object, name) {
      allow(person)
      await changing(async (tx, now) => {
        const before = objectOf(now, object)
        ownField(before, name)
        if (before.title === name)
          throw refuseDefinition(`"${name}" names the records of ${before.label.en}, so it stays.`)
        await note(tx, person, { kind: 'field', object, name, verb: 'delete', definition: null })
        await tx.run(sql`set local lock_timeout = '2s'`)
        await tx.run(sql`alter table ${sql.id(object)} drop column if exists ${sql.id(name)}`)
      })
      await living.reload()
    },

    async addObject(person, definition) {
      allow(person)
      const made = await changing(async (tx, now) => {
        const object = checkedObject(definition, now)
        if (now.find(object.name) || now.findPlural(object.plural))
          throw refuseDefinition(`There is an object "${object.name}" already.`)
        const { own, fields: _, ...rest } = object
        await note(tx, person, {
          kind: 'object',
          object: object.name,
          name: object.name,
          verb: 'create',
          definition: { ...rest, fields: own },
        })
        return follow(tx, object.name)
      })
      await finish(made)
      return made
    },

    async removeObject(person, name) {
      allow(person)
      await changing(async (tx, now) => {
        const object = objectOf(now, name)
        if (!object.custom) throw refuseDefinition(`${object.label.en} is built in and stays.`)
        const pointing = now.linksTo(name).filter((one) => one.object.name !== name)
        if (pointing.length > 0)
          throw refuseDefinition(
            `${pointing[0]!.object.label.en} points to ${object.labels.en} by "${pointing[0]!.name}". Remove that field first.`,
          )
        await tx.run(sql`set local lock_timeout = '2s'`)
        const { there } = await tx.one<{ there: boolean }>(
          sql`select exists (select 1 from ${sql.id(name)} where deleted_at is null) as there`,
        )
        if (there) throw refuseDefinition(`There are ${object.labels.en} still. Delete them first.`)
        await note(tx, person, { kind: 'object', object: name, name, verb: 'delete', definition: null })
        await tx.run(sql`delete from custom_definition where object = ${name}`)
        await tx.run(sql`drop table ${sql.id(name)}`)
      })
      await living.reload()
    },
  }
}

const stripped = ({ custom: _, ...field }: Field): unknown => field

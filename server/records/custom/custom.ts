import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Rule } from '@rapport/vocabulary/define/rule.ts'
import { Problem } from '../../errors.ts'
import type { Person } from '../person.ts'
import { type CustomKind, customRows } from '../vocabulary.ts'
import { usesOf } from './choices.ts'
import { type Configuration, exportConfiguration, importConfiguration, type PlannedChange } from './configuration.ts'
import { type CustomParts, type Designing, designing, mayDesign } from './designing.ts'
import {
  addField,
  changeField,
  fieldOf,
  keptDays,
  objectOf,
  orderFields,
  type Replacements,
  removeField,
} from './fields.ts'
import { type DesignStep, designHistory, takeBack } from './history.ts'
import { houseChanges, takeChangeBack } from './house-changes.ts'
import { addObject, changeObject, removeObject } from './objects.ts'
import { type Recount, recounts } from './recount.ts'
import { putRule } from './rules.ts'

/** A definition in the trash, and until when it can be taken back. */
export interface Removed {
  readonly kind: 'field' | 'object'
  readonly object: string
  readonly name: string
  readonly definition: unknown
  readonly removed_at: string
  readonly until: string
}

export interface Custom {
  addField(person: Person, object: string, name: string, definition: unknown): Promise<Field>
  /** Everything but kind and target may change; of a built-in field its words and choices. */
  changeField(person: Person, object: string, name: string, definition: unknown, replace?: Replacements): Promise<Field>
  removeField(person: Person, object: string, name: string): Promise<void>
  orderFields(person: Person, object: string, names: unknown): Promise<void>
  addObject(person: Person, definition: unknown): Promise<ObjectDefinition>
  changeObject(person: Person, name: string, definition: unknown): Promise<ObjectDefinition>
  removeObject(person: Person, name: string): Promise<void>
  putRule(person: Person, object: string, name: string, definition: unknown): Promise<Rule>
  removeRule(person: Person, object: string, name: string): Promise<void>
  /** Takes a field or an object out of the trash, with what it held. */
  restore(person: Person, kind: 'field' | 'object', object: string, name: string): Promise<void>
  /** Empties the trash of one definition, or of those that have lain there too long. */
  forget(person: Person, kind: 'field' | 'object', object: string, name: string): Promise<void>
  forgetOld(person: Person): Promise<number>
  trash(person: Person): Promise<readonly Removed[]>
  uses(person: Person, object: string, name: string): Promise<{ readonly [choice: string]: number }>
  history(person: Person): Promise<readonly DesignStep[]>
  takeBack(person: Person, batch: string): Promise<void>
  exportConfiguration(person: Person): Promise<Configuration>
  importConfiguration(person: Person, file: unknown, onlyLook: boolean): Promise<readonly PlannedChange[]>
  recounts(): Promise<readonly Recount[]>
}

const day = 86_400_000

const lying = (work: Designing, kind: CustomKind, object: string, name: string) => {
  const row = work.row(kind, object, name)
  if (!row || row.removed_at === null)
    throw new Problem('not_found', `There is nothing called "${name.slice(0, 60)}" in the trash.`)
  return row
}

export function openCustom(parts: CustomParts): Custom {
  const { db } = parts
  const change = <T>(person: Person, work: (own: Designing) => Promise<T>) => designing(parts, person, work)
  const found = (name: string): ObjectDefinition => objectOf(parts.living.current(), name)
  return {
    addField: (person, object, name, definition) => change(person, (work) => addField(work, object, name, definition)),
    changeField: (person, object, name, definition, replace) =>
      change(person, (work) => changeField(parts, work, [object, name], definition, replace)),
    removeField: (person, object, name) => change(person, (work) => removeField(work, object, name)),
    orderFields: (person, object, names) => change(person, (work) => orderFields(work, object, names)),
    addObject: async (person, definition) => found(await change(person, (work) => addObject(work, definition))),
    changeObject: async (person, name, definition) => {
      await change(person, (work) => changeObject(work, name, definition))
      return found(name)
    },
    removeObject: (person, name) => change(person, (work) => removeObject(parts, work, name)),
    putRule: (person, object, name, definition) => change(person, (work) => putRule(work, object, name, definition)),
    removeRule: (person, object, name) =>
      change(person, async (work) => {
        if (!objectOf(work.now(), object).rules?.some((rule) => rule.name === name))
          throw new Problem('not_found', `There is no rule "${name.slice(0, 60)}".`)
        await work.put({ kind: 'rule', object, name, definition: null })
      }),
    restore: (person, kind, object, name) =>
      change(person, async (work) => {
        const { definition } = lying(work, kind, object, name)
        await work.put({ kind, object, name, definition })
      }),
    forget: (person, kind, object, name) =>
      change(person, async (work) => work.forget(lying(work, kind, object, name))),
    forgetOld: (person) =>
      change(person, async (work) => {
        const since = new Date(parts.clock().getTime() - keptDays * day).toISOString()
        const old = work.rows.filter(
          ({ removed_at }) => removed_at !== null && new Date(removed_at).toISOString() < since,
        )
        for (const row of old) await work.forget(row)
        return old.length
      }),
    trash: async (person) => {
      mayDesign(person)
      return (await customRows(db)).flatMap(({ kind, object, name, definition, removed_at }) =>
        removed_at !== null && (kind === 'field' || kind === 'object')
          ? [
              {
                kind,
                object,
                name,
                definition,
                removed_at,
                until: new Date(Date.parse(removed_at) + keptDays * day).toISOString(),
              },
            ]
          : [],
      )
    },
    uses: async (person, object, name) => {
      mayDesign(person)
      const field = fieldOf(found(object), name)
      if (!field.choices) throw new Problem('not_found', `"${name.slice(0, 60)}" has no choices.`)
      return usesOf(db, object, name, field)
    },
    history: async (person) => {
      mayDesign(person)
      const steps = [...(await designHistory(db)), ...(await houseChanges(parts, person))]
      return steps.sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || (b.batch < a.batch ? -1 : 1))
    },
    takeBack: async (person, batch) => {
      mayDesign(person)
      if (!(await takeChangeBack(parts, person, batch))) await change(person, (work) => takeBack(parts, work, batch))
    },
    exportConfiguration: (person) => exportConfiguration(parts, person),
    importConfiguration: (person, file, onlyLook) => importConfiguration(parts, person, file, onlyLook),
    recounts: () => recounts(db),
  }
}

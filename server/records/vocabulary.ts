import type { Field } from '@rapport/vocabulary/define/field.ts'
import {
  defineObject,
  type ObjectDefinition,
  type ObjectOptions,
  systemFields,
} from '@rapport/vocabulary/define/object.ts'
import type { Rule } from '@rapport/vocabulary/define/rule.ts'
import { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'

/** The channel on which processes tell each other that definitions changed. */
export const vocabularyChannel = 'rapport_vocabulary'

/** The vocabulary of this moment: what is built in, and what users added. */
export interface LivingVocabulary {
  current(): Vocabulary
  /** Reads the users' definitions anew. To be called when the channel says so. */
  reload(): Promise<Vocabulary>
}

/** `built_in` adjusts a field that is built in; `order` holds the order of an object's fields. */
export type CustomKind = 'field' | 'object' | 'built_in' | 'order' | 'rule'

export interface CustomRow {
  readonly kind: CustomKind
  readonly object: string
  readonly name: string
  readonly definition: unknown
  /** In the trash since. */
  readonly removed_at: string | null
}

export const customRows = (db: Runner): Promise<CustomRow[]> =>
  db.query<CustomRow>(
    sql`select kind, object, name, definition, removed_at from custom_definition order by created_at, name`,
  )

type Fields = { readonly [name: string]: Field }

/** What rows say of one object, with what lies in the trash apart. */
interface Said {
  readonly fields: { [name: string]: Field }
  readonly adjusted: { [name: string]: Partial<Field> }
  readonly rules: Rule[]
  readonly gone: Set<string>
  order: readonly string[]
}

function said(rows: readonly CustomRow[]): Map<string, Said> {
  const all = new Map<string, Said>()
  for (const { kind, object, name, definition, removed_at } of rows) {
    const here = all.get(object) ?? { fields: {}, adjusted: {}, rules: [], gone: new Set(), order: [] }
    all.set(object, here)
    if (removed_at !== null) {
      if (kind === 'field') here.gone.add(name)
    } else if (kind === 'field') here.fields[name] = definition as Field
    else if (kind === 'built_in') here.adjusted[name] = definition as Partial<Field>
    else if (kind === 'rule') here.rules.push(definition as Rule)
    else if (kind === 'order') here.order = definition as readonly string[]
  }
  return all
}

/** Those that are named come in their order, the others where they stood, behind. */
function ordered(fields: Fields, order: readonly string[]): Fields {
  const named = order.filter((name) => Object.hasOwn(fields, name))
  const rest = Object.keys(fields).filter((name) => !named.includes(name))
  return Object.fromEntries([...named, ...rest].map((name) => [name, fields[name]!]))
}

function builtInWith(object: ObjectDefinition, here: Said | undefined): ObjectDefinition {
  if (!here) return object
  const adjust = (fields: Fields): Fields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        Object.hasOwn(here.adjusted, name) ? { ...field, ...here.adjusted[name] } : field,
      ]),
    )
  const added = ordered(here.fields, here.order)
  const system = Object.fromEntries(Object.entries(object.fields).filter(([name]) => !Object.hasOwn(object.own, name)))
  const own = { ...adjust(object.own), ...added }
  const fields = { ...own, ...system } as unknown as ObjectDefinition['fields']
  return { ...object, own, fields, ...(here.rules.length > 0 && { rules: here.rules }) }
}

/** An object of users: its page and its list show what its fields are now. */
function customObject(row: CustomRow, here: Said | undefined): ObjectDefinition {
  const given = row.definition as ObjectOptions<Record<string, Field>>
  const fields: { [name: string]: Field } = { ...given.fields, ...here?.fields }
  for (const name of here?.gone ?? []) delete fields[name]
  const own = ordered(fields, here?.order ?? [])
  const names = Object.keys(own)
  const chosen = given.list.columns.filter((name) => Object.hasOwn(own, name) || Object.hasOwn(systemFields, name))
  return defineObject({
    ...given,
    fields: own,
    list: { ...given.list, columns: chosen.length > 0 ? chosen : [given.title] },
    page: { ...given.page, sections: [{ label: given.label, fields: names }] },
    ...(here && here.rules.length > 0 && { rules: here.rules }),
  }) as unknown as ObjectDefinition
}

/** The built-in vocabulary with what users added and adjusted. What belongs to an object that is gone is left out. */
export function widened(base: Vocabulary, rows: readonly CustomRow[]): Vocabulary {
  if (rows.length === 0) return base
  const all = said(rows)
  const made = rows
    .filter((row) => row.kind === 'object' && row.removed_at === null)
    .map((row) => customObject(row, all.get(row.object)))
  return new Vocabulary([...base.objects.map((object) => builtInWith(object, all.get(object.name))), ...made])
}

const servedScores = async (db: Runner): Promise<ReadonlySet<string>> =>
  new Set((await db.query<{ score: string }>(sql`select score from insight.scored`)).map(({ score }) => score))

/** Marks the scores that no model serves: reading a record would look for each of them in vain. */
function withServed(vocabulary: Vocabulary, served: ReadonlySet<string>): Vocabulary {
  const isIdle = ({ scored }: Field): boolean => scored !== undefined && !served.has(scored)
  const marked = (fields: Fields): Fields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, isIdle(field) ? { ...field, unserved: true } : field]),
    )
  const objects = vocabulary.objects.map((object) =>
    Object.values(object.fields).some(isIdle)
      ? { ...object, own: marked(object.own), fields: marked(object.fields) as ObjectDefinition['fields'] }
      : object,
  )
  return new Vocabulary(objects)
}

export async function openVocabulary(db: Runner, base: Vocabulary): Promise<LivingVocabulary> {
  const read = async (): Promise<Vocabulary> => withServed(widened(base, await customRows(db)), await servedScores(db))
  let vocabulary = await read()
  return {
    current: () => vocabulary,
    reload: async () => {
      vocabulary = await read()
      return vocabulary
    },
  }
}

import type { Field } from './field.ts'
import * as fields from './fields.ts'
import type { Filter } from './filter.ts'
import { isKind } from './kinds/index.ts'
import { type Label, label } from './label.ts'
import type { Grant } from './permission.ts'
import type { Rule } from './rule.ts'
import type { VerbDefinition } from './verb.ts'

export const concepts = [
  'customers',
  'products',
  'sales',
  'service',
  'marketing',
  'insights',
  'work',
  'system',
] as const
/** The five concepts, insights, everyday work and the system itself: the sections of the navigation and the rooms of the code. */
export type Concept = (typeof concepts)[number]

/** The columns and order of a list before anyone changes them. `sort` is a field, with `-` for descending. */
export interface ListLayout {
  readonly columns: readonly string[]
  readonly sort: string
  /**
   * Orders that are promised within one value of another field, as `[that field, sort]`. A list walks the index of its order and
   * passes over what the filter leaves out; where the two go together, such as names and countries, it would pass over most records.
   */
  readonly within?: readonly (readonly [filter: string, sort: string])[]
  /** Named filters that are offered above the list. */
  readonly views?: readonly { readonly name: string; readonly label: Label; readonly filter: Filter }[]
}

/** A board's lanes are the choices or linked records of `by`; cards show `card` and lanes sum `sum`. */
export interface BoardLayout {
  readonly by: string
  readonly card: readonly string[]
  readonly sum?: string
  /** Percent field: lanes also show each `sum` weighed by it. */
  readonly weigh?: string
  /** Datetime since when a record stands in its lane of `by`; without it, the latest change of the field says so. */
  readonly since?: string
  /**
   * Verbs that a card goes through on its way into a lane: by the field of the lanes, then by the lane's value, or by the `outcome`
   * of the record that the lane stands for. What the verb asks for is asked on the board.
   */
  readonly enter?: { readonly [field: string]: { readonly [lane: string]: string } }
}

/** The record page: sections of facts, in order, and the numbers shown large at the top. */
export interface PageLayout {
  readonly numbers?: readonly string[]
  readonly sections: readonly { readonly label: Label; readonly fields: readonly string[] }[]
}

/** How records of this object stand on a customer's timeline (or on that of the record that `about` names). */
export interface TimelineTrait {
  /** Datetime field that places it. */
  readonly at: string
  /** Link to the customer it belongs to. */
  readonly customer?: string
  /** Reference field to any record. */
  readonly about?: string
  /** Fields shown on the entry. */
  readonly show?: readonly string[]
}

/** What is given to `defineObject`. All of it is plain data. */
export interface ObjectOptions<F extends Record<string, Field>> {
  /** Table name and API name, singular: lower case letters, digits and `_`. */
  readonly name: string
  /** Path of the API and of the web app: `/api/v1/{plural}`. */
  readonly plural: string
  readonly concept: Concept
  readonly label: Label
  readonly labels: Label
  readonly help?: Label
  /** Name of an icon of the web app's set. */
  readonly icon: string
  /** Text field that names a record. */
  readonly title: Extract<keyof F, string>
  readonly fields: F
  readonly list: ListLayout
  readonly board?: BoardLayout
  /** Where records stand in the calendar: from, and until when or for how long. */
  readonly calendar?: {
    readonly at: string
    readonly until?: string
    /** Duration field that says how long they last, where no field says until when. */
    readonly lasting?: string
  }
  /** From where to where records stand on the timeline, where that is more than the calendar says. Both are indexed. */
  readonly span?: { readonly from: string; readonly until?: string }
  readonly page: PageLayout
  readonly timeline?: TimelineTrait
  /** Has no owner: everyone with the grant `all` sees all of it; `own` and `team` mean its creator. */
  readonly ownerless?: boolean
  /** Part of the record that this link names: shown inside it, trashed and permitted with it, no page of its own. */
  readonly partOf?: Extract<keyof F, string>
  /** Reference field: a record is seen only by those who see the record that it is about. For comments, files and notes. */
  readonly follows?: Extract<keyof F, string>
  /** Choice field of private, team and everyone: besides the scope, a record is seen by its owner and those it is shared with. */
  readonly sharing?: Extract<keyof F, string>
  readonly verbs?: { readonly [name: string]: VerbDefinition }
  /** Grants by built-in role where they differ from the role's own. */
  readonly grants?: { readonly [role: string]: Grant }
  /** What users demand of the object's fields under conditions. */
  readonly rules?: readonly Rule[]
  /** Kept out of the navigation and of import. */
  readonly hidden?: boolean
  /** Added by users at run time: its name starts with `x_`. */
  readonly custom?: boolean
}

/** An object as everything else reads it: what was given, with the fields that every record has. */
export interface ObjectDefinition<F extends Record<string, Field> = Record<string, Field>>
  extends Omit<ObjectOptions<Record<string, Field>>, 'fields' | 'title' | 'partOf' | 'follows' | 'sharing'> {
  readonly title: string
  readonly partOf?: string
  readonly follows?: string
  readonly sharing?: string
  /** The object's own fields. */
  readonly own: F
  /** All fields: its own, and the system's. */
  readonly fields: F & SystemFields
}

/** Fields that every record has; the server writes them. `version` grows by one with each change and guards against overwriting. */
export const systemFields = {
  owner: fields.link(label('Owner', '负责人'), { to: 'user', index: true }),
  created_at: fields.datetime(label('Created', '创建时间'), { required: true, derived: true, index: true }),
  created_by: fields.link(label('Created by', '创建人'), { to: 'user', derived: true }),
  updated_at: fields.datetime(label('Changed', '修改时间'), { required: true, derived: true, index: true }),
  version: fields.integer(label('Version', '版本'), { required: true, derived: true }),
  deleted_at: fields.datetime(label('Deleted', '删除时间'), { derived: true }),
} as const
export type SystemFields = typeof systemFields

const legalName = /^[a-z][a-z0-9_]{0,49}$/

const problems = (given: ObjectOptions<Record<string, Field>>): string[] => {
  const known = { ...given.fields, ...systemFields, id: true }
  const named = [
    given.title,
    ...given.list.columns,
    given.list.sort.replace(/^-/, ''),
    ...(given.list.within ?? []).flat(),
    ...(given.page.numbers ?? []),
    ...given.page.sections.flatMap((section) => section.fields),
    ...[given.partOf, given.follows, given.sharing].filter((name) => name !== undefined),
    ...Object.values({ ...given.calendar, ...given.span }),
    ...(given.board
      ? [given.board.by, ...given.board.card, given.board.weigh ?? given.board.by, given.board.since ?? given.board.by]
      : []),
  ]
  return [
    ...(legalName.test(given.name)
      ? []
      : [`the name "${given.name}" must be lower case letters, digits and _, at most 50`]),
    ...Object.keys(given.fields)
      .filter(
        (name) =>
          !legalName.test(name) || name === 'search' || (name in systemFields && name !== 'owner') || name === 'id',
      )
      .map((name) => `the field name "${name}" is not allowed`),
    ...Object.entries(given.fields)
      .filter(([, field]) => !isKind(field.kind))
      .map(([name, field]) => `the field "${name}" is of unknown kind "${field.kind}"`),
    ...Object.entries(given.fields)
      .filter(([, field]) => (field.kind === 'link' || field.kind === 'links') && !field.to)
      .map(([name]) => `the link "${name}" does not say what it points to`),
    ...named
      .filter((name) => !Object.hasOwn(known, name))
      .map((name) => `"${name}" is used in a layout but is no field`),
  ]
}

/**
 * Defines an object of the CRM. Table, types, API, permissions, screens, import, search and history follow from it.
 * Throws with every mistake at once when the definition contradicts itself.
 */
export const defineObject = <const F extends Record<string, Field>>(given: ObjectOptions<F>): ObjectDefinition<F> => {
  const wrong = problems(given as unknown as ObjectOptions<Record<string, Field>>)
  if (wrong.length > 0) throw new TypeError(`The object "${given.name}" is not well defined: ${wrong.join('; ')}.`)
  const { owner, ...rest } = systemFields
  const system = given.ownerless ? rest : { owner, ...rest }
  return { ...given, own: given.fields, fields: { ...given.fields, ...system } } as unknown as ObjectDefinition<F>
}

type ValueOf<T> = T extends Field<infer V, infer R> ? (R extends true ? V : V | null) : never
type OwnFields<O> = O extends ObjectDefinition<infer F> ? F : never

/** A record as it is read: `Row<typeof deal>`. */
export type Row<O> = { readonly id: string } & {
  readonly [K in keyof (OwnFields<O> & SystemFields)]: ValueOf<(OwnFields<O> & SystemFields)[K]>
}
/** What may be given to create or change a record. */
export type Values<O> = { readonly [K in keyof OwnFields<O>]?: ValueOf<OwnFields<O>[K]> | null } & {
  readonly id?: string
  readonly owner?: string | null
}
/** A record of an object that is known only at run time. */
export type AnyRow = { readonly id: string; readonly version: number; readonly [field: string]: unknown }

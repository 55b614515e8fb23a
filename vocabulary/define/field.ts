import type { Filter } from './filter.ts'
import type { Label } from './label.ts'

/** A choice of a choice field. Colours are names of the palette (web/ui), not values. */
export interface Choice {
  readonly label: Label
  readonly colour?: Colour
  /** No longer offered, still shown where it stands. */
  readonly retired?: boolean
}
export const colours = ['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'indigo', 'violet', 'pink'] as const
export type Colour = (typeof colours)[number]

/** What of the records that point here a roll-up tells. */
export const rollupMeasures = ['count', 'sum', 'mean', 'min', 'max'] as const
export type RollupMeasure = (typeof rollupMeasures)[number]

/** A number over the records that point here: "the sum of `total` of the orders whose `customer` is this record, where …". */
export interface Rollup {
  /** The other object and its link, as filters write it: "order.customer". */
  readonly from: string
  readonly measure: RollupMeasure
  /** What is summed; absent for a count. */
  readonly field?: string
  /** Which of them: conditions on their own fields, without relative dates. */
  readonly where?: Filter
}

/** What every field may say, whatever its kind. All of it is plain data, so a user's own field is the same thing. */
export interface FieldOptions {
  readonly help?: Label
  /** Must have a value. */
  readonly required?: boolean
  /** No two records outside the trash have the same value. Text compares without case. */
  readonly unique?: boolean
  /** Sorted and filtered through an index. Links and unique fields have one anyway. */
  readonly index?: boolean
  /** Part of search as you type; `phone` and `email` fields are found by their parts. */
  readonly search?: boolean
  /** Written by the server alone; people and imports may not. */
  readonly derived?: boolean
  /** Personal data: left out of exports and insights unless allowed, and erased on request. */
  readonly personal?: boolean
  /**
   * The name of the score that a model writes for each record, such as `customer.lapse_risk`. It is kept beside the table, in
   * `insight.score`, so that a million of them are written without touching the records; it is read, sorted and filtered like any field.
   */
  readonly scored?: string
  /** No model has written this score yet, so that no record need be asked for it. Said by a running server, never by a definition. */
  readonly unserved?: boolean
  /** Kept out of what models may learn from, and why. */
  readonly unlearnable?: Label
  /** Other names under which files call it, in any language, for import's suggestions. */
  readonly aliases?: readonly string[]
  /** A key that imports match by, in order of preference. */
  readonly key?: boolean
  /** Added by users at run time: its name starts with `x_`. */
  readonly custom?: boolean
  /** Worked out from other fields of the record; see expression/. Such a field is derived. */
  readonly formula?: string
  /** Worked out from the records that point here. Such a field is derived. */
  readonly rollup?: Rollup
}

/** Options of single kinds. One flat shape, so that a definition stays plain data. */
export interface KindOptions {
  readonly min?: number
  readonly max?: number
  /** Digits after the point (money, number). */
  readonly digits?: number
  /** Text must match; a JavaScript regular expression, unanchored. */
  readonly pattern?: string
  readonly choices?: { readonly [value: string]: Choice }
  /** Object that a link points to. */
  readonly to?: string
  /** What the linked record calls the records that point to it; absent: they are not shown there. */
  readonly reverse?: Label
  /** The record is a part of the linked one: it is shown, trashed, restored and permitted with it. */
  readonly part?: boolean
  /** Field of the same record that holds the currency of this amount. */
  readonly currency?: string
  readonly default?: unknown
}

/** A field as data. `V` is the type of its values; it exists for the compiler only. */
export interface Field<V = unknown, Required extends boolean = boolean> extends FieldOptions, KindOptions {
  readonly kind: string
  readonly label: Label
  readonly required?: Required
  /** For the compiler only; never set. */
  readonly __value?: V
}

type Given = FieldOptions & KindOptions

/** Makes the function that declares fields of one kind: `const text = fieldOf<string>('text')`. */
export const fieldOf =
  <V>(kind: string) =>
  <const O extends Given>(label: Label, options?: O): Field<V, O extends { required: true } ? true : false> =>
    ({ kind, label, ...options }) as unknown as Field<V, O extends { required: true } ? true : false>

import { type Choice, type Field, type FieldOptions, fieldOf, type KindOptions } from './field.ts'
import type { Address } from './kinds/address.ts'
import type { Contact } from './kinds/contact.ts'
import type { Label } from './label.ts'

/**
 * The functions that declare fields, one for each kind:
 * `name: text(label('Name', '名称'), { required: true })`.
 */
export const text = fieldOf<string>('text')
export const longText = fieldOf<string>('long_text')
export const code = fieldOf<string>('code')
export const url = fieldOf<string>('url')
export const email = fieldOf<string>('email')
export const emails = fieldOf<readonly Contact[]>('emails')
export const phone = fieldOf<string>('phone')
export const phones = fieldOf<readonly Contact[]>('phones')
export const addresses = fieldOf<readonly Address[]>('addresses')
export const number = fieldOf<number>('number')
export const integer = fieldOf<number>('integer')
export const percent = fieldOf<number>('percent')
export const duration = fieldOf<number>('duration')
export const money = fieldOf<string>('money')
export const currency = fieldOf<string>('currency')
export const boolean = fieldOf<boolean>('boolean')
export const date = fieldOf<string>('date')
export const datetime = fieldOf<string>('datetime')
export const link = fieldOf<string>('link')
export const links = fieldOf<readonly string[]>('links')
export const reference = fieldOf<string>('reference')
export const json = fieldOf<unknown>('json')

type Chosen<C> = Extract<keyof C, string>
type Required<O> = O extends { required: true } ? true : false

/** One of the choices; its values are in the type: `choice(label, { new: …, won: … })` is a `Field<'new' | 'won'>`. */
export const choice = <const C extends Record<string, Choice>, const O extends FieldOptions & KindOptions = object>(
  label: Label,
  choices: C,
  options?: O,
): Field<Chosen<C>, Required<O>> => ({ kind: 'choice', label, choices, ...options }) as Field<Chosen<C>, Required<O>>

/** Any number of the choices. */
export const choices = <const C extends Record<string, Choice>, const O extends FieldOptions & KindOptions = object>(
  label: Label,
  offered: C,
  options?: O,
): Field<readonly Chosen<C>[], Required<O>> =>
  ({ kind: 'choices', label, choices: offered, ...options }) as Field<readonly Chosen<C>[], Required<O>>

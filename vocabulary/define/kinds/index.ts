import type { Field } from '../field.ts'
import type { Kind } from '../kind.ts'
import { addresses } from './address.ts'
import { boolean } from './boolean.ts'
import { choice, choices } from './choice.ts'
import { email, emails, phone, phones } from './contact.ts'
import { date, datetime } from './date.ts'
import { link, links, reference } from './link.ts'
import { money } from './money.ts'
import { duration, integer, number, percent } from './number.ts'
import { code, currency, json, url } from './plain.ts'
import { longText, text } from './text.ts'

/** Every kind of value, by name. To add one: its file, this line, and `web/fields/`, which the compiler then asks for. */
export const kinds = {
  text,
  long_text: longText,
  code,
  url,
  email,
  emails,
  phone,
  phones,
  addresses,
  number,
  integer,
  percent,
  duration,
  money,
  currency,
  boolean,
  date,
  datetime,
  choice,
  choices,
  link,
  links,
  reference,
  json,
} satisfies Record<string, Kind>

export type KindName = keyof typeof kinds

/** The kind of a field. Definitions are checked when they are made, so it is always there. */
export const kindOf = (field: Field): Kind => kinds[field.kind as KindName]

export const isKind = (name: string): name is KindName => Object.hasOwn(kinds, name)

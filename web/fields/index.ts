import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { KindName } from '@rapport/vocabulary/define/kinds/index.ts'
import { addresses } from './addresses.tsx'
import { boolean } from './boolean.tsx'
import { choice } from './choice.tsx'
import { choices } from './choices.tsx'
import { code } from './code.tsx'
import { currency } from './currency.tsx'
import { date } from './date.tsx'
import { datetime } from './datetime.tsx'
import { duration } from './duration.tsx'
import { email } from './email.tsx'
import { emails } from './emails.tsx'
import { integer } from './integer.tsx'
import { json } from './json.tsx'
import { link } from './link.tsx'
import { links } from './links.tsx'
import { longText } from './long-text.tsx'
import { money } from './money.tsx'
import { number } from './number.tsx'
import { percent } from './percent.tsx'
import { phone } from './phone.tsx'
import { phones } from './phones.tsx'
import { reference } from './reference.tsx'
import type { FieldScreen } from './screen.ts'
import { text } from './text.tsx'
import { url } from './url.tsx'

/** Every kind on the screen; the compiler asks for each that the vocabulary knows. */
const screens = {
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
} satisfies { readonly [K in KindName]: unknown }

/** The screen of a field's kind. Values come from the server, which holds them to their kind. */
export const screenOf = (field: Field): FieldScreen<unknown> =>
  screens[field.kind as KindName] as unknown as FieldScreen<unknown>

import type { Field } from '../field.ts'
import { type Kind, type Reader, share } from '../kind.ts'
import { type Label, label } from '../label.ts'
import { quoted, Refusal, refuse } from '../refusal.ts'

/** One e-mail address or phone of a person, with its flags. */
export interface Contact {
  readonly value: string
  /** work, home, mobile … free text. */
  readonly label?: string
  /** Does not want to be reached here. */
  readonly opted_out?: boolean
  /** Bounced, or not in service. */
  readonly invalid?: boolean
  readonly confirmed?: boolean
}

const mail = /^[^\s@<>"(),:;[\]\\]{1,64}@([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,24}$/u

/** An e-mail address as it is kept: lower case, without "mailto:", display name and brackets; undefined when it is none. */
export const readEmail = (given: string): string | undefined => {
  const text = given
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '')
  const address = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text
  return mail.test(address) &&
    !address.includes('..') &&
    !address.startsWith('.') &&
    !address.includes('.@') &&
    address.length <= 254
    ? address
    : undefined
}

/** A phone as the API takes it: E.164, with an extension if need be ("+442071234567;ext=12"). */
const e164 = /^\+[1-9]\d{4,14}(;ext=\d{1,8})?$/

const noMail = (given: unknown): Refusal =>
  refuse(
    'format',
    `${quoted(given)} is not an e-mail address such as name@example.com`,
    `${quoted(given)} 不是类似 name@example.com 的邮箱地址`,
  )
const noPhone = (given: unknown): Refusal =>
  refuse(
    'format',
    `${quoted(given)} is not a phone number with its country code such as +442071838750`,
    `${quoted(given)} 不是带国家代码的电话，如 +8613800138000`,
  )

const checkMail = (value: unknown): string | Refusal =>
  typeof value === 'string' ? (readEmail(value) ?? noMail(value)) : noMail(value)
const checkPhone = (value: unknown): string | Refusal => {
  const text = typeof value === 'string' ? value.replace(/[\s().-]/g, '') : ''
  return e164.test(text) ? text : noPhone(value)
}

const one = (
  name: string,
  title: Label,
  check: (value: unknown) => string | Refusal,
  read: Kind<string>['read'],
  guess: Kind['guess'],
): Kind<string> => ({
  name,
  label: title,
  family: 'text',
  type: () => 'text collate "C"',
  schema: () => (name === 'email' ? { type: 'string', format: 'email' } : { type: 'string', pattern: e164.source }),
  operators: ['eq', 'ne', 'in', 'not_in', 'contains', 'starts', 'empty', 'not_empty'],
  aggregates: ['count', 'distinct'],
  sortable: true,
  check,
  read,
  show: (value) => value,
  guess,
})

const guessMail = (texts: readonly string[]): number => 0.98 * share(texts, (text) => readEmail(text) !== undefined)
const guessPhone = (texts: readonly string[], reader: Reader): number =>
  0.8 *
  share(
    texts,
    (text) =>
      text.replace(/\D/g, '').length >= 7 &&
      /^[+\d\s().\-/x]+$/i.test(text) &&
      reader.phone(text, reader.country) !== undefined,
  )

/** One e-mail address, in lower case. */
export const email = one(
  'email',
  label('E-mail', '邮箱'),
  checkMail,
  (given) => readEmail(given) ?? noMail(given),
  guessMail,
)
/** One phone number in E.164. */
export const phone = one(
  'phone',
  label('Phone', '电话'),
  checkPhone,
  (given, _field, reader) => reader.phone(given, reader.country) ?? noPhone(given),
  guessPhone,
)

const flags = ['opted_out', 'invalid', 'confirmed'] as const

const checkContact = (item: unknown, check: (value: unknown) => string | Refusal): Contact | Refusal => {
  const given = typeof item === 'string' ? { value: item } : item
  if (typeof given !== 'object' || given === null)
    return refuse(
      'type',
      `must be an object with a value, not ${quoted(item)}`,
      `必须是带 value 的对象，而不是${quoted(item)}`,
    )
  const value = check((given as Contact).value)
  if (value instanceof Refusal) return value
  const { label: named } = given as Contact
  const set = flags.filter((flag) => (given as Contact)[flag] === true)
  return {
    value,
    ...(typeof named === 'string' && named !== '' && { label: named.slice(0, 40) }),
    ...Object.fromEntries(set.map((flag) => [flag, true])),
  }
}

const checkList = (value: unknown, check: (value: unknown) => string | Refusal): Contact[] | Refusal => {
  if (!Array.isArray(value))
    return refuse('type', `must be a list, not ${quoted(value)}`, `必须是列表，而不是${quoted(value)}`)
  if (value.length > 50)
    return refuse('too_long', `has ${value.length} entries; at most 50 fit`, `有 ${value.length} 项，最多 50 项`)
  const checked = value.map((item) => checkContact(item, check))
  const wrong = checked.find((item) => item instanceof Refusal)
  if (wrong) return wrong
  return [...new Map((checked as Contact[]).map((item) => [item.value, item])).values()]
}

const list = (
  name: string,
  title: Label,
  single: Kind<string>,
  check: (value: unknown) => string | Refusal,
): Kind<Contact[]> => ({
  name,
  label: title,
  family: 'entries',
  type: () => 'jsonb',
  schema: (field: Field) => ({
    type: 'array',
    maxItems: 50,
    items: {
      type: 'object',
      required: ['value'],
      properties: {
        value: single.schema(field),
        label: { type: 'string', maxLength: 40 },
        ...Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' }])),
      },
    },
  }),
  operators: ['has', 'has_any', 'contains', 'starts', 'empty', 'not_empty'],
  aggregates: ['count'],
  sortable: true,
  check: (value) => checkList(value, check),
  read: (given, field, reader) => {
    const read = given
      .split(/[;|\n、；]|,(?!ext)/)
      .filter((text) => text.trim() !== '')
      .map((text) => single.read(text, field, reader))
    const wrong = read.find((item) => item instanceof Refusal)
    return wrong instanceof Refusal ? wrong : checkList(read, check)
  },
  show: (value) => value.map((item) => item.value).join('; '),
  guess: (texts, reader) =>
    0.99 *
    (single.guess?.(
      texts.flatMap((text) => text.split(/[;|]/)),
      reader,
    ) ?? 0),
})

/** E-mail addresses with flags; the first leads: lists sort by it and imports match by it. */
export const emails = list('emails', label('E-mails', '邮箱列表'), email, checkMail)
/** Phones with flags; the first leads. */
export const phones = list('phones', label('Phones', '电话列表'), phone, checkPhone)

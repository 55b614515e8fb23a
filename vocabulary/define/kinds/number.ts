import type { Field } from '../field.ts'
import { type Kind, type Operator, type Reader, share } from '../kind.ts'
import { label } from '../label.ts'
import { quoted, type Refusal, refuse } from '../refusal.ts'

const operators: readonly Operator[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'not_in', 'empty', 'not_empty']

/** A number's text without grouping, currency signs and accountants' brackets, with a point; undefined when it is none. */
export const plainNumber = (given: string, reader: Pick<Reader, 'decimal'>): string | undefined => {
  const text = given
    .normalize('NFKC')
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/^(\p{Sc}|[A-Z]{3})|(\p{Sc}|[A-Z]{3}|%|元)$/giu, '')
  const bracketed = /^\((.*)\)$/.exec(text)
  const body = (bracketed ? bracketed[1]! : text).replace(/^\p{Sc}/u, '').replace(/^\u2212/, '-')
  const grouping = reader.decimal === '.' ? ',' : '.'
  const grouped = new RegExp(`^[+-]?\\d{1,3}(\\${grouping}\\d{2,3})*(\\${reader.decimal}\\d*)?$`)
  const bare = new RegExp(`^[+-]?(\\d+(\\${reader.decimal}\\d*)?|\\${reader.decimal}\\d+)(e[+-]?\\d{1,3})?$`, 'i')
  if (!grouped.test(body) && !bare.test(body)) return undefined
  const point = body.replaceAll(grouping, '').replace(reader.decimal, '.')
  return bracketed ? `-${point.replace(/^[+-]/, '')}` : point
}

const bounded = (value: number, field: Field): number | Refusal => {
  if (field.min !== undefined && value < field.min)
    return refuse('too_small', `${value} is below the least allowed, ${field.min}`, `${value} 小于最小值 ${field.min}`)
  if (field.max !== undefined && value > field.max)
    return refuse('too_large', `${value} is above the most allowed, ${field.max}`, `${value} 大于最大值 ${field.max}`)
  return value
}

const checkNumber = (value: unknown, field: Field): number | Refusal =>
  typeof value === 'number' && Number.isFinite(value)
    ? bounded(value, field)
    : refuse('type', `must be a number, not ${quoted(value)}`, `必须是数字，而不是${quoted(value)}`)

const readNumber = (given: string, field: Field, reader: Reader): number | Refusal => {
  const plain = plainNumber(given, reader)
  return plain === undefined
    ? refuse('format', `${quoted(given)} is not a number`, `${quoted(given)} 不是数字`)
    : checkNumber(Number(plain), field)
}

const looksNumeric = (texts: readonly string[], reader: Reader): number =>
  0.6 * share(texts, (one) => plainNumber(one, reader) !== undefined)

/** A number, kept in double precision (about 15 digits). For amounts of money use `money`. */
export const number: Kind<number> = {
  name: 'number',
  label: label('Number', '数字'),
  family: 'number',
  type: () => 'double precision',
  schema: (field) => ({
    type: 'number',
    ...(field.min !== undefined && { minimum: field.min }),
    ...(field.max !== undefined && { maximum: field.max }),
  }),
  operators,
  aggregates: ['count', 'distinct', 'sum', 'mean', 'min', 'max'],
  sortable: true,
  check: checkNumber,
  read: readNumber,
  show: (value, field) => (field.digits === undefined ? String(value) : value.toFixed(field.digits)),
  guess: looksNumeric,
}

const checkInteger = (value: unknown, field: Field): number | Refusal => {
  const checked = checkNumber(value, field)
  if (typeof checked !== 'number') return checked
  return Number.isInteger(checked) && Math.abs(checked) <= 2_147_483_647
    ? checked
    : refuse(
        'format',
        `must be a whole number within ±2,147,483,647, not ${checked}`,
        `必须是 ±2,147,483,647 以内的整数，而不是 ${checked}`,
      )
}

/** A whole number within ±2,147,483,647. */
export const integer: Kind<number> = {
  ...number,
  name: 'integer',
  label: label('Whole number', '整数'),
  type: () => 'integer',
  schema: (field) => ({ type: 'integer', minimum: field.min ?? -2_147_483_647, maximum: field.max ?? 2_147_483_647 }),
  check: checkInteger,
  read: (given, field, reader) => {
    const read = readNumber(given, field, reader)
    return typeof read === 'number' ? checkInteger(read, field) : read
  },
  show: (value) => String(value),
  guess: (texts, reader) => 0.65 * share(texts, (one) => /^-?\d{1,9}$/.test(plainNumber(one, reader) ?? '')),
}

/** A share in percent: 12.5 means 12.5 %. */
export const percent: Kind<number> = {
  ...number,
  name: 'percent',
  label: label('Percent', '百分比'),
  show: (value, field) => `${value.toFixed(field.digits ?? 1).replace(/\.0+$/, '')} %`,
  guess: (texts) => 0.9 * share(texts, (one) => /^-?[\d.,]+\s*%$/.test(one)),
}

/** A number of minutes; shown as hours and minutes, read from "90", "1:30" or "1h 30m". */
export const duration: Kind<number> = {
  ...integer,
  name: 'duration',
  label: label('Duration', '时长'),
  read: (given, field, reader) => {
    const parts = /^(?:(\d+)\s*(?::|h|小时)\s*)?(?:(\d+)\s*(?:m|min|分钟?|分)?)?$/i.exec(given.trim())
    return parts?.[1] !== undefined
      ? checkInteger(Number(parts[1]) * 60 + Number(parts[2] ?? 0), field)
      : integer.read(given.replace(/\D+$/, ''), field, reader)
  },
  show: (value) =>
    value < 60 ? `${value} min` : `${Math.floor(value / 60)} h ${value % 60 === 0 ? '' : `${value % 60} min`}`.trim(),
  guess: (texts) => 0.5 * share(texts, (one) => /^\d+\s*(h|min)/i.test(one)),
}

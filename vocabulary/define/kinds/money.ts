import type { Field } from '../field.ts'
import { type Kind, share } from '../kind.ts'
import { label } from '../label.ts'
import { quoted, type Refusal, refuse } from '../refusal.ts'
import { plainNumber } from './number.ts'

const form = /^-?\d{1,14}(\.\d{1,4})?$/

const checkMoney = (value: unknown, field: Field): string | Refusal => {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  if (typeof text !== 'string' || !form.test(text))
    return refuse(
      'format',
      `must be an amount such as "12.50" with at most 14 digits before and 4 after the point, not ${quoted(value)}`,
      `必须是类似 "12.50" 的金额（小数点前最多 14 位，后最多 4 位），而不是${quoted(value)}`,
    )
  if (field.min !== undefined && Number(text) < field.min)
    return refuse('too_small', `${text} is below the least allowed, ${field.min}`, `${text} 小于最小值 ${field.min}`)
  if (field.max !== undefined && Number(text) > field.max)
    return refuse('too_large', `${text} is above the most allowed, ${field.max}`, `${text} 大于最大值 ${field.max}`)
  return text
}

/** Numeric text rounded half away from zero to four digits after the point, exactly. */
const toFourDigits = (plain: string): string => {
  const [, sign = '', whole = '', rest = ''] = /^([+-]?)(\d*)\.?(\d*)$/.exec(plain) ?? []
  const scaled = BigInt((whole || '0') + rest.padEnd(5, '0').slice(0, 4)) + (rest.charAt(4) >= '5' ? 1n : 0n)
  const digits = scaled.toString().padStart(5, '0')
  const fraction = digits.slice(-4).replace(/0+$/, '').padEnd(2, '0')
  return `${sign === '-' && scaled !== 0n ? '-' : ''}${digits.slice(0, -4)}.${fraction}`
}

/**
 * An amount of money: exact decimal text, "12.50"; up to 14 digits before the point and 4 after it.
 * Its currency (ISO 4217) stands in the field of the same record that `currency` names, or is the organisation's.
 */
export const money: Kind<string> = {
  name: 'money',
  label: label('Money', '金额'),
  family: 'decimal',
  type: () => 'numeric(18,4)',
  schema: () => ({ type: 'string', pattern: '^-?\\d{1,14}(\\.\\d{1,4})?$', example: '12.50' }),
  operators: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'not_in', 'empty', 'not_empty'],
  aggregates: ['count', 'sum', 'mean', 'min', 'max'],
  sortable: true,
  check: checkMoney,
  read: (given, field, reader) => {
    const plain = plainNumber(given, reader)
    if (plain === undefined) return refuse('format', `${quoted(given)} is not an amount`, `${quoted(given)} 不是金额`)
    return checkMoney(/e/i.test(plain) ? Number(plain).toFixed(4) : toFourDigits(plain), field)
  },
  show: (value, _field, locale) =>
    Number(value).toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 }),
  guess: (texts, reader) =>
    Math.max(
      0.9 * share(texts, (one) => /\p{Sc}|元/u.test(one) && plainNumber(one, reader) !== undefined),
      0.62 * share(texts, (one) => /^-?\d+\.\d{2}$/.test(plainNumber(one, reader) ?? '')),
    ),
}

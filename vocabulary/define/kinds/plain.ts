import { type Kind, share } from '../kind.ts'
import { label } from '../label.ts'
import { quoted, refuse } from '../refusal.ts'
import { checkText, text } from './text.ts'

const webAddress = (given: string): string | undefined => {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(given) ? given : `https://${given}`
  return /^https?:\/\/[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?$/i.test(full) && full.length <= 2_000 ? full : undefined
}

/** A web address; only http and https are taken. */
export const url: Kind<string> = {
  ...text,
  name: 'url',
  label: label('Web address', '网址'),
  type: () => 'text collate "C"',
  schema: () => ({ type: 'string', format: 'uri', maxLength: 2_000 }),
  check: (value) =>
    (typeof value === 'string' ? webAddress(value.trim()) : undefined) ??
    refuse(
      'format',
      `must be a web address such as https://example.com, not ${quoted(value)}`,
      `必须是类似 https://example.com 的网址，而不是${quoted(value)}`,
    ),
  read: (given, field) => url.check(given, field),
  guess: (texts) => 0.95 * share(texts, (one) => /^(https?:\/\/|www\.)/i.test(one) && webAddress(one) !== undefined),
}

/** A code such as an article or invoice number: one line, compared by its characters, not as words. */
export const code: Kind<string> = {
  ...text,
  name: 'code',
  label: label('Code', '编号'),
  type: () => 'text collate "C"',
  schema: (field) => ({ type: 'string', maxLength: field.max ?? 200 }),
  check: (value, field) => checkText(typeof value === 'string' ? value.trim() : value, field, 200),
  read: (given, field) => checkText(given.trim(), field, 200),
  guess: (texts) => 0.3 * share(texts, (one) => /^[\p{L}\d][\p{L}\d._/-]{2,24}$/u.test(one) && /\d/.test(one)),
}

/** A currency by its ISO 4217 code. */
export const currency: Kind<string> = {
  ...code,
  name: 'currency',
  label: label('Currency', '货币'),
  schema: () => ({ type: 'string', pattern: '^[A-Z]{3}$' }),
  operators: ['eq', 'ne', 'in', 'not_in', 'empty', 'not_empty'],
  check: (value) =>
    typeof value === 'string' && /^[A-Z]{3}$/.test(value)
      ? value
      : refuse(
          'format',
          `must be a currency code such as EUR, not ${quoted(value)}`,
          `必须是类似 CNY 的货币代码，而不是${quoted(value)}`,
        ),
  read: (given, field) => currency.check(given.trim().toUpperCase(), field),
  guess: (texts) => 0.8 * share(texts, (one) => /^(USD|EUR|GBP|CNY|RMB|JPY|CHF|AUD|CAD|HKD|TWD|SGD|INR)$/.test(one)),
}

/** A structured value that only programs write: settings of a view, questions of a form. At most 256 KB as text. */
export const json: Kind<unknown> = {
  name: 'json',
  label: label('Structured value', '结构化数据'),
  family: 'json',
  type: () => 'jsonb',
  schema: () => ({}),
  operators: ['empty', 'not_empty'],
  aggregates: ['count'],
  sortable: false,
  check: (value) => {
    const length = JSON.stringify(value)?.length ?? 0
    if (length > 262_144)
      return refuse(
        'too_long',
        `has ${length} characters as JSON; at most 262,144 fit`,
        `JSON 有 ${length} 个字符，最多 262,144 个`,
      )
    return JSON.stringify(value).includes('\\u0000')
      ? refuse('format', 'holds a NUL character, which cannot be stored', '含有无法保存的 NUL 字符')
      : value
  },
  read: (given) => {
    try {
      return JSON.parse(given) as unknown
    } catch (error) {
      return refuse('format', `${quoted(given)} is not JSON: ${(error as Error).message}`, `${quoted(given)} 不是 JSON`)
    }
  },
  show: (value) => JSON.stringify(value),
}

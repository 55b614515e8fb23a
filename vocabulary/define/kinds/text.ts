import type { Field } from '../field.ts'
import type { Kind } from '../kind.ts'
import { label } from '../label.ts'
import { quoted, type Refusal, refuse } from '../refusal.ts'

/** Texts longer than this are refused when a field says nothing else. */
const longest = { text: 1_000, long_text: 100_000 }

/** Characters that PostgreSQL cannot keep (NUL) and halves of surrogate pairs. */
const unstorable = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** A string within the field's rules, or why not. Shared by every kind whose values are plain strings. */
export const checkText = (value: unknown, field: Field, most: number): string | Refusal => {
  if (typeof value !== 'string')
    return refuse('type', `must be text, not ${quoted(value)}`, `必须是文本，而不是${quoted(value)}`)
  if (unstorable.test(value))
    return refuse('format', 'holds a character that cannot be stored (NUL or half of an emoji)', '含有无法保存的字符')
  const max = field.max ?? most
  if (value.length > max)
    return refuse(
      'too_long',
      `has ${value.length} characters; at most ${max} fit`,
      `有 ${value.length} 个字符，最多 ${max} 个`,
    )
  if (field.min !== undefined && value.length < field.min)
    return refuse('too_small', `needs at least ${field.min} characters`, `至少需要 ${field.min} 个字符`)
  if (field.pattern !== undefined && !new RegExp(field.pattern, 'u').test(value))
    return refuse(
      'format',
      `${quoted(value)} does not have the form ${field.pattern}`,
      `${quoted(value)} 的格式不符合 ${field.pattern}`,
    )
  return value
}

const single = (value: string): string => value.replace(/\s+/g, ' ').trim()

/** One line of text. White space is folded; at most 1,000 characters unless `max` says otherwise. Sorts as in a dictionary, Chinese by pinyin. */
export const text: Kind<string> = {
  name: 'text',
  label: label('Text', '文本'),
  family: 'text',
  type: () => 'text collate "zh-x-icu"',
  schema: (field) => ({
    type: 'string',
    maxLength: field.max ?? longest.text,
    ...(field.pattern && { pattern: field.pattern }),
  }),
  operators: ['eq', 'ne', 'in', 'not_in', 'contains', 'starts', 'empty', 'not_empty'],
  aggregates: ['count', 'distinct'],
  sortable: true,
  check: (value, field) => checkText(typeof value === 'string' ? single(value) : value, field, longest.text),
  read: (given, field) => checkText(single(given), field, longest.text),
  show: (value) => value,
  guess: () => 0.1,
}

/** Text of many lines; at most 100,000 characters unless `max` says otherwise. Not sorted, not indexed. */
export const longText: Kind<string> = {
  ...text,
  name: 'long_text',
  label: label('Long text', '长文本'),
  type: () => 'text',
  schema: (field) => ({ type: 'string', maxLength: field.max ?? longest.long_text }),
  operators: ['contains', 'empty', 'not_empty'],
  aggregates: ['count'],
  sortable: false,
  check: (value, field) => checkText(value, field, longest.long_text),
  read: (given, field) => checkText(given.trim(), field, longest.long_text),
  guess: (texts) => (texts.length > 0 && texts.filter((one) => one.length > 120).length / texts.length > 0.3 ? 0.3 : 0),
}

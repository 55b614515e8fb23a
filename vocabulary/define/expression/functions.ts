import { type Label, label } from '../label.ts'
import type { Decimal } from './decimal.ts'

/**
 * What an expression's parts can be. `choice` is one of a field's choices, `other` a value of which one can only ask whether it is there,
 * `nothing` the word `empty`.
 */
export type Type = 'number' | 'text' | 'choice' | 'date' | 'moment' | 'boolean' | 'other' | 'nothing'

/** What a function takes: a type, a whole number written out (`count`), anything, or values of one common type (`same`). */
export type Takes = Exclude<Type, 'nothing'> | 'count' | 'any' | 'same'

/** A value in memory: numbers are exact decimals, dates and moments texts, null is empty. */
export type Computed = Decimal | string | boolean | null

export interface Signature {
  /** What it takes, in order. */
  readonly takes: readonly Takes[]
  /** How many of the last ones may be left out. */
  readonly spare?: number
  /** What any number of further values are. */
  readonly more?: Takes
  readonly gives: Type | 'same'
  /** What it does, for the list of functions. */
  readonly say: Label
  readonly example: string
}

/**
 * Every function, with its types. Empty values: arithmetic with an empty value is empty; a comparison with one is false;
 * `min`, `max`, `join` and `&` leave them out. Days are those of UTC.
 */
export const functions = {
  if: {
    takes: ['boolean', 'same', 'same'],
    gives: 'same',
    say: label('The second value when the first holds, else the third', '条件成立时取第二个值，否则取第三个'),
    example: 'if(amount > 1000, "large", "small")',
  },
  value_or: {
    takes: ['same', 'same'],
    gives: 'same',
    say: label('The first value, or the second where the first is empty', '第一个值；为空时取第二个值'),
    example: 'value_or(discount, 0)',
  },
  is_empty: {
    takes: ['any'],
    gives: 'boolean',
    say: label('Whether there is no value', '是否为空'),
    example: 'is_empty(closed_at)',
  },
  round: {
    takes: ['number', 'count'],
    spare: 1,
    gives: 'number',
    say: label('Rounded to so many digits after the point', '四舍五入到指定小数位'),
    example: 'round(amount / 3, 2)',
  },
  floor: {
    takes: ['number'],
    gives: 'number',
    say: label('The whole number below', '向下取整'),
    example: 'floor(amount)',
  },
  ceiling: {
    takes: ['number'],
    gives: 'number',
    say: label('The whole number above', '向上取整'),
    example: 'ceiling(amount)',
  },
  abs: { takes: ['number'], gives: 'number', say: label('Without its sign', '绝对值'), example: 'abs(amount)' },
  min: {
    takes: ['number'],
    more: 'number',
    gives: 'number',
    say: label('The smallest of those that are not empty', '非空值中的最小值'),
    example: 'min(amount, 500)',
  },
  max: {
    takes: ['number'],
    more: 'number',
    gives: 'number',
    say: label('The largest of those that are not empty', '非空值中的最大值'),
    example: 'max(amount, 0)',
  },
  upper: { takes: ['text'], gives: 'text', say: label('In capital letters', '转为大写'), example: 'upper(name)' },
  lower: { takes: ['text'], gives: 'text', say: label('In small letters', '转为小写'), example: 'lower(name)' },
  trim: {
    takes: ['text'],
    gives: 'text',
    say: label('Without spaces at both ends', '去除首尾空格'),
    example: 'trim(name)',
  },
  length: { takes: ['text'], gives: 'number', say: label('How many characters', '字符数'), example: 'length(name)' },
  left: {
    takes: ['text', 'count'],
    gives: 'text',
    say: label('So many characters from the beginning', '开头的若干字符'),
    example: 'left(name, 3)',
  },
  right: {
    takes: ['text', 'count'],
    gives: 'text',
    say: label('So many characters from the end', '末尾的若干字符'),
    example: 'right(name, 4)',
  },
  replace: {
    takes: ['text', 'text', 'text'],
    gives: 'text',
    say: label('With every second text made the third', '把第二个文本替换为第三个'),
    example: 'replace(name, "Ltd", "Limited")',
  },
  contains: {
    takes: ['text', 'text'],
    gives: 'boolean',
    say: label('Whether the second text stands in the first, whatever the case', '是否包含（不分大小写）'),
    example: 'contains(name, "gmbh")',
  },
  starts_with: {
    takes: ['text', 'text'],
    gives: 'boolean',
    say: label('Whether the first text begins with the second, whatever the case', '是否以其开头（不分大小写）'),
    example: 'starts_with(name, "a")',
  },
  text: {
    takes: ['number'],
    gives: 'text',
    say: label('A number as text', '数字转为文本'),
    example: 'text(amount) & " €"',
  },
  join: {
    takes: ['text', 'text'],
    more: 'text',
    gives: 'text',
    say: label('The texts that are not empty, with the first between them', '用第一个文本连接其余非空文本'),
    example: 'join(", ", city, country)',
  },
  year: { takes: ['date'], gives: 'number', say: label('The year of a date', '年份'), example: 'year(expected_on)' },
  month: {
    takes: ['date'],
    gives: 'number',
    say: label('The month of a date, 1 to 12', '月份（1–12）'),
    example: 'month(expected_on)',
  },
  day: {
    takes: ['date'],
    gives: 'number',
    say: label('The day of the month', '日（1–31）'),
    example: 'day(expected_on)',
  },
  weekday: {
    takes: ['date'],
    gives: 'number',
    say: label('The day of the week, 1 for Monday', '星期（1 为周一）'),
    example: 'weekday(expected_on)',
  },
  add_days: {
    takes: ['date', 'number'],
    gives: 'date',
    say: label('So many days later', '若干天后'),
    example: 'add_days(expected_on, 30)',
  },
  add_months: {
    takes: ['date', 'number'],
    gives: 'date',
    say: label('So many months later', '若干个月后'),
    example: 'add_months(expected_on, 12)',
  },
  days_between: {
    takes: ['date', 'date'],
    gives: 'number',
    say: label('Days from the first date to the second', '两个日期之间的天数'),
    example: 'days_between(expected_on, today())',
  },
  hours_between: {
    takes: ['moment', 'moment'],
    gives: 'number',
    say: label('Hours from the first moment to the second', '两个时间之间的小时数'),
    example: 'hours_between(created_at, closed_at)',
  },
  date_of: {
    takes: ['moment'],
    gives: 'date',
    say: label('The day of a moment', '时间所在的日期'),
    example: 'date_of(created_at)',
  },
  today: {
    takes: [],
    gives: 'date',
    say: label('Today; worked out anew every night', '今天；每晚重新计算'),
    example: 'days_between(date_of(created_at), today())',
  },
} as const satisfies { readonly [name: string]: Signature }

export type FunctionName = keyof typeof functions

/** Signs are functions too; their types are judged one by one in check.ts. */
export const signs = [
  '+',
  '-',
  '*',
  '/',
  '&',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'and',
  'or',
  'not',
  'add_to_date',
  'take_from_date',
  'days_apart',
] as const
export type Sign = (typeof signs)[number]

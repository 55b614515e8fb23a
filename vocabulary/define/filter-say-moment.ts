import { type Period, parseMoment, parsePeriod } from './filter-moment.ts'
import type { Label, Locale } from './label.ts'

const named: { readonly [text: string]: Label } = {
  me: { en: 'me', zh: '我' },
  now: { en: 'now', zh: '现在' },
  today: { en: 'today', zh: '今天' },
  yesterday: { en: 'yesterday', zh: '昨天' },
  tomorrow: { en: 'tomorrow', zh: '明天' },
  week_start: { en: 'the start of this week', zh: '本周初' },
  month_start: { en: 'the start of this month', zh: '本月初' },
  quarter_start: { en: 'the start of this quarter', zh: '本季度初' },
  year_start: { en: 'the start of this year', zh: '今年初' },
  last_week: { en: 'last week', zh: '上周' },
  this_week: { en: 'this week', zh: '本周' },
  next_week: { en: 'next week', zh: '下周' },
  last_month: { en: 'last month', zh: '上个月' },
  this_month: { en: 'this month', zh: '本月' },
  next_month: { en: 'next month', zh: '下个月' },
  last_quarter: { en: 'last quarter', zh: '上季度' },
  this_quarter: { en: 'this quarter', zh: '本季度' },
  next_quarter: { en: 'next quarter', zh: '下季度' },
  last_year: { en: 'last year', zh: '去年' },
  this_year: { en: 'this year', zh: '今年' },
  next_year: { en: 'next year', zh: '明年' },
}

const units = {
  d: { en: 'day', zh: '天' },
  w: { en: 'week', zh: '周' },
  m: { en: 'month', zh: '个月' },
  y: { en: 'year', zh: '年' },
} as const

const counted = (count: number, unit: keyof typeof units, locale: Locale): string =>
  locale === 'zh' ? `${count} ${units[unit].zh}` : `${count} ${units[unit].en}${count === 1 ? '' : 's'}`

const sayPeriod = (period: Extract<Period, { amount: number }>, locale: Locale): string => {
  const { way, amount, unit } = period
  if (locale === 'zh') return `${way === 'last' ? '最近' : '未来'} ${counted(amount, unit, locale)}`
  return `the ${way} ${counted(amount, unit, locale)}`
}

const sayShift = (amount: number, unit: keyof typeof units, locale: Locale): string => {
  const text = counted(Math.abs(amount), unit, locale)
  if (locale === 'zh') return `${text}${amount < 0 ? '前' : '后'}`
  return amount < 0 ? `${text} ago` : `in ${text}`
}

/** What a relative value of a filter means, in words: "90 days ago", "the last 90 days", "this month", "me". */
export const sayMoment = (text: string, locale: Locale): string => {
  if (Object.hasOwn(named, text)) return named[text]![locale]
  const period = parsePeriod(text)
  if (period && 'way' in period) return sayPeriod(period, locale)
  const moment = parseMoment(text, 'instant')
  return moment && 'unit' in moment ? sayShift(moment.amount, moment.unit, locale) : text
}

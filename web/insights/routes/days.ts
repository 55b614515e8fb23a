import type { Locale } from '@rapport/vocabulary/define/label.ts'

const dayMs = 86_400_000
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10)
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay())

/** The day on this person's own clock. */
export const today = (now: Date): string => iso(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()))

export const dayAfter = (day: string): string => iso(Date.parse(day) + dayMs)

/** So many days from a day on, without weekends unless they are wanted. */
export function daysFrom(first: string, count: number, weekends: boolean): string[] {
  const days: string[] = []
  for (let day = first; days.length < count && day; day = dayAfter(day)) if (weekends || !isWeekend(day)) days.push(day)
  return days
}

/** "Tue 1 Dec" */
export const showWeekday = (day: string, locale: Locale): string =>
  day &&
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(day))

/** "09:30" to minutes since midnight; undefined when it is no time. */
export const minutesOf = (time: string): number | undefined => {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? []
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes)
}

const inWords = (moment: string, locale: string, year: boolean): string =>
  new Date(moment).toLocaleDateString(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    ...(year && { year: 'numeric' }),
    timeZone: 'UTC',
  })

export const dayInWords = (moment: string, locale: string): string => inWords(moment, locale, true)

/** Moments told as people would: how many, and from when to when. Where each record has its own moment only the ends matter. */
export function datesInWords(moments: readonly string[], counted: boolean, locale: string): string {
  const [first, last] = [moments[0], moments.at(-1)]
  if (first === undefined || last === undefined) return ''
  if (moments.length === 1) return dayInWords(first, locale)
  const from = inWords(first, locale, first.slice(0, 4) !== last.slice(0, 4))
  const to = dayInWords(last, locale)
  if (locale === 'zh') return counted ? `${from}至${to}的 ${moments.length} 个日期` : `${from}至${to}`
  return counted ? `${moments.length} dates from ${from} to ${to}` : `from ${from} to ${to}`
}

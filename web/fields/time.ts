import type { Locale } from '@rapport/vocabulary/define/label.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

const format = (locale: Locale, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale} ${name}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', options)
  formats.set(key, known)
  return known
}

/** A day as people read it; it has no zone, so it is never shifted. */
export const showDay = (day: string, locale: Locale): string =>
  format(locale, 'day', { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** A moment on the person's clock: with its time when asked, else the day. */
export const showMoment = (instant: string, locale: Locale, whole: boolean): string => {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return instant
  return whole
    ? format(locale, 'moment', {
        year: 'numeric',
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      }).format(at)
    : format(locale, 'own day', { year: 'numeric', month: 'short', day: 'numeric' }).format(at)
}

/** The clock time of a moment: "14:05". */
export const showClock = (instant: string, locale: Locale): string =>
  format(locale, 'clock', { hour: '2-digit', minute: '2-digit' }).format(new Date(instant))

import type { Locale } from '@rapport/vocabulary/define/label.ts'
import { useLocale } from '../../language.ts'
import { above, dayNumbered, dayWidth, type Tick, ticks, type Zoom } from './scale.ts'
import css from './timeline.module.css'

const formats: { readonly [name: string]: Intl.DateTimeFormatOptions } = {
  day: { day: 'numeric' },
  weekday: { weekday: 'narrow' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short' },
  monthAbove: { month: 'long', year: 'numeric' },
  yearAbove: { year: 'numeric' },
}

const say = (name: string, number: number, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', { ...formats[name], timeZone: 'UTC' }).format(
    new Date(`${dayNumbered(number)}T00:00:00Z`),
  )

const quarter = (number: number, locale: Locale): string => {
  const which = Math.floor((Number(dayNumbered(number).slice(5, 7)) - 1) / 3) + 1
  return locale === 'zh' ? `${which} 季度` : `Q${which}`
}

const Column = ({ zoom, tick, locale }: { zoom: Zoom; tick: Tick; locale: Locale }) => {
  if (zoom === 'quarter') return quarter(tick.from, locale)
  if (zoom !== 'day') return say(zoom, tick.from, locale)
  return (
    <>
      <span className={css.weekday}>{say('weekday', tick.from, locale)}</span> {Number(dayNumbered(tick.from).slice(8))}
    </>
  )
}

interface Given {
  readonly zoom: Zoom
  readonly origin: number
  readonly from: number
  readonly to: number
  readonly today: number
}

/** The names of the columns, and above them those of the months or years, which stay in sight as long as their time does. */
export const TimelineHead = ({ zoom, origin, from, to, today }: Given) => {
  const locale = useLocale()
  const at = (tick: Tick) => ({ left: (tick.from - origin) * dayWidth[zoom], width: tick.days * dayWidth[zoom] })
  return (
    <div className={css.dates}>
      <div className={css.above}>
        {ticks(above[zoom], from, to).map((tick) => (
          <div key={tick.from} className={css.upper} style={at(tick)}>
            <span>{say(`${above[zoom]}Above`, tick.from, locale)}</span>
          </div>
        ))}
      </div>
      <div className={css.columns}>
        {ticks(zoom, from, to).map((tick) => (
          <div
            key={tick.from}
            className={css.column}
            style={at(tick)}
            data-now={(today >= tick.from && today < tick.from + tick.days) || undefined}
          >
            <Column zoom={zoom} tick={tick} locale={locale} />
          </div>
        ))}
      </div>
    </div>
  )
}

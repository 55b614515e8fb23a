import { useLocale } from '../language.ts'
import { later } from '../ui/later.tsx'
import css from './fields.module.css'
import type { FieldScreen, FilterProps, ShowProps } from './screen.ts'
import { showMoment } from './time.ts'

const Show = ({ value, roomy }: ShowProps<string>) => {
  const locale = useLocale()
  return (
    <time className={css.number} dateTime={value} title={showMoment(value, locale, true)}>
      {showMoment(value, locale, roomy ?? false)}
    </time>
  )
}

const DateFilter = later(() => import('./date-filter.tsx').then((module) => module.DateFilter))
const Edit = later(() => import('./calendar.tsx').then((module) => module.MomentEdit))

/** A day typed for a moment means its beginning on the person's clock. */
const Filter = ({ onChange, ...rest }: FilterProps) => (
  <DateFilter
    {...rest}
    onChange={(value) =>
      onChange(
        typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
          ? new Date(`${value}T00:00:00`).toISOString()
          : value,
      )
    }
  />
)

export const datetime: FieldScreen<string> = { Show, Edit, Filter, width: 120, picks: true }

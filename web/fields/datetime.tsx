import { lazy, Suspense } from 'react'
import { useLocale } from '../language.ts'
import { Bone } from '../ui/states.tsx'
import { DateFilter } from './date-filter.tsx'
import css from './fields.module.css'
import type { EditProps, FieldScreen, FilterProps, ShowProps } from './screen.ts'
import { showMoment } from './time.ts'

const MomentEdit = lazy(() => import('./calendar.tsx').then((module) => ({ default: module.MomentEdit })))

const Show = ({ value, roomy }: ShowProps<string>) => {
  const locale = useLocale()
  return (
    <time className={css.number} dateTime={value} title={showMoment(value, locale, true)}>
      {showMoment(value, locale, roomy ?? false)}
    </time>
  )
}

const Edit = (props: EditProps<string>) => (
  <Suspense fallback={<Bone width="100%" height={36} />}>
    <MomentEdit {...props} />
  </Suspense>
)

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

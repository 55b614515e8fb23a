import { useLocale } from '../language.ts'
import { later } from '../ui/later.tsx'
import css from './fields.module.css'
import type { FieldScreen, ShowProps } from './screen.ts'
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

export const datetime: FieldScreen<string> = { Show, Edit, Filter: DateFilter, width: 120, picks: true }

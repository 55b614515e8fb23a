import { useLocale } from '../language.ts'
import { later } from '../ui/later.tsx'
import css from './fields.module.css'
import type { FieldScreen, ShowProps } from './screen.ts'
import { showDay } from './time.ts'

const Show = ({ value }: ShowProps<string>) => (
  <time className={css.number} dateTime={value}>
    {showDay(value, useLocale())}
  </time>
)

const DateFilter = later(() => import('./date-filter.tsx').then((module) => module.DateFilter))
const Edit = later(() => import('./calendar.tsx').then((module) => module.DayEdit))

export const date: FieldScreen<string> = { Show, Edit, Filter: DateFilter, width: 120, picks: true }

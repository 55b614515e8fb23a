import { lazy, Suspense } from 'react'
import { useLocale } from '../language.ts'
import { Bone } from '../ui/states.tsx'
import { DateFilter } from './date-filter.tsx'
import css from './fields.module.css'
import type { EditProps, FieldScreen, ShowProps } from './screen.ts'
import { showDay } from './time.ts'

const DayEdit = lazy(() => import('./calendar.tsx').then((module) => ({ default: module.DayEdit })))

const Show = ({ value }: ShowProps<string>) => (
  <time className={css.number} dateTime={value}>
    {showDay(value, useLocale())}
  </time>
)

const Edit = (props: EditProps<string>) => (
  <Suspense fallback={<Bone width="100%" height={36} />}>
    <DayEdit {...props} />
  </Suspense>
)

export const date: FieldScreen<string> = { Show, Edit, Filter: DateFilter, width: 120, picks: true }

import { useLocale } from '../language.ts'
import css from './fields.module.css'
import { NumberEdit, NumberFilter } from './figure.tsx'
import type { FieldScreen, ShowProps } from './screen.ts'

const Show = ({ value, field }: ShowProps<number>) => {
  const locale = useLocale()
  return (
    <span className={css.number}>
      {value.toLocaleString(locale, {
        minimumFractionDigits: field.digits ?? 0,
        maximumFractionDigits: field.digits ?? 6,
      })}
    </span>
  )
}

export const number: FieldScreen<number> = { Show, Edit: NumberEdit, Filter: NumberFilter, width: 110, end: true }

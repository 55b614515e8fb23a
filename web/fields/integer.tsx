import { useLocale } from '../language.ts'
import css from './fields.module.css'
import { number } from './number.tsx'
import type { FieldScreen, ShowProps } from './screen.ts'

const Show = ({ value }: ShowProps<number>) => <span className={css.number}>{value.toLocaleString(useLocale())}</span>

export const integer: FieldScreen<number> = { ...number, Show, width: 90 }

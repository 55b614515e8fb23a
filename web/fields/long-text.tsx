import { later } from '../ui/later.tsx'
import css from './fields.module.css'
import { LineFilter } from './line.tsx'
import type { FieldScreen, ShowProps } from './screen.ts'

const Show = ({ value, roomy }: ShowProps<string>) => <span className={roomy ? css.paragraph : css.line}>{value}</span>

const Edit = later(() => import('./long-text-edit.tsx').then((module) => module.LongTextEdit))

export const longText: FieldScreen<string> = { Show, Edit, Filter: LineFilter, width: 260, lines: true }

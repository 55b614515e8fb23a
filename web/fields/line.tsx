import type { ComponentType, HTMLInputTypeAttribute } from 'react'
import { later } from '../ui/later.tsx'
import css from './fields.module.css'
import type { EditProps, FieldScreen, ShowProps } from './screen.ts'

const Show = ({ value }: ShowProps<string>) => <span className={css.line}>{value}</span>

const LineEdit = later(() => import('./line-edit.tsx').then((module) => module.LineEdit))
export const LineFilter = later(() => import('./line-edit.tsx').then((module) => module.LineFilter))

/** An editor for values that are one line of text. */
export const lineEditor =
  (type: HTMLInputTypeAttribute, placeholder?: string): ComponentType<EditProps<string>> =>
  (props) => <LineEdit {...props} type={type} {...(placeholder && { placeholder })} />

/** The screen of a kind whose values are one line of text, with what differs. */
export const lineScreen = (own: Partial<FieldScreen<string>> = {}): FieldScreen<string> => ({
  Show,
  Edit: lineEditor('text'),
  Filter: LineFilter,
  width: 150,
  ...own,
})

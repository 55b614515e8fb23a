import { Textarea } from '@mantine/core'
import css from './fields.module.css'
import { LineFilter } from './line.tsx'
import type { EditProps, FieldScreen, ShowProps } from './screen.ts'

const Show = ({ value, roomy }: ShowProps<string>) => <span className={roomy ? css.paragraph : css.line}>{value}</span>

const Edit = ({ id, value, onChange, invalid, describedBy, autoFocus }: EditProps<string>) => (
  <Textarea
    id={id}
    value={value ?? ''}
    onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    error={invalid}
    aria-describedby={describedBy}
    autoFocus={autoFocus}
    autosize
    minRows={3}
    maxRows={14}
  />
)

export const longText: FieldScreen<string> = { Show, Edit, Filter: LineFilter, width: 260, lines: true }

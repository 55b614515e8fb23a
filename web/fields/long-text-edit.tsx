import { Textarea } from '@mantine/core'
import type { EditProps } from './screen.ts'

export const LongTextEdit = ({ id, value, onChange, invalid, describedBy, autoFocus }: EditProps<string>) => (
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

import { TextInput } from '@mantine/core'
import type { ComponentType, HTMLInputTypeAttribute } from 'react'
import css from './fields.module.css'
import type { EditProps, FieldScreen, FilterProps, ShowProps } from './screen.ts'

const Show = ({ value }: ShowProps<string>) => <span className={css.line}>{value}</span>

/** An editor for values that are one line of text. */
export const lineEditor =
  (type: HTMLInputTypeAttribute, placeholder?: string): ComponentType<EditProps<string>> =>
  ({ id, value, onChange, invalid, describedBy, autoFocus }) => (
    <TextInput
      id={id}
      type={type}
      inputMode={type === 'email' ? 'email' : type === 'tel' ? 'tel' : type === 'url' ? 'url' : 'text'}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      error={invalid}
      aria-describedby={describedBy}
      data-autofocus={autoFocus || undefined}
      autoFocus={autoFocus}
      placeholder={placeholder}
      autoComplete="off"
    />
  )

export const LineFilter = ({ value, onChange }: FilterProps) => (
  <TextInput
    value={typeof value === 'string' ? value : ''}
    onChange={(event) => onChange(event.currentTarget.value)}
    data-autofocus
    aria-label="Value"
  />
)

/** The screen of a kind whose values are one line of text, with what differs. */
export const lineScreen = (own: Partial<FieldScreen<string>> = {}): FieldScreen<string> => ({
  Show,
  Edit: lineEditor('text'),
  Filter: LineFilter,
  width: 150,
  ...own,
})

import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import type { HTMLInputTypeAttribute } from 'react'
import type { EditProps, FilterProps } from './screen.ts'

const modes: { readonly [type: string]: 'email' | 'tel' | 'url' } = { email: 'email', tel: 'tel', url: 'url' }

export const LineEdit = ({
  id,
  value,
  onChange,
  invalid,
  describedBy,
  autoFocus,
  type = 'text',
  placeholder,
}: EditProps<string> & { type?: HTMLInputTypeAttribute; placeholder?: string }) => (
  <TextInput
    id={id}
    type={type}
    inputMode={modes[type] ?? 'text'}
    value={value ?? ''}
    onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    error={invalid}
    aria-describedby={describedBy}
    autoFocus={autoFocus}
    placeholder={placeholder}
    autoComplete="off"
  />
)

export const LineFilter = ({ value, onChange }: FilterProps) => {
  const { t } = useLingui()
  return (
    <TextInput
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoFocus
      aria-label={t`Value`}
    />
  )
}

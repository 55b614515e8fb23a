import { TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import css from './fields.module.css'
import type { EditProps, FilterProps } from './screen.ts'

/** Text as a person types a number, in either language, as a number: "1,234.5" and "１２３４.５" alike. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/[\s,，]/g, '')

interface FigureProps extends Omit<EditProps<never>, 'value' | 'onChange'> {
  readonly text: string
  readonly onText: (text: string) => void
  readonly unit?: ReactNode
}

/** An input for figures that never changes what is being typed. */
export const FigureInput = ({ id, text, onText, invalid, describedBy, autoFocus, unit }: FigureProps) => {
  const [typed, setTyped] = useState(text)
  useEffect(() => setTyped((before) => (plain(before) === text ? before : text)), [text])
  return (
    <TextInput
      id={id}
      value={typed}
      inputMode="decimal"
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onText(plain(event.currentTarget.value))
      }}
      error={invalid}
      aria-describedby={describedBy}
      autoFocus={autoFocus}
      rightSection={unit}
      classNames={{ input: css.number! }}
      autoComplete="off"
    />
  )
}

/** What is not a number goes to the server as it stands, which says what is wrong with it. */
const read = (text: string): number | null => {
  if (text === '') return null
  const value = Number(text)
  return Number.isFinite(value) ? value : (text as unknown as number)
}

export const NumberEdit = ({ value, onChange, unit, ...rest }: EditProps<number> & { unit?: ReactNode }) => (
  <FigureInput
    {...rest}
    text={value === null ? '' : String(value)}
    onText={(text) => onChange(read(text))}
    unit={unit}
  />
)

export const NumberFilter = ({ value, onChange, field }: FilterProps) => (
  <FigureInput
    id="filter-figure"
    field={field}
    text={value === undefined || value === null ? '' : String(value)}
    onText={(text) => onChange(text === '' ? undefined : Number(text))}
    autoFocus
  />
)

import { MultiSelect } from '@mantine/core'
import { useSay } from '../language.ts'
import { OptionList, offered } from './options.tsx'
import type { EditProps, FilterProps } from './screen.ts'

export const ChoicesEdit = ({
  id,
  value,
  field,
  onChange,
  invalid,
  describedBy,
  autoFocus,
}: EditProps<readonly string[]>) => {
  const say = useSay()
  return (
    <MultiSelect
      id={id}
      data={offered(field, value ?? []).map(([name, one]) => ({ value: name, label: say(one.label) }))}
      value={[...(value ?? [])]}
      onChange={(next) => onChange(next.length === 0 ? null : next)}
      error={invalid}
      aria-describedby={describedBy}
      clearable
      autoFocus={autoFocus}
      comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }}
    />
  )
}

export const ChoicesFilter = ({ field, value, onChange }: FilterProps) => (
  <OptionList
    field={field}
    chosen={Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : []}
    onChange={onChange}
  />
)

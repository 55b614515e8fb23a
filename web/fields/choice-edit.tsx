import { Select } from '@mantine/core'
import { useSay } from '../language.ts'
import { choice } from './choice.tsx'
import { OptionList, offered } from './options.tsx'
import type { EditProps, FilterProps } from './screen.ts'

export const ChoiceEdit = ({
  id,
  value,
  field,
  onChange,
  invalid,
  describedBy,
  autoFocus,
  typed,
}: EditProps<string>) => {
  const say = useSay()
  return (
    <Select
      id={id}
      data={offered(field, value === null ? [] : [value]).map(([name, choice]) => ({
        value: name,
        label: say(choice.label),
      }))}
      value={value}
      onChange={onChange}
      error={invalid}
      aria-describedby={describedBy}
      clearable={!field.required}
      searchable={typed !== undefined || Object.keys(field.choices ?? {}).length > 7}
      defaultSearchValue={typed}
      autoFocus={autoFocus}
      defaultDropdownOpened={autoFocus}
      renderOption={({ option }) => <choice.Show value={option.value} field={field} />}
      comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }}
    />
  )
}

/** Filters by one choice are filters by a set of them with one member, except for eq and ne. */
export const ChoiceFilter = ({ field, op, value, onChange }: FilterProps) => {
  const chosen = Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : []
  const single = op === 'eq' || op === 'ne'
  return <OptionList field={field} chosen={chosen} onChange={(next) => onChange(single ? next.at(-1) : next)} />
}

import { Select } from '@mantine/core'
import { useSay } from '../language.ts'
import { Pill } from '../ui/pill.tsx'
import { OptionList, offered } from './options.tsx'
import type { EditProps, FieldScreen, FilterProps, ShowProps } from './screen.ts'

const Show = ({ value, field }: ShowProps<string>) => {
  const say = useSay()
  const choice = field.choices?.[value]
  return <Pill colour={choice?.colour ?? 'gray'}>{choice ? say(choice.label) : value}</Pill>
}

const Edit = ({ id, value, field, onChange, invalid, describedBy, autoFocus }: EditProps<string>) => {
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
      searchable={Object.keys(field.choices ?? {}).length > 7}
      autoFocus={autoFocus}
      defaultDropdownOpened={autoFocus}
      renderOption={({ option }) => <Show value={option.value} field={field} />}
      comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }}
    />
  )
}

/** Filters by one choice are filters by a set of them with one member, except for eq and ne. */
const Filter = ({ field, op, value, onChange }: FilterProps) => {
  const chosen = Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : []
  const single = op === 'eq' || op === 'ne'
  return <OptionList field={field} chosen={chosen} onChange={(next) => onChange(single ? next.at(-1) : next)} />
}

export const choice: FieldScreen<string> = { Show, Edit, Filter, width: 125, picks: true }

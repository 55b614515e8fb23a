import { MultiSelect } from '@mantine/core'
import { useSay } from '../language.ts'
import { choice } from './choice.tsx'
import css from './fields.module.css'
import { OptionList, offered } from './options.tsx'
import type { EditProps, FieldScreen, FilterProps, ShowProps } from './screen.ts'

const Show = ({ value, field, roomy }: ShowProps<readonly string[]>) => (
  <span className={roomy ? css.wrap : css.one}>
    {value.map((one) => (
      <choice.Show key={one} value={one} field={field} />
    ))}
  </span>
)

const Edit = ({ id, value, field, onChange, invalid, describedBy, autoFocus }: EditProps<readonly string[]>) => {
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

const Filter = ({ field, value, onChange }: FilterProps) => (
  <OptionList
    field={field}
    chosen={Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : []}
    onChange={onChange}
  />
)

export const choices: FieldScreen<readonly string[]> = { Show, Edit, Filter, width: 200 }

import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import css from './options.module.css'
import type { FilterProps } from './screen.ts'

/** A day, or a time relative to now, which stays right in a saved view. */
export const DateFilter = ({ value, onChange }: FilterProps) => {
  const { t } = useLingui()
  const relative = [
    { value: 'today', label: t`today` },
    { value: '-7d', label: t`7 days ago` },
    { value: '-30d', label: t`30 days ago` },
    { value: '-90d', label: t`90 days ago` },
    { value: '-1y', label: t`a year ago` },
    { value: 'month_start', label: t`start of this month` },
    { value: 'year_start', label: t`start of this year` },
    { value: '+7d', label: t`in 7 days` },
    { value: '+30d', label: t`in 30 days` },
  ]
  const day = typeof value === 'string' && /^\d{4}-/.test(value) ? value.slice(0, 10) : ''
  return (
    <div className={css.list}>
      {relative.map((one) => (
        <label key={one.value} className={css.option}>
          <input type="radio" name="relative-date" checked={value === one.value} onChange={() => onChange(one.value)} />
          {one.label}
        </label>
      ))}
      <TextInput
        type="date"
        label={t`or a day`}
        value={day}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
        mt={6}
      />
    </div>
  )
}

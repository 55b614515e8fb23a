import { useLingui } from '@lingui/react/macro'
import { MultiSelect } from '@mantine/core'
import { useState } from 'react'
import { useFoundRecords } from './find-records.ts'
import type { EditProps } from './screen.ts'
import { useTitlesOf } from './titles.ts'

/** Picks any number of records of the linked object, searching as the person types. */
export const LinksEdit = ({
  id,
  value,
  field,
  onChange,
  invalid,
  describedBy,
  autoFocus,
  placeholder,
}: EditProps<readonly string[]> & { placeholder?: string }) => {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(autoFocus ?? false)
  const { found, busy } = useFoundRecords(field.to!, typed, open)
  const standing = value ?? []
  const titles = useTitlesOf(field.to!, standing)
  const known = new Map([
    ...standing.map((one) => [one, titles.get(one) || '…'] as const),
    ...found.map((one) => [one.id, one.title || '—'] as const),
  ])
  return (
    <MultiSelect
      id={id}
      data={[...known].map(([one, label]) => ({ value: one, label }))}
      value={[...standing]}
      onChange={(next) => onChange(next.length === 0 ? null : next)}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      hidePickedOptions
      onDropdownOpen={() => setOpen(true)}
      nothingFoundMessage={busy ? t`Searching…` : t`Nothing found`}
      error={invalid}
      aria-describedby={describedBy}
      placeholder={standing.length === 0 ? placeholder : undefined}
      autoFocus={autoFocus}
      comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }}
    />
  )
}

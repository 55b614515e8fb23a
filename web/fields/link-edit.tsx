import { useLingui } from '@lingui/react/macro'
import { Loader, Select } from '@mantine/core'
import { useState } from 'react'
import { useMe } from '../session.ts'
import { useFoundRecords } from './find-records.ts'
import { LinksEdit } from './links-edit.tsx'
import type { EditProps, FilterProps } from './screen.ts'
import { useTitle } from './titles.ts'

export const LinkEdit = ({
  id,
  value,
  field,
  onChange,
  invalid,
  describedBy,
  autoFocus,
  typed: begun = '',
}: EditProps<string>) => {
  const { t } = useLingui()
  const [typed, setTyped] = useState(begun)
  const [open, setOpen] = useState(autoFocus ?? false)
  const title = useTitle(field.to!, value ?? '')
  const { found, busy } = useFoundRecords(field.to!, typed === title ? '' : typed, open)
  const standing = value !== null && !found.some((one) => one.id === value) ? [{ value, label: title || '…' }] : []
  return (
    <Select
      id={id}
      data={[...standing, ...found.map((one) => ({ value: one.id, label: one.title || '—' }))]}
      value={value}
      onChange={onChange}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      onDropdownOpen={() => setOpen(true)}
      defaultDropdownOpened={autoFocus}
      nothingFoundMessage={busy ? t`Searching…` : t`Nothing found`}
      rightSection={busy && open ? <Loader size={14} /> : undefined}
      clearable={!field.required}
      error={invalid}
      aria-describedby={describedBy}
      autoFocus={autoFocus}
      comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }}
    />
  )
}

/** Filters know "me", so that one shared view serves everyone. */
export const LinkFilter = ({ field, op, value, onChange }: FilterProps) => {
  const { t } = useLingui()
  const person = useMe()
  const chosen = (Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : []).map((one) =>
    one === 'me' ? person.id : one,
  )
  const single = op === 'eq' || op === 'ne'
  const give = (next: readonly string[] | null): void => {
    const ids = (next ?? []).map((one) => (field.to === 'user' && one === person.id && single ? 'me' : one))
    onChange(single ? ids.at(-1) : ids)
  }
  return (
    <LinksEdit
      id="filter-links"
      value={chosen}
      field={field}
      onChange={give}
      placeholder={t`Search`}
      onlyFound
      autoFocus
    />
  )
}

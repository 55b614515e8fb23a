import { useLingui } from '@lingui/react/macro'
import { MultiSelect } from '@mantine/core'
import type { Choice } from '@rapport/vocabulary/define/field.ts'
import { useState } from 'react'
import { useLocale } from '../language.ts'
import { Pill } from '../ui/pill.tsx'
import { warn } from '../ui/toast.tsx'
import { useFoundRecords } from './find-records.ts'
import type { EditProps } from './screen.ts'
import { useTitlesOf } from './titles.ts'
import { useMaking, useWordColours } from './words.ts'

type Given = EditProps<readonly string[]> & {
  readonly placeholder?: string
  /** Picks among what is there; nothing new is made. */
  readonly onlyFound?: boolean
}

const isNew = 'new '

const useWords = (name: string, typed: string, known: ReadonlyMap<string, string>, onlyFound: boolean) => {
  const { t } = useLingui()
  const locale = useLocale()
  const making = useMaking(name)
  const title = typed.trim()
  const there = [...known.values()].some((one) => one.toLowerCase() === title.toLowerCase())
  const offered = making !== undefined && !onlyFound && title !== '' && !there
  const option = ([value, choice]: readonly [string, Choice]) => ({
    value: isNew + value,
    label: `${title} · ${choice.label[locale]}`,
  })
  const group = offered ? [{ group: t`New “${title}”, in a colour`, items: making.colours.map(option) }] : []
  const make = (value: string): Promise<string> =>
    making!.make(title.slice(0, making!.longest), value.slice(isNew.length))
  return { group, make, choices: Object.fromEntries(making?.colours ?? []), title }
}

/** Picks any number of records of the linked object, searching as the person types; what is only a word is made here, too. */
export const LinksEdit = (given: Given) => {
  const { id, value, field, onChange, invalid, describedBy, autoFocus, placeholder, onlyFound = false } = given
  const { t } = useLingui()
  const locale = useLocale()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(autoFocus ?? false)
  const { found, busy } = useFoundRecords(field.to!, typed, open)
  const standing = value ?? []
  const titles = useTitlesOf(field.to!, standing)
  const colours = useWordColours(field.to!)
  const known = new Map([
    ...standing.map((one) => [one, titles.get(one) || '…'] as const),
    ...found.map((one) => [one.id, one.title || '—'] as const),
  ])
  const words = useWords(field.to!, busy ? '' : typed, known, onlyFound)
  const give = async (next: readonly string[]): Promise<void> => {
    const fresh = next.find((one) => one.startsWith(isNew))
    try {
      const made = fresh === undefined ? [] : [await words.make(fresh)]
      const ids = [...next.filter((one) => one !== fresh), ...made]
      onChange(ids.length === 0 ? null : ids)
    } catch (error) {
      warn(error instanceof Error ? error.message : String(error))
    }
  }
  const standingOptions = [...known].map(([one, label]) => ({ value: one, label }))
  return (
    <MultiSelect
      id={id}
      data={[...standingOptions, ...words.group]}
      value={[...standing]}
      onChange={(next) => void give(next)}
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
      renderOption={({ option }) => {
        const choice = words.choices[option.value.slice(isNew.length)]
        if (option.value.startsWith(isNew) && choice)
          return (
            <>
              <Pill colour={choice.colour ?? 'gray'}>{words.title}</Pill>
              <span className="quiet">{choice.label[locale]}</span>
            </>
          )
        return colours.size > 0 ? (
          <Pill colour={colours.get(option.value) ?? 'gray'}>{option.label}</Pill>
        ) : (
          option.label
        )
      }}
    />
  )
}

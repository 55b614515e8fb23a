import { Trans } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowsSort, IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { useSay } from '../../language.ts'
import bar from '../filter/bar.module.css'
import type { ListState } from './state.ts'

/** The next order when a header is pressed: ascending, descending, and back to the usual. */
export const nextSort = (sort: string, name: string): string | undefined => {
  if (sort === name) return `-${name}`
  return sort === `-${name}` ? undefined : name
}

export const sortable = (object: ObjectDefinition, name: string): boolean => {
  const field = object.fields[name]
  return field !== undefined && kindOf(field).sortable
}

/** Sorting where there are no headers to press. */
export const SortChoice = ({
  object,
  state,
  change,
}: {
  object: ObjectDefinition
  state: ListState
  change: (next: { sort?: string }) => void
}) => {
  const say = useSay()
  const by = state.sort.replace(/^-/, '')
  const names = [...new Set([...state.columns, by])].filter((name) => sortable(object, name))
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={bar.add}>
          <IconArrowsSort size={15} aria-hidden />
          <Trans>Sort</Trans>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {names.map((name) => (
          <Menu.Item
            key={name}
            rightSection={
              by === name ? (
                state.sort.startsWith('-') ? (
                  <IconSortDescending size={15} />
                ) : (
                  <IconSortAscending size={15} />
                )
              ) : undefined
            }
            onClick={() => change({ sort: by === name && !state.sort.startsWith('-') ? `-${name}` : name })}
          >
            {say(object.fields[name]!.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

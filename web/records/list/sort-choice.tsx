import { Trans } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowsSort, IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { useSay } from '../../language.ts'
import { Pop } from '../../ui/pop.tsx'
import bar from '../filter/bar.module.css'
import { sortable } from './sort.ts'
import type { ListState } from './state.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly state: ListState
  readonly change: (next: { sort?: string }) => void
}

const Orders = ({ object, state, change }: Given) => {
  const say = useSay()
  const by = state.sort.replace(/^-/, '')
  const down = state.sort.startsWith('-')
  const names = [...new Set([...state.columns, by])].filter((name) => sortable(object, name))
  return (
    <div className={bar.fields}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className={bar.field}
          aria-pressed={by === name}
          onClick={() => change({ sort: by === name && !down ? `-${name}` : name })}
        >
          {say(object.fields[name]!.label)}
          {by === name && (down ? <IconSortDescending size={15} /> : <IconSortAscending size={15} />)}
        </button>
      ))}
    </div>
  )
}

/** Sorting where there are no headers to press. */
export const SortChoice = (given: Given) => (
  <Pop
    align="end"
    button={(press, open) => (
      <button type="button" className={bar.add} aria-expanded={open} onClick={press}>
        <IconArrowsSort size={15} aria-hidden />
        <Trans>Sort</Trans>
      </button>
    )}
  >
    {() => <Orders {...given} />}
  </Pop>
)

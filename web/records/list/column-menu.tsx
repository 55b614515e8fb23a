import { Trans, useLingui } from '@lingui/react/macro'
import type { Aggregate } from '@rapport/vocabulary/define/kind.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import menu from '../../ui/menu.module.css'
import { measuresOf, moved, withTotal } from './columns.ts'
import { groupable } from './grouping.ts'
import { sortable } from './sort.ts'
import type { ListSearch, ListState } from './state.ts'
import { useMeasureWords } from './totals.tsx'

interface Given {
  readonly object: ObjectDefinition
  readonly state: ListState
  readonly change: (next: Partial<ListSearch>) => void
  readonly name: string
  readonly at: number
  readonly close: () => void
}

/** All that can be done with a column, for those who do not draw it with the mouse. */
export const ColumnMenu = ({ object, state, change, name, at, close }: Given) => {
  const { t } = useLingui()
  const words = useMeasureWords()
  const { columns, pinned, totals } = state
  const does = (next: Partial<ListSearch>) => () => {
    change(next)
    close()
  }
  const entries: readonly (readonly [string, Partial<ListSearch>] | false)[] = [
    sortable(object, name) && [t`Sort upwards`, { sort: name }],
    sortable(object, name) && [t`Sort downwards`, { sort: `-${name}` }],
    at > 0 && [t`Move to the left`, { columns: moved(columns, at, at - 1).join(',') }],
    at < columns.length - 1 && [t`Move to the right`, { columns: moved(columns, at, at + 1).join(',') }],
    at + 1 !== pinned && at + 1 < columns.length && [t`Keep in sight up to here`, { pinned: at + 1 }],
    pinned > 0 && at < pinned && [t`Let all columns scroll`, { pinned: 0 }],
    groupable(object.fields[name]!) && name !== object.title && [t`Group by this`, { group: name }],
    columns.length > 1 && [t`Hide`, { columns: columns.filter((one) => one !== name).join(',') }],
  ]
  const measure = (one: Aggregate | undefined) => does({ totals: withTotal(totals, name, one) })
  return (
    <div className={menu.menu}>
      {entries.map(
        (entry) =>
          entry && (
            <button key={entry[0]} type="button" onClick={does(entry[1])}>
              {entry[0]}
            </button>
          ),
      )}
      <p className={menu.about}>
        <Trans>Total of the whole list</Trans>
      </p>
      {measuresOf(object, name).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={totals.get(name) === one}
          onClick={measure(totals.get(name) === one ? undefined : one)}
        >
          {words[one]}
        </button>
      ))}
    </div>
  )
}

// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by themselves, which those of a table cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus and names its active row
import { useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { screenOf } from '../../fields/index.ts'
import { useSay } from '../../language.ts'
import css from './grid.module.css'
import { nextSort, sortable } from './sort.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly columns: readonly string[]
  readonly sort: string
  readonly onSort: (sort: string | undefined) => void
  readonly anySelected: boolean
  readonly clear: () => void
}

const Heading = ({
  object,
  name,
  sort,
  onSort,
}: Omit<Given, 'columns' | 'anySelected' | 'clear'> & { name: string }) => {
  const say = useSay()
  const field = object.fields[name]!
  const by = sort.replace(/^-/, '') === name
  const down = sort.startsWith('-')
  const end = screenOf(field).end ? css.end : ''
  return (
    <div
      role="columnheader"
      className={`${css.heading} ${end}`}
      aria-sort={by ? (down ? 'descending' : 'ascending') : undefined}
      title={field.help && say(field.help)}
    >
      {sortable(object, name) ? (
        <button type="button" className={css.sort} onClick={() => onSort(nextSort(sort, name))}>
          <span className={css.clip}>{say(field.label)}</span>
          {by && (down ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}
        </button>
      ) : (
        <span className={css.clip}>{say(field.label)}</span>
      )}
    </div>
  )
}

export const GridHead = ({ object, columns, sort, onSort, anySelected, clear }: Given) => {
  const { t } = useLingui()
  return (
    <div role="row" className={css.head} aria-rowindex={1}>
      <div role="columnheader" className={css.tick}>
        <span className="visually-hidden">{t`Selection`}</span>
        {anySelected && <input type="checkbox" checked readOnly onClick={clear} aria-label={t`Clear the selection`} />}
      </div>
      {columns.map((name) => (
        <Heading key={name} object={object} name={name} sort={sort} onSort={onSort} />
      ))}
    </div>
  )
}

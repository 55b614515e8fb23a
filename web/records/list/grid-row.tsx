// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by themselves, which those of a table cannot be
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { memo } from 'react'
import { screenOf } from '../../fields/index.ts'
import { go } from '../../router.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Bone } from '../../ui/states.tsx'
import { Way } from '../../way.tsx'
import { titleOf, Value } from '../value.tsx'
import css from './grid.module.css'

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
  readonly index: number
  readonly start: number
  readonly columns: readonly string[]
  readonly at: boolean
  readonly selected: boolean
  readonly onToggle: (row: AnyRow) => void
  readonly label: string
}

const TitleCell = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const title = titleOf(object, row)
  return (
    <>
      {object.concept === 'customers' && <Avatar name={title || '?'} size={22} square={row.type === 'company'} />}
      <Way to={`/${object.plural}/${row.id}`} className={css.title} tabIndex={-1}>
        {title || '—'}
      </Way>
    </>
  )
}

const Row = ({ object, row, index, start, columns, at, selected, onToggle, label }: Given) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself answers the keyboard
  <div
    role="row"
    id={`row-${index}`}
    tabIndex={-1}
    aria-rowindex={index + 2}
    aria-selected={selected}
    data-at={at || undefined}
    className={css.row}
    style={{ transform: `translateY(${start}px)` }}
    onClick={() => go(`/${object.plural}/${row.id}`)}
  >
    {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box inside answers the keyboard */}
    <div role="gridcell" tabIndex={-1} className={css.tick} onClick={(event) => event.stopPropagation()}>
      <input
        type="checkbox"
        tabIndex={-1}
        checked={selected}
        onChange={() => onToggle(row)}
        aria-label={`${label}: ${titleOf(object, row)}`}
      />
    </div>
    {columns.map((name) => (
      <div
        key={name}
        role="gridcell"
        tabIndex={-1}
        className={`${css.cell} ${screenOf(object.fields[name]!).end ? css.end : ''}`}
      >
        {name === object.title ? (
          <TitleCell object={object} row={row} />
        ) : (
          <Value object={object} row={row} name={name} />
        )}
      </div>
    ))}
  </div>
)

export const GridRow = memo(
  Row,
  (a, b) =>
    a.row === b.row &&
    a.start === b.start &&
    a.at === b.at &&
    a.selected === b.selected &&
    a.columns === b.columns &&
    a.onToggle === b.onToggle,
)

const widths = ['62%', '48%', '74%', '55%', '68%']

export const BoneRow = memo(
  ({ index, start, columns }: { index: number; start: number; columns: readonly string[] }) => (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-busy
      className={css.row}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div role="gridcell" tabIndex={-1} className={css.tick} />
      {columns.map((name, at) => (
        <div key={name} role="gridcell" tabIndex={-1} className={css.cell}>
          <Bone width={widths[(index + at) % widths.length]!} />
        </div>
      ))}
    </div>
  ),
)

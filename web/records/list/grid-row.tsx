// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by themselves, which those of a table cannot be
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { memo } from 'react'
import { screenOf } from '../../fields/index.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Bone } from '../../ui/states.tsx'
import { Way } from '../../way.tsx'
import { titleOf, Value } from '../value.tsx'
import type { Painted, Tint } from './colouring.ts'
import css from './grid.module.css'
import { pinnedAt } from './grid-layout.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly row: AnyRow
  readonly index: number
  readonly start: number
  readonly columns: readonly string[]
  /** How far from the left each pinned column stays. */
  readonly lefts: readonly number[]
  /** The column that has the cursor, or -1. */
  readonly at: number
  /** By what the grid names the cell that has it. */
  readonly cursorId: string
  /** The columns of the selected range, as far as it takes in this row: first and last, or -1. */
  readonly left: number
  readonly right: number
  /** The range ends in this row. */
  readonly corner: boolean
  readonly selected: boolean
  readonly painted: Painted | undefined
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

/** The colours of a tint, for CSS. */
export const tintOf = (tint: Tint | undefined): React.CSSProperties | undefined =>
  tint && ({ '--tint': `var(--${tint.colour}-bg)`, '--tint-ink': `var(--${tint.colour}-ink)` } as React.CSSProperties)

const cellStyle = (left: number | undefined, tint: Tint | undefined): React.CSSProperties | undefined =>
  left === undefined && tint === undefined ? undefined : { ...pinnedAt(left), ...tintOf(tint) }

const Row = ({
  object,
  row,
  index,
  start,
  columns,
  lefts,
  at,
  cursorId,
  left,
  right,
  corner,
  selected,
  painted,
  onToggle,
  label,
}: Given) => (
  <div
    role="row"
    tabIndex={-1}
    aria-rowindex={index + 2}
    aria-selected={selected}
    data-at={at >= 0 || undefined}
    data-row={index}
    data-tint={painted?.row?.colour}
    title={painted?.row?.said}
    className={css.row}
    style={{ transform: `translateY(${start}px)`, ...tintOf(painted?.row) }}
  >
    {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box inside answers the keyboard */}
    <div role="gridcell" tabIndex={-1} className={css.tick} data-pinned onClick={(event) => event.stopPropagation()}>
      <input
        type="checkbox"
        tabIndex={-1}
        checked={selected}
        onChange={() => onToggle(row)}
        aria-label={`${label}: ${titleOf(object, row)}`}
      />
    </div>
    {columns.map((name, column) => (
      <div
        key={name}
        role="gridcell"
        tabIndex={-1}
        id={at === column ? cursorId : undefined}
        aria-colindex={column + 2}
        data-column={column}
        data-pinned={column < lefts.length || undefined}
        style={cellStyle(lefts[column], painted?.cells[name])}
        data-tint={painted?.cells[name]?.colour}
        title={painted?.cells[name]?.said}
        data-cursor={at === column || undefined}
        data-range={(column >= left && column <= right) || undefined}
        data-corner={(corner && column === right) || undefined}
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
    a.index === b.index &&
    a.at === b.at &&
    a.cursorId === b.cursorId &&
    a.left === b.left &&
    a.right === b.right &&
    a.corner === b.corner &&
    a.selected === b.selected &&
    a.painted === b.painted &&
    a.columns === b.columns &&
    a.lefts === b.lefts &&
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

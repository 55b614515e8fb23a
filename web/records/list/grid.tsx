// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by themselves, which those of a table cannot be
import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type Dispatch, type SetStateAction, useCallback, useEffect, useRef } from 'react'
import { screenOf } from '../../fields/index.ts'
import { useSay } from '../../language.ts'
import { go } from '../../router.tsx'
import type { Blocks } from './blocks.ts'
import css from './grid.module.css'
import { GridHead } from './grid-head.tsx'
import { useGridKeys } from './grid-keys.ts'
import { BoneRow, GridRow } from './grid-row.tsx'
import { ListEmpty, ListFailed } from './nothing.tsx'

export const rowHeight = 38
const selectWidth = 44

interface Given {
  readonly object: ObjectDefinition
  readonly blocks: Blocks
  readonly columns: readonly string[]
  readonly sort: string
  readonly onSort: (sort: string | undefined) => void
  readonly selected: ReadonlySet<string>
  readonly onSelect: Dispatch<SetStateAction<ReadonlySet<string>>>
  readonly filtered: boolean
}

export const widthsOf = (object: ObjectDefinition, columns: readonly string[]): readonly number[] =>
  columns.map((name) => (name === object.title ? 230 : screenOf(object.fields[name]!).width))

const toggled = (selected: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Rows that are known, and a few more that are on their way. */
const countOf = (blocks: Blocks): number => {
  const { rows, open } = blocks.extent
  return open ? rows + 12 : rows
}

export const Grid = ({ object, blocks, columns, sort, onSort, selected, onSelect, filtered }: Given) => {
  const { t } = useLingui()
  const say = useSay()
  const scroller = useRef<HTMLDivElement>(null)
  const count = countOf(blocks)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    useFlushSync: false,
    scrollPaddingStart: 36,
  })
  const shown = virtual.getVirtualItems()
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0]
  useEffect(() => blocks.want(first, last), [blocks, first, last])
  const open = (row: AnyRow): void => go(`/${object.plural}/${row.id}`)
  const toggle = useCallback((row: AnyRow): void => onSelect((before) => toggled(before, row.id)), [onSelect])
  const keys = useGridKeys({ blocks, open, toggle, show: (index) => virtual.scrollToIndex(index) })
  if (blocks.error !== undefined && !blocks.started)
    return <ListFailed error={blocks.error} retry={() => blocks.refresh()} />
  if (count === 0) return <ListEmpty object={object} filtered={filtered} />
  const widths = widthsOf(object, columns)
  const template = `${selectWidth}px ${widths.map((width, index) => (index === 0 ? `minmax(${width}px, 1.6fr)` : `minmax(${width}px, 1fr)`)).join(' ')}`
  const least = selectWidth + widths.reduce((sum, width) => sum + width, 0)
  return (
    <div ref={scroller} className={css.scroller}>
      <div
        role="grid"
        aria-label={say(object.labels)}
        aria-rowcount={blocks.extent.open ? -1 : count + 1}
        aria-activedescendant={keys.at === undefined ? undefined : `row-${keys.at}`}
        tabIndex={0}
        onKeyDown={keys.onKeyDown}
        className={css.grid}
        style={{ '--columns': template, minWidth: least } as React.CSSProperties}
      >
        <GridHead
          object={object}
          columns={columns}
          sort={sort}
          onSort={onSort}
          anySelected={selected.size > 0}
          clear={() => onSelect(new Set())}
        />
        <div className={css.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const row = blocks.rowAt(index)
            if (row === undefined)
              return <BoneRow key={`bone-${index}`} index={index} start={start} columns={columns} />
            return (
              <GridRow
                key={row.id}
                object={object}
                row={row}
                index={index}
                start={start}
                columns={columns}
                at={keys.at === index}
                selected={selected.has(row.id)}
                onToggle={toggle}
                label={t`Select`}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

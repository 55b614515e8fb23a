// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by themselves, which those of a table cannot be
import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import {
  type Dispatch,
  type KeyboardEvent,
  type SetStateAction,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useSay } from '../../language.ts'
import { go } from '../../router.tsx'
import { later } from '../../ui/later.tsx'
import { warn } from '../../ui/toast.tsx'
import { isWritable, may } from '../access.ts'
import type { Blocks } from './blocks.ts'
import type { Leave } from './cell-editor.tsx'
import { areaOf, type Spot } from './cells.ts'
import type { Colouring } from './colouring.ts'
import css from './grid.module.css'
import { GridHead } from './grid-head.tsx'
import { gridLayoutOf } from './grid-layout.ts'
import { BoneRow, GridRow } from './grid-row.tsx'
import { ListEmpty, ListFailed } from './nothing.tsx'
import type { ListSearch, ListState } from './state.ts'
import { isWritten, typedValue } from './typed.ts'
import { useClipboard } from './use-clipboard.ts'
import { useCursor } from './use-cursor.ts'
import { useEdits } from './use-edits.ts'
import { useOverflow } from './use-overflow.ts'
import { useRows } from './use-rows.ts'

const CellEditor = later(() => import('./cell-editor.tsx').then((module) => module.CellEditor), 36)
const Totals = later(() => import('./totals.tsx').then((module) => module.Totals), 38)
const WrongCells = later(() => import('./wrong-cells.tsx').then((module) => module.WrongCells), 0)

const rowHeight = 38
const headHeight = 34

interface Given {
  readonly object: ObjectDefinition
  readonly blocks: Blocks
  readonly colouring: Colouring | undefined
  readonly state: ListState
  readonly change: (next: Partial<ListSearch>) => void
  readonly selected: ReadonlySet<string>
  readonly onSelect: Dispatch<SetStateAction<ReadonlySet<string>>>
}

const toggled = (selected: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}

/** The cell that is being edited, and where its editor stands. */
interface Editing extends Spot {
  readonly typed: string | undefined
  readonly place: { readonly top: number; readonly left: number; readonly width: number }
}

const placeOf = (body: HTMLElement, { row, column }: Spot): Editing['place'] | undefined => {
  const cell = body.querySelector(`[data-row="${row}"] [data-column="${column}"]`)?.getBoundingClientRect()
  const frame = body.getBoundingClientRect()
  return cell && { top: cell.top - frame.top, left: cell.left - frame.left, width: cell.width }
}

/** Rows that are known, and a few more that are on their way. */
const countOf = (blocks: Blocks): number => {
  const { rows, open } = blocks.extent
  return open ? rows + 12 : rows
}

export const Grid = ({ object, blocks, colouring, state, change, selected, onSelect }: Given) => {
  const { columns } = state
  const { t } = useLingui()
  const say = useSay()
  const scroller = useRef<HTMLDivElement>(null)
  const cursorId = useId()
  const count = countOf(blocks)
  const {
    first,
    last,
    height,
    startOf,
    show: showRow,
  } = useRows({
    scroller,
    count,
    rowHeight,
    covered: [headHeight, state.totals.size > 0 ? rowHeight : 0],
  })
  useEffect(() => blocks.want(first, last), [blocks, first, last])
  const open = (row: AnyRow): void => go(`/${object.plural}/${row.id}`)
  const toggle = useCallback((row: AnyRow): void => onSelect((before) => toggled(before, row.id)), [onSelect])
  const body = useRef<HTMLDivElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const [drawn, setDrawn] = useState<readonly [string, number]>()
  const { template, least, lefts } = useMemo(
    () => gridLayoutOf(object, { ...state, widths: drawn ? new Map(state.widths).set(...drawn) : state.widths }),
    [object, state, drawn],
  )
  const wide = useOverflow(scroller, least, count > 0)
  const [editing, setEditing] = useState<Editing>()
  const edits = useEdits(object, blocks)
  const edit = (spot: Spot, typed: string | undefined): void => {
    const row = blocks.rowAt(spot.row)
    const field = object.fields[columns[spot.column] ?? '']
    if (row === undefined || field === undefined) return
    if (!isWritable(field) || !may(object, 'update')) {
      if (typed === undefined) open(row)
      return
    }
    // A row that is half under the head or the totals would be written in where it cannot be seen.
    showRow(spot.row)
    const place = body.current ? placeOf(body.current, spot) : undefined
    if (place) setEditing({ ...spot, typed, place })
  }
  const show = ({ row, column }: Spot): void => {
    showRow(row)
    requestAnimationFrame(() =>
      body.current?.querySelector(`[data-row="${row}"] [data-column="${column}"]`)?.scrollIntoView({
        block: 'nearest',
        inline: 'nearest',
      }),
    )
  }
  const saveCell = async (row: AnyRow, name: string, value: unknown): Promise<void> => {
    const saved = await edits.one(row, name, value)
    const reason = typeof saved === 'string' ? undefined : (saved[name] ?? Object.values(saved)[0])
    if (reason) warn(`${say(object.fields[name]!.label)}: ${say(reason.detail)}`)
  }
  const waiting = (event: KeyboardEvent): boolean => {
    const row = editing && blocks.rowAt(editing.row)
    if (row === undefined) return false
    const [name, typed] = [columns[editing!.column]!, editing!.typed]
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    event.preventDefault()
    if (event.key === 'Escape') leave('stay')
    else if (isLetter) setEditing({ ...editing!, typed: (typed ?? '') + event.key })
    else if ((event.key === 'Enter' || event.key === 'Tab') && typed !== undefined && isWritten(object.fields[name]!)) {
      void saveCell(row, name, typedValue(object.fields[name]!, typed))
      leave(event.key === 'Enter' ? 'down' : event.shiftKey ? 'back' : 'next')
    }
    return true
  }
  const cursor = useCursor({
    waiting,
    blocks,
    columns,
    open,
    toggle,
    show,
    edit,
    clear: (area) => clipboard.clear(area),
    fill: (area, source) => clipboard.fill(area, source),
    undo: () => {
      const here = edits.undoable()
      if (here) void edits.undo()
      return here
    },
    redo: () => void edits.redo(),
  })
  const clipboard = useClipboard({ object, blocks, columns, edits }, cursor.range)
  const leave = (way: Leave): void => {
    setEditing(undefined)
    sheet.current?.focus({ preventScroll: true })
    if (way !== 'stay') cursor.step(way)
  }
  if (blocks.error !== undefined && !blocks.started)
    return <ListFailed error={blocks.error} retry={() => blocks.refresh()} />
  if (count === 0) return <ListEmpty object={object} filtered={state.filter !== undefined} />
  const area = cursor.range && areaOf(cursor.range)
  const inRange = (index: number): boolean => area !== undefined && index >= area.top && index <= area.bottom
  const edited = editing && blocks.rowAt(editing.row)
  return (
    <div ref={scroller} className={css.scroller}>
      <div
        role="grid"
        aria-label={say(object.labels)}
        aria-rowcount={blocks.extent.open ? -1 : count + 1}
        aria-multiselectable
        aria-activedescendant={cursor.range === undefined ? undefined : cursorId}
        ref={sheet}
        tabIndex={0}
        {...cursor.handlers}
        onCopy={clipboard.onCopy}
        onPaste={clipboard.onPaste}
        className={css.grid}
        data-wide={wide || undefined}
        style={{ '--columns': template, minWidth: least } as React.CSSProperties}
      >
        <GridHead
          object={object}
          state={state}
          change={change}
          draw={(name, width) => setDrawn(width === undefined ? undefined : [name, width])}
          lefts={lefts}
          anySelected={selected.size > 0}
          clear={() => onSelect(new Set())}
        />
        <div ref={body} className={css.body} role="rowgroup" style={{ height }}>
          {Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n).map((index) => {
            const start = startOf(index)
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
                lefts={lefts}
                painted={colouring?.(row)}
                at={cursor.range?.at.row === index ? cursor.range.at.column : -1}
                cursorId={cursorId}
                left={inRange(index) ? area!.left : -1}
                right={inRange(index) ? area!.right : -1}
                corner={area?.bottom === index}
                selected={selected.has(row.id)}
                onToggle={toggle}
                label={t`Select`}
              />
            )
          })}
          {editing && edited && (
            <CellEditor
              key={`${edited.id} ${editing.column}`}
              object={object}
              row={edited}
              name={columns[editing.column]!}
              typed={editing.typed}
              place={editing.place}
              save={(value) => void saveCell(edited, columns[editing.column]!, value)}
              close={leave}
            />
          )}
        </div>
        {state.totals.size > 0 && <Totals object={object} state={state} lefts={lefts} />}
      </div>
      {clipboard.wrong.length > 0 && <WrongCells object={object} wrong={clipboard.wrong} close={clipboard.forget} />}
    </div>
  )
}

// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are placed by themselves, which those of a table cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus and names its active row
import { useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react'
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { screenOf } from '../../fields/index.ts'
import { useSay } from '../../language.ts'
import { later } from '../../ui/later.tsx'
import { Pop } from '../../ui/pop.tsx'
import { moved, withWidth } from './columns.ts'
import css from './grid.module.css'
import { pinnedAt } from './grid-layout.ts'
import { nextSort, sortable } from './sort.ts'
import type { ListSearch, ListState } from './state.ts'

const ColumnMenu = later(() => import('./column-menu.tsx').then((module) => module.ColumnMenu), 200)

interface Given {
  readonly object: ObjectDefinition
  readonly state: ListState
  readonly change: (next: Partial<ListSearch>) => void
  /** Shows a width while it is drawn. */
  readonly draw: (name: string, width: number | undefined) => void
  readonly lefts: readonly number[]
  readonly anySelected: boolean
  readonly clear: () => void
}

const headOf = (target: EventTarget | null): HTMLElement | null =>
  (target as HTMLElement | null)?.closest<HTMLElement>('[data-heading]') ?? null

/** The width at which every cell of a column that is on screen shows all it has. */
const fitting = (head: HTMLElement, at: number): number => {
  const grid = head.closest('[role=grid]')!
  const cells = [...grid.querySelectorAll<HTMLElement>(`[data-column="${at}"]`)]
  const range = document.createRange()
  const widths = [head.querySelector('button, span') as HTMLElement, ...cells].map((one) => {
    range.selectNodeContents(one)
    const clipped = [...one.querySelectorAll<HTMLElement>('*')].map((inner) => inner.scrollWidth - inner.clientWidth)
    return range.getBoundingClientRect().width + Math.max(0, ...clipped)
  })
  return Math.max(...widths) + 34
}

/** The edge of a heading: drawn to a width, pressed twice to fit. */
const Edge = ({
  name,
  at,
  state,
  change,
  draw,
}: Pick<Given, 'state' | 'change' | 'draw'> & { name: string; at: number }) => {
  const begin = (event: PointerEvent<HTMLElement>): void => {
    event.stopPropagation()
    event.preventDefault()
    const edge = event.currentTarget
    const start = headOf(edge)!.getBoundingClientRect().width - event.clientX
    edge.setPointerCapture(event.pointerId)
    const move = (to: globalThis.PointerEvent): void => draw(name, start + to.clientX)
    const end = (to: globalThis.PointerEvent): void => {
      edge.removeEventListener('pointermove', move)
      if (Math.abs(to.clientX - event.clientX) > 2)
        change({ widths: withWidth(state.widths, name, start + to.clientX) })
      draw(name, undefined)
    }
    edge.addEventListener('pointermove', move)
    edge.addEventListener('pointerup', end, { once: true })
  }
  return (
    <span
      className={css.edge}
      aria-hidden
      onPointerDown={begin}
      onDoubleClick={(event) => change({ widths: withWidth(state.widths, name, fitting(headOf(event.target)!, at)) })}
    />
  )
}

const Heading = ({ name, at, ...given }: Omit<Given, 'anySelected' | 'clear'> & { name: string; at: number }) => {
  const { object, state, change, lefts } = given
  const { t } = useLingui()
  const say = useSay()
  const [over, setOver] = useState(false)
  const field = object.fields[name]!
  const label = say(field.label)
  const by = state.sort.replace(/^-/, '') === name
  const down = state.sort.startsWith('-')
  const end = screenOf(field).end ? css.end : ''
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
    event.preventDefault()
    const way = event.key === 'ArrowLeft' ? -1 : 1
    const { width } = headOf(event.target)!.getBoundingClientRect()
    if (event.shiftKey) change({ widths: withWidth(state.widths, name, width + way * 16) })
    else change({ columns: moved(state.columns, at, at + way).join(',') })
  }
  return (
    <div
      role="columnheader"
      data-heading={at}
      data-over={over || undefined}
      data-pinned={at < lefts.length || undefined}
      className={`${css.heading} ${end}`}
      style={pinnedAt(lefts[at])}
      aria-sort={by ? (down ? 'descending' : 'ascending') : undefined}
      title={field.help && say(field.help)}
      draggable
      onDragStart={(event) => event.dataTransfer.setData('text/x-column', String(at))}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('text/x-column')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const from = Number(event.dataTransfer.getData('text/x-column'))
        change({ columns: moved(state.columns, from, at).join(',') })
      }}
      onKeyDown={onKeyDown}
    >
      {sortable(object, name) ? (
        <button type="button" className={css.sort} onClick={() => change({ sort: nextSort(state.sort, name) })}>
          <span className={css.clip}>{label}</span>
          {by && (down ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}
        </button>
      ) : (
        <span className={css.clip}>{label}</span>
      )}
      <Pop
        button={(press, open) => (
          <button
            type="button"
            className={css.more}
            aria-label={t`Column ${label}`}
            aria-expanded={open}
            onClick={press}
          >
            <IconChevronDown size={13} aria-hidden />
          </button>
        )}
      >
        {(close) => <ColumnMenu object={object} state={state} change={change} name={name} at={at} close={close} />}
      </Pop>
      <Edge name={name} at={at} state={state} change={change} draw={given.draw} />
    </div>
  )
}

export const GridHead = ({ anySelected, clear, ...given }: Given) => {
  const { t } = useLingui()
  return (
    <div role="row" className={css.head} aria-rowindex={1}>
      <div role="columnheader" className={css.tick} data-pinned>
        <span className="visually-hidden">{t`Selection`}</span>
        {anySelected && <input type="checkbox" checked readOnly onClick={clear} aria-label={t`Clear the selection`} />}
      </div>
      {given.state.columns.map((name, at) => (
        <Heading key={name} name={name} at={at} {...given} />
      ))}
    </div>
  )
}

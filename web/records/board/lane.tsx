import { useDroppable } from '@dnd-kit/core'
import { Trans } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { memo, type ReactNode, useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { Bone } from '../../ui/states.tsx'
import { sayProblem } from '../problem.ts'
import css from './board.module.css'
import { DraggableCard, type Move } from './card.tsx'
import { LaneHead } from './lane-head.tsx'
import type { LaneOf } from './lanes.ts'
import type { BoardStore } from './store.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly store: BoardStore
  readonly names: readonly string[]
  readonly lane: LaneOf
  readonly lanes: readonly LaneOf[]
  readonly movable: boolean
  readonly move: Move
  /** Where the card that is being dragged would come to stand, and which it is. */
  readonly spot: number | undefined
  readonly held: string | undefined
}

const useLane = (store: BoardStore, name: string) => {
  const subscribe = useCallback((listener: () => void) => store.subscribe(name, listener), [store, name])
  const cards = useSyncExternalStore(subscribe, () => store.lane(name))
  const figure = useSyncExternalStore(subscribe, () => store.figure(name))
  return { ...cards, figure }
}

/** Reads on when the end of what is there comes near the screen. */
const End = ({ more, busy }: { more: () => void; busy: boolean }) => {
  const mark = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && !busy && more(), {
      rootMargin: '300px',
    })
    if (mark.current) watch.observe(mark.current)
    return () => watch.disconnect()
  }, [more, busy])
  return (
    <div ref={mark} className={css.end}>
      {busy ? (
        [1, 2].map((n) => <Bone key={n} width="100%" height={70} />)
      ) : (
        <button type="button" className={css.more} onClick={more}>
          <Trans>Show more</Trans>
        </button>
      )}
    </div>
  )
}

export const Lane = memo(({ object, store, names, lane, lanes, movable, move, spot, held }: Given) => {
  const { setNodeRef } = useDroppable({ id: lane.value })
  const { cards, next, busy, error, figure } = useLane(store, lane.value)
  const more = useCallback(() => void store.more(lane.value), [store, lane.value])
  const { by, sum } = store.shape
  const shown: ReactNode[] = []
  let index = 0
  for (const card of cards) {
    if (card.row.id !== held && index++ === spot) shown.push(<div key="spot" className={css.spot} />)
    shown.push(
      <DraggableCard
        key={card.row.id}
        object={object}
        names={names}
        by={by}
        card={card}
        stale={lane.stale}
        lane={lane.value}
        lanes={lanes}
        movable={movable}
        move={move}
      />,
    )
  }
  if (spot !== undefined && spot >= index) shown.push(<div key="spot" className={css.spot} />)
  return (
    <section
      ref={setNodeRef}
      className={css.lane}
      data-lane={lane.value}
      data-over={spot !== undefined || undefined}
      aria-label={lane.title}
    >
      <LaneHead object={object} by={by} sum={sum} lane={lane} figure={figure} />
      <div className={css.cards}>
        {shown}
        {error !== undefined && <p className={css.failed}>{sayProblem(error)}</p>}
        {next !== null && <End more={more} busy={busy} />}
      </div>
    </section>
  )
})

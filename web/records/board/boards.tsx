import {
  type CollisionDetection,
  closestCorners,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import type { BoardCard } from '../../api.ts'
import { useTitle } from '../../fields/titles.ts'
import { may } from '../access.ts'
import type { ListState } from '../list/state.ts'
import { useBoardAddress } from './address.ts'
import css from './board.module.css'
import { Card } from './card.tsx'
import { Lane } from './lane.tsx'
import { type LaneOf, useLanes } from './lanes.ts'
import { type Spot, spotAt, stepping } from './spot.ts'
import { type BoardStore, countedAll } from './store.ts'
import { BoardTools } from './tools.tsx'
import { cardFields, useBoard } from './use-board.ts'
import { useMove } from './use-move.tsx'
import { useSpoken } from './use-spoken.ts'

const Heading = ({ object, by, group }: { object: ObjectDefinition; by: string; group: string }) => {
  const whole = object.fields[by]?.to === 'stage' ? 'pipeline' : ''
  return <h2 className={css.group}>{useTitle(whole, group) || '—'}</h2>
}

/** The lanes in their groups; records without a value have a lane of their own as soon as there are some. */
const useGroups = (store: BoardStore, lanes: readonly LaneOf[]): readonly (readonly [string, readonly LaneOf[]])[] => {
  const { t } = useLingui()
  const subscribe = useCallback((listener: () => void) => store.subscribe(countedAll, listener), [store])
  const loose = useSyncExternalStore(subscribe, () => store.figure('')?.count ?? 0)
  const title = t`None`
  return useMemo(() => {
    const none: LaneOf = { value: '', title, colour: 'gray', group: lanes[0]?.group ?? '' }
    const all = loose > 0 ? [none, ...lanes] : lanes
    const groups = [...new Set(all.map((lane) => lane.group))]
    return groups.map((group) => [group, all.filter((lane) => lane.group === group)])
  }, [lanes, loose, title])
}

/** The lane under the pointer, else the one that the card itself touches, else the nearest: a finger slips below a short lane easily. */
const underneath: CollisionDetection = (given) =>
  [pointerWithin, rectIntersection, closestCorners].map((way) => way(given)).find((found) => found.length > 0) ?? []

interface Held {
  readonly card: BoardCard
  readonly lane: string
}

/** Records in lanes by a choice or a link; a card is moved with the mouse, the finger, the keyboard or its menu. */
export const Boards = ({ object, state }: { object: ObjectDefinition; state: ListState }) => {
  const [choice, change] = useBoardAddress(object)
  const lanes = useLanes(object, choice.by)
  const store = useBoard(object, choice, state.filter)
  const { move, asking } = useMove(store, lanes)
  const groups = useGroups(store, lanes)
  const [held, setHeld] = useState<Held>()
  const [spot, setSpot] = useState<Spot>()
  const latest = useRef<Spot>(undefined)
  const take = (next: Spot | undefined): void => {
    latest.current = next
    setSpot((before) => (before?.lane === next?.lane && before?.index === next?.index ? before : next))
  }
  const spoken = useSpoken(object, lanes, latest)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
      coordinateGetter: stepping(() => latest.current, take),
    }),
  )
  const names = cardFields(object, choice.sum)
  const movable = may(object, 'update')
  const end = (): void => {
    setHeld(undefined)
    take(undefined)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={underneath}
      accessibility={spoken}
      onDragStart={({ active }) => {
        const now = active.data.current as Held
        setHeld(now)
        take({ lane: now.lane, index: store.find(now.card.row.id)?.index ?? 0 })
      }}
      onDragMove={({ active, over, activatorEvent }) => {
        const box = active.rect.current.translated
        if (activatorEvent instanceof KeyboardEvent || box === null || over === null) return
        take(spotAt(String(over.id), String(active.id), box.top + box.height / 2))
      }}
      onDragCancel={end}
      onDragEnd={({ over, activatorEvent }) => {
        const to = latest.current
        end()
        if (held && to && (over !== null || activatorEvent instanceof KeyboardEvent)) move(held.card, to.lane, to.index)
      }}
    >
      <BoardTools object={object} choice={choice} change={change} />
      <div className={css.boards} data-held={held !== undefined || undefined} data-one={groups.length < 2 || undefined}>
        {groups.map(([group, its]) => (
          <section key={group} className={css.one}>
            {groups.length > 1 && <Heading object={object} by={choice.by} group={group} />}
            <div className={css.board}>
              {its.map((lane) => (
                <Lane
                  key={lane.value}
                  object={object}
                  store={store}
                  names={names}
                  lane={lane}
                  lanes={its}
                  movable={movable}
                  move={move}
                  spot={spot?.lane === lane.value ? spot.index : undefined}
                  held={held?.card.row.id}
                />
              ))}
            </div>
          </section>
        ))}
      </div>
      {createPortal(
        <DragOverlay dropAnimation={null}>
          {held && <Card object={object} names={names} by={choice.by} card={held.card} stale={undefined} lifted />}
        </DragOverlay>,
        document.body,
      )}
      {asking}
    </DndContext>
  )
}

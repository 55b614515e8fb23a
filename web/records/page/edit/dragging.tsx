import {
  type Active,
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragMoveEvent,
  pointerWithin,
  useDraggable,
  useDroppable,
} from '@dnd-kit/core'
import type { PageSettings } from '@rapport/vocabulary/define/page-layout.ts'
import { IconGripVertical } from '@tabler/icons-react'
import { createContext, type KeyboardEvent, type ReactNode, useContext, useRef, useState } from 'react'
import { silent, useHolds } from '../../../ui/sort-by-drag.tsx'
import { useArranging } from './arranging.ts'
import css from './edit.module.css'
import { type Home, placeOf, sectionsIn, withFieldMoved, withMoved, withTabMoved } from './moves.ts'

/** What is picked up, and over what it can be let go. */
export type Thing =
  | { readonly is: 'section'; readonly key: string }
  | { readonly is: 'home'; readonly home: Home }
  | { readonly is: 'field'; readonly section: string; readonly name: string }
  | { readonly is: 'fields'; readonly section: string }
  | { readonly is: 'tab'; readonly key: string }

const accepts: { readonly [is: string]: readonly Thing['is'][] } = {
  section: ['section', 'home'],
  field: ['field', 'fields'],
  tab: ['tab'],
}
const thingOf = (one: { data: { current?: unknown } } | null | undefined): Thing | undefined =>
  one?.data.current as Thing | undefined

interface Over {
  readonly id: string
  readonly thing: Thing
  readonly below: boolean
}
const OverContext = createContext<Over | undefined>(undefined)

/** The page after something was let go over something else. */
const dropped = (page: PageSettings, held: Thing, over: Thing, below: boolean): PageSettings => {
  const after = below ? 1 : 0
  if (held.is === 'section' && over.is === 'home')
    return withMoved(page, held.key, { home: over.home, at: sectionsIn(page, over.home).length })
  if (held.is === 'section' && over.is === 'section') {
    const place = placeOf(page, over.key)
    return place ? withMoved(page, held.key, { ...place, at: place.at + after }) : page
  }
  if (held.is === 'field' && (over.is === 'field' || over.is === 'fields')) {
    const place = placeOf(page, over.section)
    const fields = (place && sectionsIn(page, place.home)[place.at]?.fields) ?? []
    const at = over.is === 'fields' ? fields.length : fields.indexOf(over.name) + after
    return withFieldMoved(page, held.section, held.name, { section: over.section, at })
  }
  if (held.is === 'tab' && over.is === 'tab') {
    const at = (key: string): number => page.tabs.findIndex((tab) => tab.key === key)
    const to = at(over.key) + after - (at(held.key) < at(over.key) ? 1 : 0)
    return withTabMoved(page, held.key, Math.max(0, Math.min(page.tabs.length - 1, to)))
  }
  return page
}

/** Sections, fields and tabs are moved with the mouse or the finger; by keyboard their grips answer the arrow keys. */
export const Dragging = ({ children }: { children: ReactNode }) => {
  const { page, put } = useArranging()
  const pointer = useRef<{ y: number } | null>(null)
  const [over, setOver] = useState<Over>()
  const sensors = useHolds()
  const detect: CollisionDetection = (args) => {
    pointer.current = args.pointerCoordinates
    const is = thingOf(args.active)?.is ?? ''
    const able = args.droppableContainers.filter(
      (one) => one.id !== args.active.id && accepts[is]?.includes(thingOf(one)?.is as Thing['is']),
    )
    const same = able.filter((one) => thingOf(one)?.is === is)
    const within = pointerWithin({ ...args, droppableContainers: same })
    if (within.length > 0) return within
    const around = pointerWithin({ ...args, droppableContainers: able })
    return around.length > 0 ? around : closestCenter({ ...args, droppableContainers: able })
  }
  const follow = ({ over: now }: DragMoveEvent): void => {
    const thing = thingOf(now)
    const next = now &&
      thing && { id: String(now.id), thing, below: (pointer.current?.y ?? 0) > now.rect.top + now.rect.height / 2 }
    if (over?.id !== next?.id || over?.below !== next?.below) setOver(next ?? undefined)
  }
  const end = (active: Active): void => {
    const held = thingOf(active)
    setOver(undefined)
    if (held && over) put(dropped(page, held, over.thing, over.below))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={detect}
      accessibility={silent}
      onDragMove={follow}
      onDragEnd={({ active }) => end(active)}
      onDragCancel={() => setOver(undefined)}
    >
      <OverContext value={over}>{children}</OverContext>
    </DndContext>
  )
}

const idOf = (thing: Thing): string => Object.values(thing).join(' ')

/** Something that takes what is let go over it. */
export const useTaking = (thing: Thing) => {
  const id = idOf(thing)
  const { setNodeRef } = useDroppable({ id, data: thing })
  const over = useContext(OverContext)
  return {
    ref: setNodeRef,
    'data-over': over?.id === id ? (over.below ? 'below' : 'above') : undefined,
  }
}

/** Something that can be moved: `held` on its element, `grip` somewhere inside. */
export const useMovable = (thing: Thing, name: string, label: string, step: (by: -1 | 1) => void) => {
  const { setNodeRef: drag, listeners, transform, isDragging } = useDraggable({ id: idOf(thing), data: thing })
  const { ref: drop, 'data-over': over } = useTaking(thing)
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key] as -1 | 1 | undefined
    if (by === undefined) return
    event.preventDefault()
    step(by)
  }
  return {
    held: {
      ref: (node: HTMLElement | null) => {
        drag(node)
        drop(node)
      },
      style: transform ? { transform: `translate(${transform.x}px, ${transform.y}px)` } : undefined,
      'data-held': isDragging || undefined,
      'data-over': isDragging ? undefined : over,
    },
    grip: (
      <button
        type="button"
        className={css.grip}
        data-grip={name}
        aria-label={label}
        title={label}
        onKeyDown={onKeyDown}
        {...listeners}
      >
        <IconGripVertical size={15} aria-hidden />
      </button>
    ),
  }
}

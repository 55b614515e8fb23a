import {
  closestCenter,
  DndContext,
  MouseSensor,
  TouchSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { IconGripVertical } from '@tabler/icons-react'
import type { CSSProperties, ReactNode } from 'react'
import css from './sort-by-drag.module.css'

/** Says nothing while something is held: whoever cannot see it moves it by keys, which are announced. */
export const silent = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
}

/** A mouse holds after a few pixels, a finger after a moment, so that both can still press and scroll. */
export const useHolds = () =>
  useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 120, tolerance: 8 } }),
  )

/** A list whose rows are put in order with the mouse or the finger. Rows have buttons of their own for the keyboard. */
export const SortByDrag = ({ move, children }: { move: (from: number, to: number) => void; children: ReactNode }) => {
  return (
    <DndContext
      sensors={useHolds()}
      collisionDetection={closestCenter}
      accessibility={silent}
      onDragEnd={({ active, over }) => {
        const [from, to] = [active.data.current?.at as number, over?.data.current?.at as number | undefined]
        if (to !== undefined && to !== from) move(from, to)
      }}
    >
      {children}
    </DndContext>
  )
}

/** What a row of `SortByDrag` is drawn with: `row` on its element, `grip` somewhere inside. */
export const useSorted = (id: string, at: number) => {
  const { setNodeRef: drag, listeners, transform, isDragging } = useDraggable({ id, data: { at } })
  const { setNodeRef: drop, isOver, active } = useDroppable({ id, data: { at } })
  const from = active?.data.current?.at as number | undefined
  const over = isOver && !isDragging && from !== undefined ? (from < at ? 'below' : 'above') : undefined
  const style: CSSProperties | undefined = transform
    ? { transform: `translateY(${transform.y}px)`, zIndex: 2 }
    : undefined
  return {
    row: {
      ref: (node: HTMLElement | null) => {
        drag(node)
        drop(node)
      },
      style,
      'data-sort-held': isDragging || undefined,
      'data-sort-over': over,
    },
    grip: (
      <span className={css.grip} data-grip aria-hidden {...listeners}>
        <IconGripVertical size={14} />
      </span>
    ),
  }
}

import type { Active, Announcements, ScreenReaderInstructions } from '@dnd-kit/core'
import { useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { type RefObject, useRef } from 'react'
import type { BoardCard } from '../../api.ts'
import { titleOf } from '../value.tsx'
import type { LaneOf } from './lanes.ts'
import type { Spot } from './spot.ts'

/** What a screen reader is told of a card on its way, in the language of the screen. */
export const useSpoken = (
  object: ObjectDefinition,
  lanes: readonly LaneOf[],
  latest: RefObject<Spot | undefined>,
): { announcements: Announcements; screenReaderInstructions: ScreenReaderInstructions } => {
  const { t } = useLingui()
  const said = useRef('')
  const titleAt = (active: Active): string => titleOf(object, (active.data.current as { card: BoardCard }).card.row)
  const where = (active: Active): string => {
    const title = titleAt(active)
    const lane = lanes.find((one) => one.value === latest.current?.lane)?.title ?? ''
    const place = (latest.current?.index ?? 0) + 1
    return t`${title}: ${lane}, place ${place}`
  }
  const once = (text: string): string | undefined => {
    if (text === said.current) return undefined
    said.current = text
    return text
  }
  return {
    announcements: {
      onDragStart: ({ active }) => once(t`Picked up ${titleAt(active)}.`),
      onDragMove: ({ active }) => once(where(active)),
      onDragOver: () => undefined,
      onDragEnd: ({ active }) => once(t`Put down. ${where(active)}`),
      onDragCancel: ({ active }) => once(t`${titleAt(active)} stays where it was.`),
    },
    screenReaderInstructions: {
      draggable: t`Space picks the card up, arrow keys move it, Space puts it down, Escape leaves it. Enter opens the record.`,
    },
  }
}

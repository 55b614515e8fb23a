import { DndContext, DragOverlay, KeyboardSensor, MouseSensor, TouchSensor, useSensor, useSensors } from '@dnd-kit/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useState } from 'react'
import { updateRecord } from '../../api.ts'
import { warn } from '../../ui/toast.tsx'
import { may } from '../access.ts'
import type { ListState } from '../list/state.ts'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'
import css from './board.module.css'
import { Card } from './card.tsx'
import { Lane } from './lane.tsx'
import { useLanes, useMoves } from './lanes.ts'

/** Records in lanes by a choice or a link; a card moved to another lane gets that lane's value. */
export const Board = ({ object, state }: { object: ObjectDefinition; state: ListState }) => {
  const layout = object.board!
  const lanes = useLanes(object)
  const moves = useMoves()
  const [held, setHeld] = useState<AnyRow>()
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor),
  )
  const move = async (row: AnyRow, to: string): Promise<void> => {
    if (row[layout.by] === to) return
    moves.begin(row, to)
    try {
      await updateRecord(object.plural, row.id, { [layout.by]: to }, row.version)
    } catch (error) {
      warn(sayProblem(error))
    }
    noteChange(object.name, row.id)
    setTimeout(() => moves.end(row), 900)
  }
  return (
    <DndContext
      sensors={sensors}
      onDragStart={({ active }) => setHeld(active.data.current?.row as AnyRow)}
      onDragCancel={() => setHeld(undefined)}
      onDragEnd={({ active, over }) => {
        setHeld(undefined)
        if (over) void move(active.data.current?.row as AnyRow, String(over.id))
      }}
    >
      <div className={css.board}>
        {lanes.map((lane) => (
          <Lane
            key={lane.value}
            object={object}
            lane={lane}
            filter={state.filter}
            moves={moves.standing}
            movable={may(object, 'update')}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>{held && <Card object={object} row={held} lifted />}</DragOverlay>
    </DndContext>
  )
}

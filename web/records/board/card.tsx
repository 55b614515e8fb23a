import { useDraggable } from '@dnd-kit/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Way } from '../../way.tsx'
import { isEmpty, titleOf, Value } from '../value.tsx'
import css from './board.module.css'

export const Card = ({ object, row, lifted }: { object: ObjectDefinition; row: AnyRow; lifted?: boolean }) => (
  <article className={css.card} data-lifted={lifted || undefined}>
    <Way to={`/${object.plural}/${row.id}`} className={css.title} draggable={false}>
      {titleOf(object, row) || '—'}
    </Way>
    <div className={css.facts}>
      {object
        .board!.card.filter((name) => name !== object.title && !isEmpty(row[name]))
        .map((name) => (
          <span key={name} className={css.fact}>
            <Value object={object} row={row} name={name} />
          </span>
        ))}
    </div>
  </article>
)

export const DraggableCard = ({
  object,
  row,
  movable,
}: {
  object: ObjectDefinition
  row: AnyRow
  movable: boolean
}) => {
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: row.id,
    data: { row },
    disabled: !movable,
    attributes: { role: 'group' },
  })
  return (
    <div ref={setNodeRef} {...attributes} {...listeners} className={css.holder} data-dragging={isDragging || undefined}>
      <Card object={object} row={row} />
    </div>
  )
}

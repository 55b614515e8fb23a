import { useDraggable } from '@dnd-kit/core'
import { Plural, useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowsMove, IconClockExclamation } from '@tabler/icons-react'
import { type KeyboardEvent, memo, Suspense } from 'react'
import type { BoardCard } from '../../api.ts'
import { now } from '../../clock.ts'
import { marks } from '../../panels.ts'
import { go } from '../../router.tsx'
import menu from '../../ui/menu.module.css'
import { Pop } from '../../ui/pop.tsx'
import { Way } from '../../way.tsx'
import { isEmpty, titleOf, Value } from '../value.tsx'
import css from './board.module.css'
import type { LaneOf } from './lanes.ts'

const dayMs = 86_400_000

/** How long the card has stood in its lane, marked when that is too long. */
const Standing = ({ card, stale }: { card: BoardCard; stale: number | undefined }) => {
  const days = Math.floor((now().getTime() - Date.parse(card.since)) / dayMs)
  if (days < 1) return null
  const late = stale !== undefined && days >= stale
  return (
    <span className={css.days} data-late={late || undefined}>
      {late && <IconClockExclamation size={13} stroke={1.8} aria-hidden />}
      <Plural value={days} one="# day" other="# days" />
    </span>
  )
}

interface Shown {
  readonly object: ObjectDefinition
  readonly names: readonly string[]
  readonly by: string
  readonly card: BoardCard
  readonly stale: number | undefined
}

/** What an area has to say about the card; it comes after the board stands. */
const Marked = ({ object, card }: { object: ObjectDefinition; card: BoardCard }) => {
  const Mark = marks[object.name]
  return Mark ? (
    <Suspense>
      <Mark row={card.row} since={card.since} />
    </Suspense>
  ) : null
}

export const Card = ({ object, names, by, card, stale, lifted }: Shown & { lifted?: boolean }) => (
  <article className={css.card} data-lifted={lifted || undefined}>
    <Way to={`/${object.plural}/${card.row.id}`} className={css.title} draggable={false} tabIndex={-1}>
      {titleOf(object, card.row) || '—'}
    </Way>
    <div className={css.facts}>
      {names
        .filter((name) => name !== object.title && name !== by && !isEmpty(card.row[name]))
        .map((name) => (
          <span key={name} className={css.fact}>
            <Value object={object} row={card.row} name={name} />
          </span>
        ))}
      <Standing card={card} stale={stale} />
      <Marked object={object} card={card} />
    </div>
  </article>
)

/** A way to move a card without dragging: by a tap or a press. */
const MoveMenu = ({
  card,
  lanes,
  here,
  move,
}: {
  card: BoardCard
  lanes: readonly LaneOf[]
  here: string
  move: Move
}) => {
  const { t } = useLingui()
  return (
    <Pop
      align="end"
      button={(press, open) => (
        <button
          type="button"
          className={css.moveButton}
          aria-label={t`Move`}
          aria-expanded={open}
          onClick={press}
          data-no-drag
        >
          <IconArrowsMove size={14} stroke={1.7} aria-hidden />
        </button>
      )}
    >
      {(close) => (
        <div className={menu.menu} style={{ maxHeight: 320, overflowY: 'auto' }}>
          <p className={menu.about}>{t`Move to the top of`}</p>
          {lanes.map((lane) => (
            <button
              key={lane.value}
              type="button"
              aria-current={lane.value === here}
              onClick={() => {
                close()
                move(card, lane.value, 0)
              }}
            >
              {lane.title}
            </button>
          ))}
        </div>
      )}
    </Pop>
  )
}

export type Move = (card: BoardCard, lane: string, index: number) => void

interface Given extends Shown {
  readonly lane: string
  readonly lanes: readonly LaneOf[]
  readonly movable: boolean
  readonly move: Move
}

export const DraggableCard = memo((given: Given) => {
  const { object, card, lane, lanes, movable, move } = given
  const { t } = useLingui()
  const title = titleOf(object, card.row)
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: card.row.id,
    data: { card, lane },
    disabled: !movable,
    attributes: { role: 'group', roleDescription: t`card` },
  })
  const open = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target === event.currentTarget && !isDragging)
      go(`/${object.plural}/${card.row.id}`)
    else listeners?.onKeyDown?.(event)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a card is no set of fields
    <div
      ref={(node) => {
        setNodeRef(node)
        setActivatorNodeRef(node)
      }}
      {...attributes}
      {...listeners}
      role="group"
      onKeyDown={open}
      aria-label={title}
      className={css.holder}
      data-card={card.row.id}
      data-dragging={isDragging || undefined}
    >
      <Card {...given} />
      {movable && <MoveMenu card={card} lanes={lanes} here={lane} move={move} />}
    </div>
  )
})

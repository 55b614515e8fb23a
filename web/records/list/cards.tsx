import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { memo, useEffect, useRef } from 'react'
import { Avatar } from '../../ui/avatar.tsx'
import { Bone } from '../../ui/states.tsx'
import { Way } from '../../way.tsx'
import { isEmpty, titleOf, Value } from '../value.tsx'
import type { Blocks } from './blocks.ts'
import type { Colouring, Painted } from './colouring.ts'
import { tintOf } from './grid-row.tsx'
import css from './list.module.css'
import { ListEmpty, ListFailed } from './nothing.tsx'
import { useRows } from './use-rows.ts'

const cardHeight = 92

/** The list on a phone: the name, and what else of the columns has a value, in two lines. */
const Card = memo(
  ({
    object,
    row,
    start,
    columns,
    painted,
    href,
    replace,
    current,
  }: {
    object: ObjectDefinition
    row: AnyRow
    start: number
    columns: readonly string[]
    painted: Painted | undefined
    href: string
    replace: boolean
    current: boolean
  }) => {
    const tint = painted?.row ?? Object.values(painted?.cells ?? {})[0]
    const facts = columns.filter((name) => name !== object.title && !isEmpty(row[name])).slice(0, 4)
    return (
      <Way
        to={href}
        replace={replace}
        current={current}
        className={css.card}
        data-tint={tint?.colour}
        style={{ transform: `translateY(${start}px)`, ...tintOf(tint) }}
      >
        <Avatar name={titleOf(object, row) || '?'} size={38} square={row.type === 'company'} />
        <div className={css.lines} title={tint?.said}>
          <span className={css.name}>{titleOf(object, row) || '—'}</span>
          {[facts.slice(0, 2), facts.slice(2)].map((some) => (
            <span key={some.join()} className={css.facts} inert>
              {some.map((name) => (
                <Value key={name} object={object} row={row} name={name} />
              ))}
            </span>
          ))}
        </div>
      </Way>
    )
  },
)

interface Chosen {
  readonly id: string | undefined
  readonly at: number
  readonly href: (row: AnyRow) => string
  readonly replace: boolean
}

const BoneCard = ({ start }: { start: number }) => (
  <div className={css.card} style={{ transform: `translateY(${start}px)` }} aria-busy>
    <Bone width={38} height={38} />
    <div className={css.lines}>
      <Bone width="52%" height={13} />
      <Bone width="70%" />
    </div>
  </div>
)

export const Cards = ({
  object,
  blocks,
  columns,
  colouring,
  filtered,
  chosen,
}: {
  object: ObjectDefinition
  blocks: Blocks
  columns: readonly string[]
  colouring: Colouring | undefined
  filtered: boolean
  /** The one that is open beside the list, and where pressing another one leads. */
  chosen?: Chosen
}) => {
  const scroller = useRef<HTMLDivElement>(null)
  const { rows, open } = blocks.extent
  const count = open ? rows + 6 : rows
  const { first, last, height, startOf, show } = useRows({ scroller, count, rowHeight: cardHeight, covered: [0, 0] })
  useEffect(() => blocks.want(first, last), [blocks, first, last])
  const at = chosen?.at ?? -1
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is brought into sight once, when it is chosen
  useEffect(() => {
    if (at >= 0) show(at)
  }, [at])
  if (blocks.error !== undefined && !blocks.started)
    return <ListFailed error={blocks.error} retry={() => blocks.refresh()} />
  if (count === 0) return <ListEmpty object={object} filtered={filtered} />
  return (
    <div ref={scroller} className={css.cards}>
      <div style={{ position: 'relative', height }}>
        {Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n).map((index) => {
          const start = startOf(index)
          const row = blocks.rowAt(index)
          return row === undefined ? (
            <BoneCard key={`bone-${index}`} start={start} />
          ) : (
            <Card
              key={row.id}
              object={object}
              row={row}
              start={start}
              columns={columns}
              painted={colouring?.(row)}
              href={chosen?.href(row) ?? `/${object.plural}/${row.id}`}
              replace={chosen?.replace ?? false}
              current={chosen?.id === row.id}
            />
          )
        })}
      </div>
    </div>
  )
}

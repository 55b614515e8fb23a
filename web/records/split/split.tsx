import { useLingui } from '@lingui/react/macro'
import { useMediaQuery } from '@mantine/hooks'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useSay } from '../../language.ts'
import { client } from '../../session.ts'
import { type Blocks, blockSize } from '../list/blocks.ts'
import { Cards } from '../list/cards.tsx'
import { colouredBy } from '../list/colours.ts'
import { type ListSearch, type ListState, useListState } from '../list/state.ts'
import { useBlocks, useTotal } from '../list/use-blocks.ts'
import { useColouring } from '../list/use-colouring.ts'
import { RecordView } from '../page/page.tsx'
import { readRecord, recordKey } from '../page/use-record.ts'
import { titleOf } from '../value.tsx'
import { SplitBar } from './bar.tsx'
import css from './split.module.css'
import { useSplitKeys } from './use-split-keys.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly state: ListState
}

const indexOf = (blocks: Blocks, id: string | undefined): number => {
  for (let at = 0; id !== undefined && at < blocks.extent.rows; at++) if (blocks.rowAt(at)?.id === id) return at
  return -1
}

/** Where the open record stands; one that has left the list keeps its place, so that the way goes on from there. */
const useIndex = (blocks: Blocks, open: string | undefined) => {
  const found = indexOf(blocks, open)
  const last = useRef(-1)
  if (found >= 0) last.current = found
  const next = (by: -1 | 1): number => {
    if (found >= 0) return found + by
    return by > 0 ? Math.max(0, last.current) : last.current - 1
  }
  return { found, next }
}

const useList = (object: ObjectDefinition, state: ListState) => {
  const { filter, sort, columns } = state
  const blocks = useBlocks({ object, filter, sort, columns, also: colouredBy(state.colours) })
  const { data: total } = useTotal(object, filter)
  useEffect(() => blocks.expect(total?.value ?? 0), [blocks, total])
  return { blocks, total: total?.value }
}

/** The list at the left, the record at the right; on a phone one of them. The address says which record is open. */
export const Split = ({ object, state }: Given) => {
  const { t } = useLingui()
  const say = useSay()
  const router = useRouter()
  const search = useSearch({ strict: false }) as ListSearch
  const [, change] = useListState(object)
  const phone = useMediaQuery('(max-width: 800px)', false, { getInitialValueInEffect: false })
  const { blocks, total } = useList(object, state)
  const colouring = useColouring(object, state.colours)
  const { found, next } = useIndex(blocks, state.open)
  const first = blocks.rowAt(0)?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is open, and what could be, decides
  useEffect(() => {
    if (!phone && state.open === undefined && first !== undefined) change({ open: first })
  }, [phone, state.open, first])
  const alone = phone && state.open !== undefined
  useEffect(() => {
    if (alone) blocks.want(Math.max(0, found - 1), found < 0 ? blockSize - 1 : found + 1)
  }, [alone, blocks, found])
  const rowAfter = (by: -1 | 1): AnyRow | undefined => blocks.rowAt(next(by))
  const step = (by: -1 | 1): void => {
    const row = rowAfter(by)
    if (row) change({ open: row.id })
    else if (next(by) >= 0 && next(by) < blocks.extent.rows) blocks.want(next(by), next(by))
  }
  const close = (): void => change(phone ? { open: undefined } : { open: undefined, layout: undefined })
  useSplitKeys({ step, close })
  useNeighbours(object, [rowAfter(1)?.id, rowAfter(-1)?.id])
  const href = (row: AnyRow): string =>
    router.buildLocation({ to: `/${object.plural}`, search: { ...search, open: row.id } as never }).href
  const open = state.open === undefined ? undefined : blocks.find(state.open)
  return (
    <div className={css.split}>
      {!alone && (
        <nav className={css.list} aria-label={say(object.labels)}>
          <Cards
            object={object}
            blocks={blocks}
            columns={state.columns}
            colouring={colouring}
            filtered={state.filter !== undefined}
            chosen={{ id: state.open, at: found, href, replace: !phone }}
          />
        </nav>
      )}
      {state.open !== undefined && (
        <section className={css.record} aria-label={t`The open record`} data-split-record>
          <SplitBar
            at={found}
            total={total}
            title={open ? titleOf(object, open) : ''}
            href={`/${object.plural}/${state.open}`}
            step={step}
            able={(by) => rowAfter(by) !== undefined}
            close={close}
          />
          <div className={css.page}>
            <RecordView key={state.open} plural={object.plural} id={state.open} />
          </div>
        </section>
      )}
    </div>
  )
}

const soon = 120

/** The records that come next are read ahead, once one has stayed for a moment. */
const useNeighbours = (object: ObjectDefinition, ids: readonly (string | undefined)[]): void => {
  const names = ids.filter((id) => id !== undefined).join()
  useEffect(() => {
    const later = setTimeout(() => {
      for (const id of names.split(',').filter(Boolean))
        void client.prefetchQuery({
          queryKey: recordKey(object, id),
          queryFn: ({ signal }) => readRecord(object, id, signal),
          staleTime: 5_000,
        })
    }, soon)
    return () => clearTimeout(later)
  }, [object, names])
}

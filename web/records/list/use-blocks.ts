import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { listRecords } from '../../api.ts'
import { learnTitles } from '../../fields/titles.ts'
import { onChanges } from '../live.ts'
import { overlaid } from '../waiting/queue.ts'
import { Blocks, blockSize } from './blocks.ts'

/** The fields that a list must read to show these columns: with the currencies of its amounts. */
export const fieldsFor = (object: ObjectDefinition, columns: readonly string[]): readonly string[] => {
  const currencies = columns.map((name) => object.fields[name]?.currency).filter((name) => name !== undefined)
  return [...new Set([object.title, ...columns, ...currencies, 'version'])].filter((name) =>
    Object.hasOwn(object.fields, name),
  )
}

const linking = new Set(['link', 'links', 'reference'])
/** The fields among these whose values are other records, to be named in the same answer. */
export const linksAmong = (object: ObjectDefinition, names: readonly string[]): readonly string[] =>
  names.filter((name) => linking.has(object.fields[name]?.kind ?? ''))

interface Asked {
  readonly object: ObjectDefinition
  readonly filter: Filter | undefined
  readonly sort: string
  readonly columns: readonly string[]
  /** Fields that are needed without being shown. */
  readonly also: readonly string[]
}

export const useBlocks = ({ object, filter, sort, columns, also }: Asked): Blocks => {
  const shape = JSON.stringify([object.plural, filter, sort, columns, also])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape says whether the list is another one
  const blocks = useMemo(() => {
    const fields = fieldsFor(object, [...columns, ...also])
    const expand = linksAmong(object, columns)
    return new Blocks(async (cursor, skip, signal) => {
      const reply = await listRecords(
        object.plural,
        {
          ...(filter && { filter }),
          sort,
          limit: blockSize,
          ...(cursor !== undefined && { cursor }),
          skip,
          fields,
          expand,
        },
        signal,
      )
      learnTitles(reply.included)
      return { ...reply, data: reply.data.map((row) => overlaid(object.name, row)) }
    })
  }, [shape])
  useSyncExternalStore(blocks.subscribe, () => blocks.edition)
  useEffect(() => {
    const forget = onChanges(object.name, () => blocks.refresh())
    return () => {
      forget()
      blocks.stop()
    }
  }, [blocks, object.name])
  return blocks
}

/** How many records the list has; an estimate says so. */
export const useTotal = (object: ObjectDefinition, filter: Filter | undefined) =>
  useQuery({
    queryKey: ['records', object.name, 'total', filter],
    queryFn: async ({ signal }) =>
      (
        await listRecords(
          object.plural,
          { ...(filter && { filter }), limit: 1, fields: [object.title], total: true },
          signal,
        )
      ).total ?? null,
    staleTime: 30_000,
  })

import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useEffect, useMemo } from 'react'
import { warn } from '../../ui/toast.tsx'
import { fieldsFor, linksAmong } from '../list/use-blocks.ts'
import { onChanges } from '../live.ts'
import { sayProblem } from '../problem.ts'
import type { BoardChoice } from './address.ts'
import { BoardStore } from './store.ts'

/** What cards show: what the definition says, else the first columns of the list. */
export const cardFields = (object: ObjectDefinition, sum: string | undefined): readonly string[] => {
  const names = object.board?.card ?? object.list.columns.slice(0, 5)
  return sum !== undefined && !names.includes(sum) ? [...names, sum] : names
}

/** The board as the address says; it follows what changes, and only that. */
export const useBoard = (
  object: ObjectDefinition,
  { by, sum }: BoardChoice,
  filter: Filter | undefined,
): BoardStore => {
  const key = JSON.stringify([by, sum, filter])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says whether the board is another one
  const store = useMemo(() => {
    const names = [by, ...cardFields(object, sum)]
    const weigh = sum !== undefined && sum === object.board?.sum ? object.board.weigh : undefined
    return new BoardStore({
      object,
      by,
      filter,
      sum,
      weigh: weigh !== undefined && Object.hasOwn(object.fields, weigh) ? weigh : undefined,
      fields: fieldsFor(object, names),
      expand: linksAmong(object, names),
    })
  }, [object, key])
  useEffect(() => {
    const fail = (error: unknown): void => warn(sayProblem(error))
    store.count().catch(fail)
    return onChanges(object.name, (records) => void store.hear(records).catch(fail))
  }, [store, object.name])
  return store
}

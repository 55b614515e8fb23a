import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useVocabulary } from '../../session.ts'
import { laneFields } from '../layouts.ts'

/** What the address of a board says besides what that of a list does. */
interface BoardSearch {
  readonly by?: string
  readonly sum?: string
}

export interface BoardChoice {
  /** The field of the lanes, and those that it may be. */
  readonly by: string
  readonly lanesBy: readonly string[]
  /** The field that lanes add up, and those that it may be. */
  readonly sum: string | undefined
  readonly sums: readonly string[]
}

export const sumsOf = (object: ObjectDefinition): readonly string[] =>
  Object.keys(object.own).filter(
    (name) => kindOf(object.fields[name]!).aggregates.includes('sum') && name !== 'position',
  )

/** Fields that lanes may stand for, with links to the few records that everyone shares. */
export const useLaneFields = (object: ObjectDefinition): readonly string[] => {
  const vocabulary = useVocabulary()
  return laneFields(object, (to) => to === 'user' || vocabulary.find(to)?.ownerless === true)
}

/** By what the board has its lanes and what they add up to: as the address says, else as the definition does. */
export const useBoardAddress = (object: ObjectDefinition): [BoardChoice, (next: BoardSearch) => void] => {
  const search = useSearch({ strict: false }) as BoardSearch
  const navigate = useNavigate()
  const lanesBy = useLaneFields(object)
  const sums = sumsOf(object)
  const asked = search.by !== undefined && lanesBy.includes(search.by) ? search.by : undefined
  const usual = object.board && Object.hasOwn(object.fields, object.board.by) ? object.board.by : lanesBy[0]!
  const sum = search.sum === 'none' ? undefined : sums.find((name) => name === (search.sum ?? object.board?.sum))
  const change = (next: BoardSearch): void =>
    void navigate({ to: '.', search: { ...search, ...next } as never, replace: true })
  return [{ by: asked ?? usual, lanesBy, sum, sums }, change]
}

import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { listRecords } from '../../api.ts'
import { useMe, useVocabulary } from '../../session.ts'
import type { ListSearch } from './state.ts'

export type Sharing = 'private' | 'team' | 'everyone'

/** A saved way of looking at a list: what the address says of it, for whom, and whose first sight it is. */
export interface SavedView {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly sharing: Sharing
  readonly owner: string | null
  readonly search: ListSearch
  /** Roles that see the list so when they come to it. */
  readonly roles: readonly string[]
}

interface Settings {
  readonly search?: ListSearch
  readonly roles?: readonly string[]
}

const viewOf = (row: AnyRow): SavedView => {
  const { search = {}, roles = [] } = (row.settings ?? {}) as Settings
  return {
    id: row.id,
    version: row.version,
    name: String(row.name),
    sharing: row.sharing as Sharing,
    owner: (row.owner as string | null) ?? null,
    search,
    roles,
  }
}

export const viewsKey = (object: ObjectDefinition) => ['records', 'view', object.name]

/** The views of a list that the person may see: the own, those of the team, and everyone's. */
export const useSavedViews = (object: ObjectDefinition): readonly SavedView[] | undefined => {
  const known = useVocabulary().find('view') !== undefined
  return useQuery({
    queryKey: viewsKey(object),
    queryFn: async ({ signal }) => {
      const filter = { field: 'object', op: 'eq', value: object.name } as const
      const fields = ['name', 'sharing', 'owner', 'settings']
      const { data } = await listRecords('views', { filter, sort: 'name', limit: 100, fields }, signal)
      return data.map(viewOf)
    },
    enabled: known,
    staleTime: 60_000,
  }).data
}

/** The address of a list as a whole: what it says, and the way to another. */
export const useListSearch = (object: ObjectDefinition) => {
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  const go = (next: ListSearch): void =>
    void navigate({ to: `/${object.plural}`, search: next as never, replace: true })
  return { search, go }
}

/** Whoever comes to a list without saying how to look at it gets the view of their role. */
export const useFirstSight = (object: ObjectDefinition, views: readonly SavedView[] | undefined): void => {
  const { search, go } = useListSearch(object)
  const mine = useMe().roles.map((role) => role.id)
  const bare = useRef(Object.keys(search).length === 0)
  useEffect(() => {
    if (views === undefined || !bare.current) return
    bare.current = false
    const first = views.find((one) => one.sharing !== 'private' && one.roles.some((role) => mine.includes(role)))
    if (first) go({ ...first.search, saved: first.id })
  })
}

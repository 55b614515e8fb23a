import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { listRecords } from '../../api.ts'

const none: readonly never[] = []

/** People who work here, by name. */
export const usePeople = (): readonly { readonly id: string; readonly name: string }[] =>
  useQuery({
    queryKey: ['route_people'],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const filter = { field: 'status', op: 'eq', value: 'active' } as const
      const { data } = await listRecords('users', { filter, fields: ['name'], sort: 'name', limit: 500 }, signal)
      return data.map((row) => ({ id: row.id, name: String(row.name ?? '') }))
    },
  }).data ?? none

export const useSegments = (): readonly AnyRow[] =>
  useQuery({
    queryKey: ['route_segments'],
    staleTime: 60_000,
    queryFn: async ({ signal }) =>
      (await listRecords('segments', { fields: ['name', 'kind', 'filter'], sort: 'name', limit: 200 }, signal)).data,
  }).data ?? none

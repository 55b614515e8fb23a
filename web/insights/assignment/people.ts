import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { useQuery } from '@tanstack/react-query'
import { aggregate, listRecords } from '../../api.ts'

export interface Member {
  readonly id: string
  readonly name: string
  readonly teams: readonly string[]
}

const most = 200

/** Everybody who works here. */
export const useMembers = () =>
  useQuery({
    queryKey: ['records', 'user', 'assignment'],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const filter: Filter = { field: 'status', op: 'eq', value: 'active' }
      const { data } = await listRecords(
        'users',
        { filter, fields: ['name', 'teams'], sort: 'name', limit: most },
        signal,
      )
      return data.map(
        (row): Member => ({
          id: row.id,
          name: String(row.name ?? ''),
          teams: Array.isArray(row.teams) ? row.teams.map(String) : [],
        }),
      )
    },
  })

/** What people are called. */
export const useNamesOfPeople = (): ((id: string | null) => string) => {
  const { data } = useMembers()
  const names = new Map(data?.map(({ id, name }) => [id, name]))
  return (id) => (id === null ? '—' : (names.get(id) ?? '—'))
}

/** How many open deals, or prospects, each person has, and how many nobody has (under ''). */
export const useOpen = (object: 'deal' | 'customer'): ReadonlyMap<string, number> | undefined =>
  useQuery({
    queryKey: ['records', object, 'assignment_open'],
    queryFn: async () => {
      const filter: Filter =
        object === 'deal'
          ? { field: 'status', op: 'eq', value: 'open' }
          : { field: 'lifecycle', op: 'eq', value: 'prospective' }
      const ask = { filter, group: [{ field: 'owner' }], measures: [{ measure: 'count' as const }], limit: 200 }
      const { rows } = await aggregate(object === 'deal' ? 'deals' : 'customers', ask)
      return new Map(rows.map(({ group, values }) => [String(group[0] ?? ''), Number(values[0])]))
    },
  }).data

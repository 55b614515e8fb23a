import { useQuery } from '@tanstack/react-query'
import { listRecords } from '../api.ts'
import { learnTitle } from '../fields/titles.ts'

const chunk = 100
const singular = { products: 'product', categories: 'category', teams: 'team' } as const

/** The names of products or categories, a hundred at a time. What may not be seen has none. */
export const useNames = (plural: 'products' | 'categories' | 'teams', ids: readonly string[]) => {
  const wanted = [...new Set(ids)].sort()
  return useQuery({
    queryKey: ['insight_names', plural, wanted],
    enabled: wanted.length > 0,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const names = new Map<string, string>()
      for (let at = 0; at < wanted.length; at += chunk) {
        const filter = { field: 'id', op: 'in', value: wanted.slice(at, at + chunk) } as const
        const { data } = await listRecords(plural, { filter, fields: ['name'], limit: chunk }, signal)
        for (const row of data) {
          names.set(row.id, String(row.name ?? ''))
          learnTitle(singular[plural], row.id, String(row.name ?? ''))
        }
      }
      return names as ReadonlyMap<string, string>
    },
  }).data
}

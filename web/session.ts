import type { Field } from '@rapport/vocabulary/define/field.ts'
import { type ObjectDefinition, systemFields } from '@rapport/vocabulary/define/object.ts'
import type { Ability, Permission, Scope } from '@rapport/vocabulary/define/permission.ts'
import { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { ApiProblem, call, Unreachable } from './api.ts'

export interface Me {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: string
  readonly abilities: readonly Ability[]
  readonly roles: readonly { readonly id: string; readonly name: string; readonly code: string | null }[]
  readonly settings: unknown
  /** Who looks through this person’s eyes; null for oneself. */
  readonly viewed_by: string | null
}

/** A definition with what this person may do with it; hidden fields are not there. */
export interface SeenObject extends ObjectDefinition {
  readonly access: { readonly [P in Permission]: Scope }
}
export interface SeenField extends Field {
  readonly access: 'write' | 'read'
}

/** The definition as the rest of the app reads it: its own fields apart, and layouts without the fields that are hidden. */
const furnished = (given: Omit<SeenObject, 'own'>): SeenObject => {
  const has = (name: string): boolean => Object.hasOwn(given.fields, name)
  const own = Object.fromEntries(Object.entries(given.fields).filter(([name]) => !Object.hasOwn(systemFields, name)))
  const columns = given.list.columns.filter(has)
  const { board, ...rest } = given
  return {
    ...rest,
    own,
    list: { ...given.list, columns: columns.length > 0 ? columns : [given.title] },
    ...(board &&
      has(board.by) && {
        board: { ...board, card: board.card.filter(has), ...(board.sum && !has(board.sum) && { sum: undefined }) },
      }),
  }
}

const again = (count: number, error: unknown): boolean =>
  count < 2 && (error instanceof Unreachable || (error instanceof ApiProblem && error.status >= 500))

export const client = new QueryClient({
  defaultOptions: {
    // The worker that keeps records for later answers without a connection, so each question is asked once at least.
    queries: {
      networkMode: 'offlineFirst',
      retry: again,
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      gcTime: 120_000,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call<Me>('GET', '/me', { signal }),
  staleTime: 300_000,
})

export const vocabularyQuery = queryOptions({
  queryKey: ['vocabulary'],
  queryFn: async ({ signal }) => {
    const { objects } = await call<{ objects: readonly Omit<SeenObject, 'own'>[] }>('GET', '/vocabulary', { signal })
    return new Vocabulary(objects.map(furnished))
  },
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
})

export interface Setup {
  /** Nobody is there yet: the first page creates the owner. */
  readonly needed: boolean
  readonly sample: boolean
}
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => call<Setup>('GET', '/setup'),
  staleTime: 0,
})

/** Both are loaded before any page of the app is shown (see router.tsx), so they are always there. */
export const useMe = (): Me => useQuery(meQuery).data!
export const useVocabulary = (): Vocabulary => useQuery(vocabularyQuery).data!

export interface House {
  readonly id: string
  readonly name: string
  readonly currency: string | null
  readonly country: string | null
  readonly [setting: string]: unknown
}
/** The organisation, for its currency and name. */
export const houseQuery = queryOptions({
  queryKey: ['records', 'organisation', 'house'],
  queryFn: async ({ signal }) =>
    (await call<{ data: readonly House[] }>('GET', '/organisations', { query: { limit: 1 }, signal })).data[0] ?? null,
  staleTime: 300_000,
})

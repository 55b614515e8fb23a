import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { call, createRecord, removeRecord, updateRecord } from '../api.ts'
import { newKey } from '../key.ts'
import { client, useMe } from '../session.ts'
import { noteChange } from './live.ts'

export type Place = 'page' | 'board'

/** A layout that an administrator made; the definition's own holds where there is none. */
export interface KeptLayout extends AnyRow {
  readonly object: string
  readonly place: Place
  readonly role: string | null
  readonly settings: unknown
}

export const layoutsQuery = {
  queryKey: ['records', 'layout', 'all'],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await call<{ data: readonly KeptLayout[] }>('GET', '/me/layouts', { signal })).data,
  staleTime: 300_000,
}

/** The layout for this person: that of one of their roles, else the one for everyone. Undefined while the definition's holds. */
export const useLayout = (object: ObjectDefinition, place: Place, role?: string | null): KeptLayout | undefined => {
  const { roles } = useMe()
  const { data } = useQuery(layoutsQuery)
  const here = data?.filter((one) => one.object === object.name && one.place === place)
  if (role !== undefined) return here?.find((one) => one.role === role)
  return here?.find((one) => roles.some(({ id }) => id === one.role)) ?? here?.find((one) => one.role === null)
}

/** All layouts of a place that administrators made, for whomever they are. */
export const useLayouts = (object: ObjectDefinition, place: Place): readonly KeptLayout[] =>
  useQuery(layoutsQuery).data?.filter((one) => one.object === object.name && one.place === place) ?? []

/** Keeps a layout for everyone, or for one role. It is a record like any other: its history can be read and taken back. */
export const keepLayout = async (
  object: ObjectDefinition,
  place: Place,
  settings: object,
  role: string | null = null,
): Promise<void> => {
  const known = client.getQueryData<readonly KeptLayout[]>(layoutsQuery.queryKey)
  const before = known?.find((one) => one.object === object.name && one.place === place && one.role === role)
  const kept = before
    ? await updateRecord('layouts', before.id, { settings }, before.version)
    : await createRecord('layouts', { object: object.name, place, role, settings }, newKey())
  client.setQueryData(layoutsQuery.queryKey, [...(known ?? []).filter((one) => one.id !== kept.id), kept])
  noteChange('layout', kept.id)
}

/** Lets the definition's own hold again, or for a role what holds for everyone. */
export const forgetLayout = async (object: ObjectDefinition, place: Place, role: string | null): Promise<void> => {
  const known = client.getQueryData<readonly KeptLayout[]>(layoutsQuery.queryKey) ?? []
  const kept = known.find((one) => one.object === object.name && one.place === place && one.role === role)
  if (!kept) return
  await removeRecord('layouts', kept.id)
  client.setQueryData(
    layoutsQuery.queryKey,
    known.filter((one) => one !== kept),
  )
  noteChange('layout', kept.id)
}

import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { call, listRecords, updateRecord } from '../../api.ts'
import { now } from '../../clock.ts'
import { noteChange } from '../live.ts'

const unread = { field: 'read_at', op: 'empty' } as const

export const useUnread = (): number =>
  useQuery({
    queryKey: ['records', 'notification', 'unread'],
    queryFn: async ({ signal }) =>
      (await listRecords('notifications', { filter: unread, limit: 1, fields: ['kind'], total: true }, signal)).total
        ?.value ?? 0,
    staleTime: 60_000,
  }).data ?? 0

export const useNotifications = () =>
  useQuery({
    queryKey: ['records', 'notification', 'latest'],
    queryFn: async ({ signal }) =>
      (await listRecords('notifications', { limit: 30, sort: '-created_at' }, signal)).data,
  })

export const markRead = async (row: AnyRow): Promise<void> => {
  if (row.read_at !== null) return
  await updateRecord('notifications', row.id, { read_at: now().toISOString() }, row.version)
  noteChange('notification', row.id)
}

export const markAllRead = async (): Promise<void> => {
  await call('POST', '/notifications/bulk', { body: { filter: unread, values: { read_at: now().toISOString() } } })
  noteChange('notification', '')
}

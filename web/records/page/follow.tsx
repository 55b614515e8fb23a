import { useLingui } from '@lingui/react/macro'
import { ActionIcon } from '@mantine/core'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconBell, IconBellFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { createRecord, listRecords, removeRecord } from '../../api.ts'
import { newKey } from '../../key.ts'
import { useMe } from '../../session.ts'
import { warn } from '../../ui/toast.tsx'
import { noteChange } from '../live.ts'
import { sayProblem } from '../problem.ts'

/** Follows the record: every change of it becomes a notification. */
export const Follow = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const { t } = useLingui()
  const me = useMe()
  const about = `${object.name}/${row.id}`
  const { data } = useQuery({
    queryKey: ['records', 'follower', about],
    queryFn: async ({ signal }) =>
      (await listRecords('followers', { filter: { field: 'about', op: 'eq', value: about }, limit: 100 }, signal)).data,
  })
  const mine = data?.find((one) => one.owner === me.id)
  const count = data?.length ?? 0
  const toggle = async (): Promise<void> => {
    try {
      if (mine) await removeRecord('followers', mine.id)
      else await createRecord('followers', { about }, newKey())
      noteChange('follower', mine?.id ?? '')
    } catch (error) {
      warn(sayProblem(error))
    }
  }
  const said = mine ? t`Unfollow` : t`Follow`
  return (
    <ActionIcon
      variant="default"
      size={34}
      aria-label={said}
      aria-pressed={mine !== undefined}
      title={`${said} · ${t`${count} following`}`}
      onClick={toggle}
    >
      {mine ? <IconBellFilled size={17} aria-hidden /> : <IconBell size={17} stroke={1.7} aria-hidden />}
    </ActionIcon>
  )
}

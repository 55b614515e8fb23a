import { Trans, useLingui } from '@lingui/react/macro'
import type { Group } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconX } from '@tabler/icons-react'
import { useSay } from '../../language.ts'
import bar from '../filter/bar.module.css'
import { writeGroup } from './grouping.ts'
import type { ListSearch } from './state.ts'

const parts = ['day', 'week', 'month', 'quarter', 'year'] as const

/** By what the list is grouped, and the way back; days can be taken together by longer parts of time. */
export const GroupChip = ({
  object,
  group,
  change,
}: {
  object: ObjectDefinition
  group: Group
  change: (next: Partial<ListSearch>) => void
}) => {
  const { t } = useLingui()
  const say = useSay()
  const label = say(object.fields[group.field]!.label)
  const words = { day: t`by day`, week: t`by week`, month: t`by month`, quarter: t`by quarter`, year: t`by year` }
  return (
    <span className={bar.chip}>
      <span className={bar.said}>
        <Trans>Grouped: {label}</Trans>
        {group.by && (
          <select
            className={bar.part}
            aria-label={t`Part of time`}
            value={group.by}
            onChange={(event) =>
              change({ group: writeGroup({ field: group.field, by: event.currentTarget.value as 'day' }) })
            }
          >
            {parts.map((part) => (
              <option key={part} value={part}>
                {words[part]}
              </option>
            ))}
          </select>
        )}
      </span>
      <button
        type="button"
        className={bar.remove}
        aria-label={t`No groups`}
        onClick={() => change({ group: undefined })}
      >
        <IconX size={13} aria-hidden />
      </button>
    </span>
  )
}

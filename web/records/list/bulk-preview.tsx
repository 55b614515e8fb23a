import { Trans, useLingui } from '@lingui/react/macro'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { aggregate } from '../../api.ts'
import { isEmpty, Value } from '../value.tsx'
import css from './bulk-edit.module.css'
import { groupable } from './grouping.ts'

const most = 6
/** A filter takes so many ids. */
const mostIds = 2_000

const Side = ({ object, name, value }: { object: ObjectDefinition; name: string; value: unknown }) =>
  isEmpty(value) ? (
    <span className="quiet">
      <Trans>empty</Trans>
    </span>
  ) : (
    <Value object={object} row={{ id: '', version: 0, [name]: value } as AnyRow} name={name} />
  )

/** What stands now in the chosen records, by how many, and what will stand there. */
export const BulkPreview = ({
  object,
  selected,
  name,
  value,
}: {
  object: ObjectDefinition
  selected: ReadonlySet<string>
  name: string
  value: unknown
}) => {
  const { t } = useLingui()
  const counted = groupable(object.fields[name]!) && selected.size <= mostIds
  const filter: Filter = { field: 'id', op: 'in', value: [...selected] }
  const { data } = useQuery({
    queryKey: ['records', object.name, 'preview', name, filter],
    queryFn: () =>
      aggregate(object.plural, { filter, group: [{ field: name }], measures: [{ measure: 'count' }], limit: 100 }),
    enabled: counted,
  })
  if (!counted || data === undefined) return null
  const rest = data.rows.slice(most).reduce((sum, row) => sum + Number(row.values[0]), 0)
  return (
    <table className={css.preview} aria-label={t`Before and after`}>
      <tbody>
        {data.rows.slice(0, most).map(({ group: [before], values: [count] }) => (
          <tr key={String(before)}>
            <td className={css.number}>{Number(count)}</td>
            <td>
              <Side object={object} name={name} value={before} />
            </td>
            <td>
              <IconArrowRight size={14} aria-label={t`becomes`} />
            </td>
            <td>
              <Side object={object} name={name} value={value} />
            </td>
          </tr>
        ))}
        {rest > 0 && (
          <tr>
            <td className={css.number}>{rest}</td>
            <td colSpan={3} className="quiet">
              <Trans>with other values</Trans>
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { screenOf } from '../fields/index.ts'
import { isEmpty } from './empty.ts'

export { isEmpty } from './empty.ts'

/** One field of one record, as its kind shows it; an empty one shows nothing. */
export const Value = ({
  object,
  row,
  name,
  roomy,
}: {
  object: ObjectDefinition
  row: AnyRow
  name: string
  roomy?: boolean
}) => {
  const field = object.fields[name]
  const value = row[name]
  if (field === undefined || isEmpty(value)) return null
  const { Show } = screenOf(field)
  return <Show value={value} field={field} row={row} roomy={roomy ?? false} />
}

export const titleOf = (object: ObjectDefinition, row: AnyRow): string => String(row[object.title] ?? '')

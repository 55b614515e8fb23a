import { Trans, useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { useHere, useOthers } from '../presence.ts'
import css from './others.module.css'

const most = 4

/** Who else looks at the record just now; being on the page is what tells the others. */
export const Others = ({ object, row }: { object: ObjectDefinition; row: AnyRow }) => {
  const { t } = useLingui()
  useHere(object.name, row.id)
  const people = [...new Map(useOthers(object.name, row.id).map((one) => [one.id, one])).values()]
  if (people.length === 0) return null
  const names = people.map(({ name }) => name).join(', ')
  const said = t`Here too: ${names}`
  return (
    <span className={css.others} role="img" aria-label={said} title={said}>
      {people.slice(0, most).map(({ id, name }) => (
        <span key={id}>
          <Avatar name={name} size={26} />
        </span>
      ))}
    </span>
  )
}

/** Says at a field who writes in it just now. */
export const Writes = ({ object, record, name: field }: { object: string; record: string; name: string }) => {
  const one = useOthers(object, record).find((other) => other.field === field)
  if (one === undefined) return null
  const { name } = one
  return (
    <span className={css.writes} role="status">
      <Avatar name={name} size={16} />
      <Trans>{name} is editing this field</Trans>
    </span>
  )
}

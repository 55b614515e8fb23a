import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useSay } from '../../language.ts'
import { isEmpty, Value } from '../value.tsx'
import css from './page.module.css'

/** The numbers that matter most, large and in one line. */
export const Numbers = ({
  object,
  row,
  names,
}: {
  object: ObjectDefinition
  row: AnyRow
  names: readonly string[]
}) => {
  const say = useSay()
  if (names.every((name) => isEmpty(row[name]))) return null
  return (
    <dl className={css.numbers}>
      {names.map((name) => (
        <div key={name} className={css.number}>
          <dt title={object.fields[name]!.help && say(object.fields[name]!.help!)}>
            {say(object.fields[name]!.label)}
          </dt>
          <dd>
            {isEmpty(row[name]) ? <span className="quiet">—</span> : <Value object={object} row={row} name={name} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { ReactNode } from 'react'
import { useSay } from '../../language.ts'
import { isWritable } from '../access.ts'
import { isEmpty, titleOf, Value } from '../value.tsx'
import { type Choices, differing, isJoined, takenFrom } from './differences.ts'
import css from './merge.module.css'

interface Given {
  readonly object: ObjectDefinition
  /** The kept record first. */
  readonly rows: readonly AnyRow[]
  readonly choices: Choices
  readonly onChoose: (name: string, id: string | undefined) => void
}

interface OptionGiven {
  readonly group: string
  readonly label: string
  readonly on: boolean
  readonly disabled: boolean
  readonly choose: () => void
  readonly children: ReactNode
}

const Option = ({ group, label, on, disabled, choose, children }: OptionGiven) => (
  <label className={css.option} data-on={on}>
    <input type="radio" name={group} aria-label={label} checked={on} disabled={disabled} onChange={choose} />
    <span className={css.value}>{children}</span>
  </label>
)

const Difference = ({ object, rows, choices, onChoose, name }: Given & { name: string }) => {
  const { t } = useLingui()
  const say = useSay()
  const field = object.fields[name]!
  const label = say(field.label)
  const taken = takenFrom(object, rows, name, choices)
  const disabled = !isWritable(field)
  const group = `merge-${name}`
  return (
    <fieldset className={css.difference}>
      <legend>{label}</legend>
      <div className={css.options}>
        {rows.map((row, index) => (
          <Option
            key={row.id}
            group={group}
            label={`${label}: ${titleOf(object, row)} ${index + 1}`}
            on={taken === row.id}
            disabled={disabled}
            choose={() => onChoose(name, row.id)}
          >
            {isEmpty(row[name]) ? (
              <span className="quiet">
                <Trans>empty</Trans>
              </span>
            ) : (
              <span inert>
                <Value object={object} row={row} name={name} roomy />
              </span>
            )}
          </Option>
        ))}
      </div>
      {isJoined(object, rows, name) && (
        <Option
          group={group}
          label={t`${label}: all together`}
          on={taken === undefined}
          disabled={disabled}
          choose={() => onChoose(name, undefined)}
        >
          <Trans>All together</Trans>
        </Option>
      )}
    </fieldset>
  )
}

/** Where the records differ, with the value of each; one stays. */
export const Compare = (given: Given) => {
  const { object, rows } = given
  const names = differing(object, rows)
  return (
    <div className={css.compare} style={{ '--records': rows.length } as React.CSSProperties}>
      <div className={css.heads}>
        {rows.map((row, index) => (
          <div key={row.id} className={css.head}>
            <span className={css.name}>{titleOf(object, row) || '—'}</span>
            <span className="quiet">{index === 0 ? <Trans>stays</Trans> : <Trans>goes to the trash</Trans>}</span>
          </div>
        ))}
      </div>
      {names.map((name) => (
        <Difference key={name} {...given} name={name} />
      ))}
      {names.length === 0 && (
        <p className={css.none}>
          <Trans>They do not differ in anything that people write.</Trans>
        </p>
      )}
    </div>
  )
}

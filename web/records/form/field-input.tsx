import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import { screenOf } from '../../fields/index.ts'
import { useSay } from '../../language.ts'
import css from './form.module.css'

interface Given {
  readonly name: string
  readonly field: Field
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly wrong: Label | undefined
  readonly autoFocus?: boolean
}

/** A field with its label, its help and what is wrong with its value. */
export const FieldInput = ({ name, field, value, onChange, wrong, autoFocus }: Given) => {
  const say = useSay()
  const { Edit } = screenOf(field)
  const id = `field-${name}`
  const note = wrong ?? field.help
  return (
    <div className={css.field}>
      <label htmlFor={id} className={css.label}>
        {say(field.label)}
        {field.required && field.default === undefined && (
          <span className={css.required} aria-hidden>
            •
          </span>
        )}
      </label>
      <Edit
        id={id}
        field={field}
        value={value ?? null}
        onChange={onChange}
        invalid={wrong !== undefined}
        describedBy={note ? `${id}-note` : undefined}
        autoFocus={autoFocus ?? false}
      />
      {note && (
        <p id={`${id}-note`} className={wrong ? css.wrong : css.help} role={wrong ? 'alert' : undefined}>
          {say(note)}
        </p>
      )}
    </div>
  )
}

import type { Choice, Field } from '@rapport/vocabulary/define/field.ts'
import { useSay } from '../language.ts'
import { Pill } from '../ui/pill.tsx'
import css from './options.module.css'

/** The choices that may be chosen now: retired ones only where they stand already. */
export const offered = (field: Field, standing: readonly string[]): readonly [string, Choice][] =>
  Object.entries(field.choices ?? {}).filter(([name, choice]) => !choice.retired || standing.includes(name))

/** Choices to tick, as they are shown everywhere else. */
export const OptionList = ({
  field,
  chosen,
  onChange,
}: {
  field: Field
  chosen: readonly string[]
  onChange: (next: string[]) => void
}) => {
  const say = useSay()
  return (
    <div className={css.list}>
      {Object.entries(field.choices ?? {}).map(([name, choice]) => (
        <label key={name} className={css.option}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
            }
          />
          <Pill colour={choice.colour ?? 'gray'}>{say(choice.label)}</Pill>
        </label>
      ))}
    </div>
  )
}

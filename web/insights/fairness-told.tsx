import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { type Fairness, isBirthday } from '@rapport/vocabulary/insights/fairness.ts'
import { useLocale, useSay } from '../language.ts'
import { fill } from '../ui/fill.ts'
import css from './fairness.module.css'
import { measures, words } from './fairness-words.ts'
import { showMeasure } from './figures.ts'

/** A figure of a group as its measure is read. */
export const useFairFigure = (task: Fairness['task']) => {
  const locale = useLocale()
  return (measure: keyof typeof measures, value: number): string => {
    if (measure === 'auc') return showMeasure('auc', value, locale)
    const sign = measure === 'gap' && value > 0 ? '+' : ''
    if (task === 'number') return sign + value.toLocaleString(locale, { maximumFractionDigits: 1 })
    return `${sign}${(value * 100).toFixed(measure === 'gap' ? 1 : 0)} %`.replace('-', '−')
  }
}

/** A group by the name that people give it. */
export const useGroupName = (field: Field) => {
  const say = useSay()
  return (word: string | null): string => {
    if (word === null) return say(words.empty)
    if (isBirthday(field)) return fill(say(words.years), { from: word, to: Number(word) + 9 })
    if (kindOf(field).family === 'boolean') return say(word === 'true' ? words.yes : words.no)
    const choice = field.choices?.[word]
    return choice ? say(choice.label) : word
  }
}

const chance = (p: number): string => (p < 0.001 ? 'p < .001' : `p = ${p.toFixed(3).replace(/^0/, '')}`)

/** Which differences are more than chance, and which groups tell nothing. */
export const FairFindings = ({ told, field }: { readonly told: Fairness; readonly field: Field }) => {
  const say = useSay()
  const figure = useFairFigure(told.task)
  const called = useGroupName(field)
  const real = told.differences.filter((one) => one.isReal)
  const small = told.groups.filter((one) => one.rows < told.fewest.rows)
  const sentence = ({ measure, most, least }: (typeof real)[number]) => {
    const of = (word: string | null) => {
      const ranged = told.groups.find((one) => one.word === word)![measure]!
      return figure(measure, ranged.value)
    }
    const named = { most: called(most), least: called(least), high: of(most), low: of(least) }
    return fill(say(measures[measure].differ), named)
  }
  return (
    <div className={css.told}>
      {real.length > 0 ? (
        <ul>
          {real.map((one) => (
            <li key={one.measure}>
              {sentence(one)} <span className="quiet">{chance(one.p)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p>{say(told.differences.length > 0 ? words.none : words.alone)}</p>
      )}
      {small.length > 0 && (
        <p className="quiet">
          {fill(say(words.small), {
            n: told.fewest.rows,
            groups: small.map((one) => `${called(one.word)} (${one.rows})`).join(', '),
          })}
        </p>
      )}
      {told.others.groups > 0 && <p className="quiet">{fill(say(words.others), told.others)}</p>}
      {told.gone > 0 && <p className="quiet">{fill(say(words.gone), { n: told.gone })}</p>}
    </div>
  )
}

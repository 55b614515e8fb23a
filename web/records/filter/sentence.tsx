import { Trans, useLingui } from '@lingui/react/macro'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { Fragment, type ReactNode } from 'react'
import { showMoment } from '../../fields/time.ts'
import { useTitle } from '../../fields/titles.ts'
import { useLocale, useSay } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import css from './bar.module.css'
import { type Condition, isCondition, needsValue } from './rules.ts'
import { operatorWord, relativeWord } from './words.ts'

const Title = ({ object, id }: { object: string; id: string }) => <>{useTitle(object, id) || '…'}</>

const Value = ({ value, field }: { value: unknown; field: Field }) => {
  const { i18n } = useLingui()
  const locale = useLocale()
  const say = useSay()
  const relative = relativeWord(value)
  if (relative) return <>{i18n._(relative.words.id, { count: relative.count }, { message: relative.words.message })}</>
  if (typeof value !== 'string')
    return (
      <>
        {typeof value === 'boolean'
          ? say(value ? { en: 'yes', zh: '是' } : { en: 'no', zh: '否' })
          : JSON.stringify(value)}
      </>
    )
  if (field.to) return <Title object={field.to} id={value} />
  if (field.choices?.[value]) return <>{say(field.choices[value].label)}</>
  return <>{kindOf(field).family === 'instant' ? showMoment(value, locale, false) : value}</>
}

const Said = ({ object, condition }: { object: ObjectDefinition; condition: Condition }) => {
  const { i18n } = useLingui()
  const say = useSay()
  const field = object.fields[condition.field]
  if (!field) return <>{condition.field}</>
  const values = Array.isArray(condition.value) ? (condition.value as unknown[]) : [condition.value]
  return (
    <>
      <span className={css.word}>{say(field.label)}</span>
      <span>{i18n._(operatorWord(condition.op, kindOf(field).family))}</span>
      {needsValue(condition.op) && (
        <span className={`${css.word} ${css.value}`}>
          {values.map((value, index) => (
            <Fragment key={String(value)}>
              {index > 0 && ', '}
              <Value value={value} field={field} />
            </Fragment>
          ))}
        </span>
      )}
    </>
  )
}

const joined = (parts: readonly ReactNode[], between: ReactNode): ReactNode =>
  parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no identity but their place
    <Fragment key={index}>
      {index > 0 && <> {between} </>}
      {part}
    </Fragment>
  ))

/** Records that point here: "has an Order whose …". */
const Pointing = ({ path, where, none }: { path: string; where: Filter | undefined; none: boolean }) => {
  const say = useSay()
  const object = useVocabulary().find(path.split('.')[0]!)
  const name = object ? say(object.label) : path
  return (
    <>
      {none ? <Trans>has no {name}</Trans> : <Trans>has a {name}</Trans>}
      {where && object && (
        <>
          {' '}
          <Trans>where</Trans> <FilterSentence object={object} filter={where} />
        </>
      )}
    </>
  )
}

/** A filter as a sentence in the language of the screen. */
export const FilterSentence = ({ object, filter }: { object: ObjectDefinition; filter: Filter }): ReactNode => {
  if (isCondition(filter)) return <Said object={object} condition={filter} />
  const each = (filters: readonly Filter[]) =>
    filters.map((one) => <FilterSentence key={JSON.stringify(one)} object={object} filter={one} />)
  if ('all' in filter) return joined(each(filter.all), <Trans>and</Trans>)
  if ('any' in filter) return joined(each(filter.any), <Trans>or</Trans>)
  if ('not' in filter)
    return (
      <>
        <Trans>not</Trans> (<FilterSentence object={object} filter={filter.not} />)
      </>
    )
  return <Pointing path={'some' in filter ? filter.some : filter.none} where={filter.where} none={'none' in filter} />
}

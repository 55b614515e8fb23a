import { Trans } from '@lingui/react/macro'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { showDay } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { dayOf } from '../calendar/days.ts'
import { useTotal } from '../list/use-blocks.ts'
import type { TimelineChoice } from './address.ts'
import { dayNumbered } from './scale.ts'
import css from './timeline.module.css'
import { type Bars, most } from './use-bars.ts'

const Part = ({ bars, locale }: { bars: Bars; locale: 'en' | 'zh' }) => {
  if (bars.of === undefined) return null
  const [shown, all] = [most.toLocaleString(locale), bars.of.value.toLocaleString(locale)]
  const about = bars.of.exact ? all : `≈ ${all}`
  const last = bars.last === undefined ? '' : showDay(dayOf(bars.last), locale)
  return (
    <strong>
      <Trans>
        Of {about} that begin here the first {shown} are shown, up to {last}. Filter, or look at fewer days.
      </Trans>
    </strong>
  )
}

const Undated = ({ object, choice, filter }: { object: ObjectDefinition; choice: TimelineChoice; filter?: Filter }) => {
  const say = useSay()
  const locale = useLocale()
  const empty: Filter = { field: choice.at, op: 'empty' }
  const { data: total } = useTotal(object, filter ? { all: [empty, filter] } : empty)
  if (!total || total.value === 0) return null
  const count = `${total.exact ? '' : '≈ '}${total.value.toLocaleString(locale)}`
  const name = say(object.fields[choice.at]!.label)
  return (
    <span>
      <Trans>
        {count} have no date in “{name}”.
      </Trans>
    </span>
  )
}

/** Says what the timeline does not show. */
export const TimelineNote = ({
  object,
  choice,
  filter,
  bars,
}: {
  object: ObjectDefinition
  choice: TimelineChoice
  filter: Filter | undefined
  bars: Bars | undefined
}) => {
  const locale = useLocale()
  const back = bars?.back === undefined ? undefined : showDay(dayNumbered(bars.back), locale)
  return (
    <div className={css.note} role="status">
      {bars && <Part bars={bars} locale={locale} />}
      {!object.fields[choice.at]!.required && <Undated object={object} choice={choice} {...(filter && { filter })} />}
      {back !== undefined && (
        <span>
          <Trans>What began before {back} and ends after what is in sight is not looked for.</Trans>
        </span>
      )}
    </div>
  )
}

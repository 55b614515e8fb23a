import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { showClock, showMoment } from '../../fields/time.ts'
import { useLocale } from '../../language.ts'
import { isWritable, may } from '../access.ts'
import { titleOf } from '../value.tsx'
import type { CalendarChoice } from './address.ts'
import { localDay } from './days.ts'
import { endOf, longerBy, movedBy } from './hours.ts'
import { useRewrite } from './use-rewrite.ts'

/** How an entry among the hours is changed, as far as this person may. */
export interface HourMoves {
  readonly movable: boolean
  readonly stretchable: boolean
  readonly move: (row: AnyRow, days: number, minutes: number) => void
  readonly stretch: (row: AnyRow, minutes: number) => void
  /** From when to when, in words. */
  readonly say: (row: AnyRow) => string
}

export const useHours = (object: ObjectDefinition, choice: CalendarChoice): HourMoves => {
  const { t } = useLingui()
  const locale = useLocale()
  const rewrite = useRewrite(object)
  const writes = (name: string | undefined): boolean =>
    name === undefined || (may(object, 'update') && isWritable(object.fields[name]!))
  const end = choice.until ?? choice.lasting
  const say = (row: AnyRow): string => {
    const begin = String(row[choice.at])
    const till = endOf(row, choice)
    if (till === undefined) return showMoment(begin, locale, true)
    const sameDay = localDay(new Date(begin)) === localDay(till)
    const until = till.toISOString()
    return `${showMoment(begin, locale, true)} – ${sameDay ? showClock(until, locale) : showMoment(until, locale, true)}`
  }
  const put = (row: AnyRow, values: { readonly [name: string]: unknown }): void => {
    const title = titleOf(object, row)
    const when = say({ ...row, ...values })
    void rewrite(row, values, t`“${title}”: ${when}.`)
  }
  return {
    movable: may(object, 'update') && writes(choice.at) && writes(choice.until),
    stretchable: end !== undefined && writes(end),
    move: (row, days, minutes) => put(row, movedBy(row, choice, days, minutes)),
    stretch: (row, minutes) => put(row, longerBy(row, choice, minutes)),
    say,
  }
}

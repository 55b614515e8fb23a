import { useLingui } from '@lingui/react/macro'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { showDay } from '../../fields/time.ts'
import { useLocale } from '../../language.ts'
import { titleOf } from '../value.tsx'
import type { CalendarChoice } from './address.ts'
import { dayOf, shifted } from './days.ts'
import { useRewrite } from './use-rewrite.ts'

/** Moves a record by so many days. */
export const useShift = (object: ObjectDefinition, { at, until }: CalendarChoice) => {
  const { t } = useLingui()
  const locale = useLocale()
  const rewrite = useRewrite(object)
  return async (row: AnyRow, days: number): Promise<void> => {
    if (days === 0) return
    const names = [at, ...(until && typeof row[until] === 'string' ? [until] : [])]
    const values = Object.fromEntries(names.map((name) => [name, shifted(String(row[name]), days)]))
    const title = titleOf(object, row)
    const day = showDay(dayOf(String(values[at])), locale)
    await rewrite(row, values, t`“${title}” is on ${day}.`)
  }
}

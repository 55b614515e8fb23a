import { Fragment, type ReactNode } from 'react'
import { showMoment } from '../../fields/time.ts'
import { useLocale } from '../../language.ts'
import css from './entries.module.css'

/** Entries under the day they fall on, newest first as they come. */
export const ByDay = <T extends { readonly at: string }>({
  entries,
  render,
}: {
  entries: readonly T[]
  render: (entry: T, index: number) => ReactNode
}) => {
  const locale = useLocale()
  const days = entries.map((entry) => showMoment(entry.at, locale, false))
  return (
    <ol className={css.entries}>
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages are only ever added at the end
        <Fragment key={index}>
          {days[index] !== days[index - 1] && <li className={css.day}>{days[index]}</li>}
          {render(entry, index)}
        </Fragment>
      ))}
    </ol>
  )
}

import { Trans } from '@lingui/react/macro'
import { useLocale } from '../../language.ts'
import type { Counts } from './calls.ts'
import css from './import.module.css'

/** What has become of the rows so far. */
export const Tally = ({ counts }: { counts: Counts }) => {
  const locale = useLocale()
  const figures = [
    { name: 'created', label: <Trans>Created</Trans>, value: counts.created, colour: 'var(--green-ink)' },
    { name: 'updated', label: <Trans>Changed</Trans>, value: counts.updated, colour: 'var(--blue-ink)' },
    { name: 'unchanged', label: <Trans>As they were</Trans>, value: counts.unchanged, colour: 'var(--ink-2)' },
    {
      name: 'refused',
      label: <Trans>Refused</Trans>,
      value: counts.refused,
      colour: counts.refused > 0 ? 'var(--bad)' : 'var(--ink-2)',
    },
  ]
  return (
    <dl className={css.tally}>
      {figures.map((figure) => (
        <div key={figure.name}>
          <dt>{figure.label}</dt>
          <dd style={{ color: figure.colour }}>{figure.value.toLocaleString(locale)}</dd>
        </div>
      ))}
    </dl>
  )
}

import { useLingui } from '@lingui/react/macro'
import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { sayMoment } from '@rapport/vocabulary/define/filter-say-moment.ts'
import { useLocale } from '../language.ts'
import css from './options.module.css'
import type { FilterProps } from './screen.ts'

const moments = [
  'today',
  '-7d',
  '-30d',
  '-90d',
  '-1y',
  'week_start',
  'month_start',
  'quarter_start',
  'year_start',
  '+7d',
  '+30d',
]
const periods = [
  ['today', 'yesterday', 'tomorrow'],
  ['this_week', 'last_week', 'next_week'],
  ['this_month', 'last_month', 'next_month'],
  ['this_quarter', 'last_quarter', 'next_quarter'],
  ['this_year', 'last_year', 'next_year'],
]

/** So many days, weeks, months or years back or ahead. */
const Counted = ({ value, onChange }: { value: unknown; onChange: (value: string) => void }) => {
  const { t } = useLingui()
  const parts = typeof value === 'string' ? /^(last|next)_(\d+)([dwmy])$/.exec(value) : null
  const [way, count, unit] = [parts?.[1] ?? 'last', Number(parts?.[2] ?? 90), parts?.[3] ?? 'd']
  const put = (next: { way?: string; count?: number; unit?: string }): void =>
    onChange(`${next.way ?? way}_${next.count ?? count}${next.unit ?? unit}`)
  return (
    <div className={css.counted} data-on={parts !== null || undefined}>
      <NativeSelect
        aria-label={t`Back or ahead`}
        value={way}
        onChange={(event) => put({ way: event.currentTarget.value })}
        data={[
          { value: 'last', label: t`the last` },
          { value: 'next', label: t`the next` },
        ]}
      />
      <NumberInput
        aria-label={t`How many`}
        value={count}
        min={1}
        max={99_999}
        allowDecimal={false}
        hideControls
        onChange={(next) => put({ count: Math.max(1, Math.trunc(Number(next) || 1)) })}
        onFocus={() => parts === null && put({})}
      />
      <NativeSelect
        aria-label={t`Unit`}
        value={unit}
        onChange={(event) => put({ unit: event.currentTarget.value })}
        data={[
          { value: 'd', label: t`days` },
          { value: 'w', label: t`weeks` },
          { value: 'm', label: t`months` },
          { value: 'y', label: t`years` },
        ]}
      />
    </div>
  )
}

const PeriodFilter = ({ value, onChange }: FilterProps) => {
  const locale = useLocale()
  return (
    <div className={css.list}>
      <Counted value={value} onChange={onChange} />
      <div className={css.periods}>
        {periods.flat().map((one) => (
          <button
            key={one}
            type="button"
            className={css.period}
            aria-pressed={value === one}
            onClick={() => onChange(one)}
          >
            {sayMoment(one, locale)}
          </button>
        ))}
      </div>
    </div>
  )
}

/** A day, or a time relative to now, which stays right in a saved view. */
const MomentFilter = ({ value, onChange }: FilterProps) => {
  const { t } = useLingui()
  const locale = useLocale()
  const day = typeof value === 'string' && /^\d{4}-/.test(value) ? value.slice(0, 10) : ''
  const relative = typeof value === 'string' && day === '' ? value : ''
  const offered = relative !== '' && !moments.includes(relative) ? [...moments, relative] : moments
  return (
    <div className={css.list}>
      <NativeSelect
        aria-label={t`A time relative to now`}
        value={relative}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
        data={[
          { value: '', label: t`a time relative to now` },
          ...offered.map((one) => ({ value: one, label: sayMoment(one, locale) })),
        ]}
      />
      <TextInput
        type="date"
        label={t`or a day`}
        value={day}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
    </div>
  )
}

export const DateFilter = (props: FilterProps) =>
  props.op === 'within' ? <PeriodFilter {...props} /> : <MomentFilter {...props} />

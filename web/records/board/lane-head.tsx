import { Trans, useLingui } from '@lingui/react/macro'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { IconAdjustments } from '@tabler/icons-react'
import { useState } from 'react'
import type { LaneFigure } from '../../api.ts'
import { useHouseCurrency } from '../../fields/currency-of-house.ts'
import { useLocale } from '../../language.ts'
import { useMe } from '../../session.ts'
import { Pill } from '../../ui/pill.tsx'
import css from './board.module.css'
import { LaneDialog } from './lane-dialog.tsx'
import type { LaneOf } from './lanes.ts'

interface Given {
  readonly object: ObjectDefinition
  readonly by: string
  readonly sum: string | undefined
  readonly lane: LaneOf
  readonly figure: LaneFigure | undefined
}

/** Whole units are enough for what a lane adds up to. */
const useAmount = (object: ObjectDefinition, sum: string | undefined) => {
  const locale = useLocale()
  const house = useHouseCurrency()
  const isMoney = sum !== undefined && object.fields[sum]?.kind === 'money'
  return (amount: string, currency: string | null): string => {
    const code = isMoney ? (currency ?? house) : undefined
    const style =
      code === undefined ? {} : ({ style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' } as const)
    return new Intl.NumberFormat(locale, { ...style, maximumFractionDigits: 0 }).format(amount as unknown as number)
  }
}

const Sums = ({ object, sum, figure }: Given) => {
  const amount = useAmount(object, sum)
  if (sum === undefined || figure === undefined || figure.sums.length === 0) return null
  const shown = figure.sums.slice(0, 2)
  const weighed = shown.filter((one) => one.weighted !== null)
  const weighted = weighed.map((one) => amount(one.weighted!, one.currency)).join(' · ')
  return (
    <div className={css.sums}>
      <span className={css.sum}>{shown.map((one) => amount(one.sum, one.currency)).join(' · ')}</span>
      {weighed.length > 0 && (
        <span className={css.weighted}>
          <Trans>weighted {weighted}</Trans>
        </span>
      )}
    </div>
  )
}

/** How full a lane with a limit is. */
const fill = (count: number, limit: number | undefined): 'over' | 'full' | undefined => {
  if (limit === undefined || count < limit) return undefined
  return count > limit ? 'over' : 'full'
}

export const LaneHead = (given: Given) => {
  const { object, by, lane, figure } = given
  const { t } = useLingui()
  const locale = useLocale()
  const { abilities } = useMe()
  const [setting, setSetting] = useState(false)
  const count = figure?.count ?? 0
  const full = fill(count, lane.limit)
  const said = full === 'over' ? t`More cards than the limit of ${lane.limit!}` : t`Cards in this lane`
  return (
    <header className={css.laneHead}>
      <div className={css.headLine}>
        <Pill colour={lane.colour}>{lane.title}</Pill>
        {figure && (
          <span className={css.count} data-full={full} title={said}>
            {count.toLocaleString(locale)}
            {lane.limit !== undefined && ` / ${lane.limit.toLocaleString(locale)}`}
          </span>
        )}
        {abilities.includes('designer') && (
          <button
            type="button"
            className={css.laneSet}
            aria-label={t`Limits of ${lane.title}`}
            title={t`Limits`}
            onClick={() => setSetting(true)}
          >
            <IconAdjustments size={15} stroke={1.7} aria-hidden />
          </button>
        )}
      </div>
      <Sums {...given} />
      {setting && <LaneDialog object={object} by={by} lane={lane} close={() => setSetting(false)} />}
    </header>
  )
}

import { ActionIcon } from '@mantine/core'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { VisitTimes } from '@rapport/vocabulary/insights/visit_times.ts'
import { IconChevronDown, IconChevronUp, IconLock, IconLockOpen, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { showDay } from '../../fields/time.ts'
import { useLocale, useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import { useSorted } from '../../ui/sort-by-drag.tsx'
import { Way } from '../../way.tsx'
import { useFigures } from '../numbers.ts'
import { Hours } from './hours.tsx'
import { colourOf } from './map.tsx'
import type { Visit } from './report.ts'
import css from './routes.module.css'
import { words } from './words.ts'

interface Given {
  readonly visit: Visit
  readonly times: VisitTimes
  readonly round: number
  readonly at: number
  /** Among all headings and visits. */
  readonly spot: number
  readonly up: (() => void) | undefined
  readonly down: (() => void) | undefined
  readonly change: (change: Partial<Visit>) => void
  readonly out: () => void
}

/** What there is to know of a visit beside its name. */
export const VisitFacts = ({ visit, times }: { visit: Visit; times: VisitTimes }) => {
  const say = useSay()
  const locale = useLocale()
  const { count } = useFigures()
  return (
    <div className={css.facts}>
      {visit.subject && <span>{visit.subject}</span>}
      {visit.address && <span>{visit.address}</span>}
      {visit.place === 'town' && <span title={say(words.townAbout)}>◌ {say(words.town)}</span>}
      <span>{fill(say(words.km), { n: count(times.km) })}</span>
      {times.wait >= 1 && <span>{fill(say(words.waits), { n: count(times.wait) })}</span>}
      {visit.due && <span>{fill(say(words.due), { day: showDay(visit.due, locale) })}</span>}
      {times.late && <strong className={css.bad}>{say(words.late)}</strong>}
    </div>
  )
}

/** One visit of a round: moved by drag, by buttons, locked to its day, or taken out. */
export const Stop = ({ visit, times, round, at, spot, up, down, change, out }: Given) => {
  const say = useSay()
  const { price } = useFigures()
  const { row, grip } = useSorted(visit.id, spot)
  const name = visit.name ?? say(words.hidden)
  const button = (word: Label, icon: ReactNode, act: (() => void) | undefined, pressed?: boolean) => (
    <ActionIcon
      size={28}
      variant={pressed ? 'light' : 'subtle'}
      color={pressed ? undefined : 'gray'}
      aria-label={`${say(word)}: ${name}`}
      title={say(word)}
      disabled={act === undefined}
      onClick={act}
    >
      {icon}
    </ActionIcon>
  )
  const isLocked = visit.state === 'locked'
  return (
    <li className={css.stop} {...row}>
      {grip}
      <span className={css.badge} style={{ background: colourOf(round) }} aria-hidden>
        {at + 1}
      </span>
      <Hours visit={visit} times={times} change={change} />
      <div className={css.who}>
        <Way to={`/customers/${visit.customer}`}>{name}</Way>
        <VisitFacts visit={visit} times={times} />
      </div>
      <span className={css.value}>{price(visit.value)}</span>
      <div className={css.acts}>
        {button(words.up, <IconChevronUp size={16} />, up)}
        {button(words.down, <IconChevronDown size={16} />, down)}
        {button(
          isLocked ? words.unlock : words.lock,
          isLocked ? <IconLock size={16} /> : <IconLockOpen size={16} />,
          () => change({ state: isLocked ? 'planned' : 'locked' }),
          isLocked,
        )}
        {button(words.out, <IconX size={16} />, out)}
      </div>
    </li>
  )
}

import { useLocale, useSay } from '../../language.ts'
import { fill } from '../../ui/fill.ts'
import { useSorted } from '../../ui/sort-by-drag.tsx'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import { showWeekday } from './days.ts'
import { colourOf } from './map.tsx'
import type { Plan } from './report.ts'
import { changed, clock, dayOf, moved, personOf, type Rounds, roundTimes, spotNumber, without } from './rounds.ts'
import css from './routes.module.css'
import { Stop } from './stop.tsx'
import { words } from './words.ts'

interface Given {
  readonly plan: Plan
  readonly rounds: Rounds
  readonly round: number
  readonly names: ReadonlyMap<string, string>
  readonly change: (rounds: Rounds) => void
  /** Shows this round alone in the picture. */
  readonly look: (round: number | null) => void
  readonly isLookedAt: boolean
}

/** One working day of one person, with its visits and what they come to. */
export const Round = ({ plan, rounds, round, names, change, look, isLookedAt }: Given) => {
  const say = useSay()
  const locale = useLocale()
  const { count } = useFigures()
  const visits = rounds[round]!
  const times = roundTimes(plan, visits)
  const { row } = useSorted(`round ${round}`, spotNumber(rounds, round, -1))
  const { settings } = plan
  const edges = { first: round === 0, last: round === rounds.length - 1 }
  return (
    <section className={`${shared.card} ${css.round}`}>
      <header className={css.roundHead} {...row}>
        <span className={css.swatch} style={{ background: colourOf(round) }} aria-hidden />
        <h2>
          <button
            type="button"
            className={css.roundName}
            aria-pressed={isLookedAt}
            title={say(words.look)}
            onClick={() => look(isLookedAt ? null : round)}
          >
            {showWeekday(dayOf(settings, round), locale)}
            <span className="quiet"> · {names.get(personOf(settings, round)) ?? ''}</span>
          </button>
        </h2>
        {visits.length > 0 && (
          <p className={css.sums}>
            <span>{fill(say(words.start), { time: clock(settings.from) })}</span>
            <span>{fill(say(words.km), { n: count(times.km) })}</span>
            <span>{fill(say(words.onWay), { time: clock(times.travel) })}</span>
            <span>{fill(say(words.home), { time: clock(times.home) })}</span>
            {times.over >= 1 && <strong className={css.bad}>{fill(say(words.over), { n: count(times.over) })}</strong>}
          </p>
        )}
      </header>
      {visits.length === 0 ? (
        <p className="quiet">{say(words.none)}</p>
      ) : (
        <ol className={css.stops}>
          {visits.map((visit, at) => (
            <Stop
              key={visit.id}
              visit={visit}
              times={times.visits[at]!}
              round={round}
              at={at}
              spot={spotNumber(rounds, round, at)}
              up={edges.first && at === 0 ? undefined : () => change(moved(rounds, round, at, -1))}
              down={edges.last && at === visits.length - 1 ? undefined : () => change(moved(rounds, round, at, 1))}
              change={(more) => change(changed(rounds, visit.id, more))}
              out={() => change(without(rounds, visit.id))}
            />
          ))}
        </ol>
      )}
    </section>
  )
}

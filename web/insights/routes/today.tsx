import { IconMapPin, IconNavigation, IconPhone } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { now } from '../../clock.ts'
import { useLocale, useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { useMe } from '../../session.ts'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { fill } from '../../ui/fill.ts'
import { Bone, Empty, Failed } from '../../ui/states.tsx'
import { Way } from '../../way.tsx'
import shared from '../insights.module.css'
import { useFigures } from '../numbers.ts'
import { showWeekday, today } from './days.ts'
import { type Plan, plansKey, type Visit, type Visits, visitsKey } from './report.ts'
import { clock, roundsOf, roundTimes } from './rounds.ts'
import css from './routes.module.css'
import { VisitFacts } from './stop.tsx'
import { words } from './words.ts'

/** What the phone's maps are asked for: the exact place, or the address where only the middle of its town is known. */
const placeOf = ({ lat, lng, place, address }: Visit): string =>
  place === 'exact' || !address ? `${lat},${lng}` : encodeURIComponent(address)

/** Apple's devices know no geo: links. Nothing is asked of anybody before the tap. */
const wayTo = (visit: Visit): string =>
  /iPhone|iPad|Macintosh/.test(navigator.userAgent)
    ? `maps://?daddr=${placeOf(visit)}`
    : `geo:${visit.place === 'exact' ? `${visit.lat},${visit.lng}` : '0,0'}?q=${placeOf(visit)}`

/** The round of this person on this day: of a plan in the calendar if there is one, else of the latest. */
const roundFor = (plans: readonly Plan[], me: string, day: string): { plan: Plan; round: number } | undefined => {
  const mine = plans.filter(({ settings }) => settings.days.includes(day) && settings.people.includes(me))
  const plan = mine.find(({ carried_at }) => carried_at !== null) ?? mine[0]
  if (!plan) return undefined
  const { days, people } = plan.settings
  return { plan, round: days.indexOf(day) * people.length + people.indexOf(me) }
}

const List = ({ plan, round }: { plan: Plan; round: number }) => {
  const say = useSay()
  const { count } = useFigures()
  const { data, error } = useQuery({
    queryKey: visitsKey(plan.id),
    queryFn: ({ signal }) => call<Visits>('GET', `/insights/routes/${plan.id}/visits`, { signal }),
  })
  if (error) return <Failed title={sayProblem(error)} />
  if (!data) return <Bone width="100%" height={240} />
  const visits = roundsOf(plan.settings, data.visits)[round] ?? []
  const times = roundTimes(plan, visits)
  if (visits.length === 0) return <None />
  return (
    <>
      <p className={css.sums}>
        <span>{fill(say(words.start), { time: clock(plan.settings.from) })}</span>
        <span>{fill(say(words.km), { n: count(times.km) })}</span>
        <span>{fill(say(words.home), { time: clock(times.home) })}</span>
      </p>
      <ol className={css.today}>
        {visits.map((visit, at) => (
          <li key={visit.id} className={shared.card}>
            <div className={css.todayHead}>
              <span className={css.time}>
                {clock(times.visits[at]!.begin)}
                <small>–{clock(times.visits[at]!.end)}</small>
              </span>
              <div className={css.who}>
                <Way to={`/customers/${visit.customer}`}>{visit.name ?? say(words.hidden)}</Way>
                <VisitFacts visit={visit} times={times.visits[at]!} />
              </div>
            </div>
            <div className={css.taps}>
              {visit.phone && (
                <a className={css.tap} href={`tel:${visit.phone}`}>
                  <IconPhone size={17} aria-hidden /> {say(words.call)}
                </a>
              )}
              <a className={css.tap} href={wayTo(visit)}>
                <IconNavigation size={17} aria-hidden /> {say(words.go)}
              </a>
              {visit.meeting && (
                <Way className={css.tap} to={`/meetings/${visit.meeting}`}>
                  {say(words.meeting)}
                </Way>
              )}
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}

const None = () => {
  const say = useSay()
  return (
    <Empty icon={IconMapPin} title={say(words.todayNone)} action={<Way to="/insights/routes">{say(words.title)}</Way>}>
      {say(words.todayAbout)}
    </Empty>
  )
}

/** Where to go today, for the phone: call and navigate by a tap. */
export const TodayPage = () => {
  const say = useSay()
  const locale = useLocale()
  useDocumentTitle(say(words.todayTitle))
  const me = useMe()
  const day = today(now())
  const { data, error, isPending } = useQuery({
    queryKey: plansKey,
    queryFn: ({ signal }) => call<{ data: readonly Plan[] }>('GET', '/insights/routes', { signal }),
  })
  const found = roundFor(data?.data ?? [], me.id, day)
  return (
    <div className={shared.page}>
      <header className={shared.header}>
        <div>
          <h1>{say(words.todayTitle)}</h1>
          <p className="quiet">{showWeekday(day, locale)}</p>
        </div>
        <Way to="/insights/routes" className={css.toToday}>
          {say(words.toPlan)}
        </Way>
      </header>
      {error ? (
        <Failed title={sayProblem(error)} />
      ) : isPending ? (
        <Bone width="100%" height={240} />
      ) : found ? (
        <List {...found} />
      ) : (
        <None />
      )}
    </div>
  )
}

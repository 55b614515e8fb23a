import type { RouteSettings } from '@rapport/vocabulary/insights/visit_settings.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { now } from '../../clock.ts'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { client, useMe } from '../../session.ts'
import { warn } from '../../ui/toast.tsx'
import { Way } from '../../way.tsx'
import { PlansPage, usePlans } from '../plans-page.tsx'
import { Ask } from './ask.tsx'
import { dayAfter, daysFrom, today } from './days.ts'
import { type Plan, plansKey } from './report.ts'
import css from './routes.module.css'
import { Plans } from './sums.tsx'
import { Whole } from './whole.tsx'
import { words } from './words.ts'

const usual = (me: string, country: string, at: Date): RouteSettings => ({
  name: '',
  whom: 'customers',
  filter: null,
  by: 'past',
  share: 10,
  base: 50,
  people: [me],
  days: daysFrom(dayAfter(today(at)), 5, false),
  from: 540,
  to: 1020,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  start: '',
  end: null,
  country,
  minutes: 45,
  window: null,
  speed: 50,
  detour: 1.3,
  perKm: 0.3,
  perHour: 0,
  most: 120,
})

/** What was asked last, for days that are still to come. */
const next = (last: RouteSettings, at: Date): RouteSettings => ({
  ...last,
  filter: null,
  days: (last.days[0] ?? '') > today(at) ? last.days : daysFrom(dayAfter(today(at)), last.days.length, false),
})

const useCountry = (): string =>
  useQuery({
    queryKey: ['route_country'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const { data } = await call<{ data: readonly { country?: string | null }[] }>('GET', '/organisations', {
        query: { limit: 1, fields: 'country' },
        signal,
      })
      return data[0]?.country ?? ''
    },
  }).data ?? ''

/** Whom to visit, by whom, on which day, in which order. */
export const RoutesPage = () => {
  const say = useSay()
  const me = useMe()
  const country = useCountry()
  const from = usePlans<Plan>({ kind: 'routes', about: `user/${me.id}`, path: '/insights/routes', queryKey: plansKey })
  const { plans, plan, pick } = from
  const ask = useMutation({
    mutationFn: (body: { settings: RouteSettings; from?: string }) => call('POST', '/insights/routes', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['insight_run', 'routes'] }),
    onError: (problem) => warn(sayProblem(problem)),
  })
  const busy = from.busy || ask.isPending
  return (
    <PlansPage
      words={words}
      from={from}
      beside={
        <Way to="/insights/routes/today" className={css.toToday}>
          {say(words.todayTitle)}
        </Way>
      }
    >
      <Ask
        key={`${plan?.id ?? ''} ${country}`}
        usual={plan ? next(plan.settings, now()) : usual(me.id, country, now())}
        busy={busy}
        isFirst={!plan}
        onAsk={(settings) => ask.mutate({ settings })}
      />
      {plan ? (
        <>
          <Plans plans={plans} on={plan.id} pick={pick} />
          <Whole
            key={plan.id}
            plan={plan}
            busy={busy}
            again={() => ask.mutate({ settings: plan.settings, from: plan.id })}
          />
        </>
      ) : (
        <p className="quiet">{say(words.first)}</p>
      )}
    </PlansPage>
  )
}

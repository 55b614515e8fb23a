import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useSay } from '../../language.ts'
import { sayProblem } from '../../records/problem.ts'
import { client } from '../../session.ts'
import { fill } from '../../ui/fill.ts'
import { SortByDrag } from '../../ui/sort-by-drag.tsx'
import { Bone, Failed } from '../../ui/states.tsx'
import { tell, warn } from '../../ui/toast.tsx'
import shared from '../insights.module.css'
import { Left } from './left.tsx'
import { RouteMap } from './map.tsx'
import { type Plan, plansKey, type Visits, visitsKey } from './report.ts'
import { Round } from './round.tsx'
import { added, dropped, numbered, totalOf } from './rounds.ts'
import css from './routes.module.css'
import { Compare, More } from './sums.tsx'
import { useRounds } from './use-rounds.ts'
import { usePeople } from './who.ts'
import { words } from './words.ts'

interface Given {
  readonly plan: Plan
  readonly busy: boolean
  readonly again: () => void
}

const refresh = async (plan: string): Promise<void> => {
  await client.invalidateQueries({ queryKey: visitsKey(plan) })
  await client.invalidateQueries({ queryKey: plansKey })
}

/** Puts visits in the calendar and takes them out again; drops the plan. */
const Acts = ({
  plan,
  busy,
  again,
  saved,
  undo,
}: Given & { saved: () => Promise<unknown>; undo: (() => void) | undefined }) => {
  const say = useSay()
  const act = async (work: () => Promise<void>): Promise<void> => {
    try {
      await saved()
      await work()
      await refresh(plan.id)
    } catch (problem) {
      warn(sayProblem(problem))
    }
  }
  const uncarry = async (): Promise<void> => {
    const done = await call<{ removed: number; kept: number }>('DELETE', `/insights/routes/${plan.id}/calendar`)
    tell(fill(say(words.uncarried), done))
  }
  const carry = async (): Promise<void> => {
    const done = await call<{ made: number; moved: number; removed: number }>(
      'POST',
      `/insights/routes/${plan.id}/calendar`,
    )
    tell(fill(say(words.carried), done), { label: say(words.takeBack), run: () => void act(uncarry) })
  }
  const drop = async () => void (await call('DELETE', `/insights/routes/${plan.id}`))
  return (
    <div className={css.bar}>
      <Button onClick={() => void act(carry)}>{say(words.carry)}</Button>
      {plan.carried_at && (
        <Button variant="default" onClick={() => void act(uncarry)}>
          {say(words.uncarry)}
        </Button>
      )}
      <Button variant="default" disabled={busy} onClick={() => void saved().then(again)}>
        {say(words.again)}
      </Button>
      {undo && (
        <Button variant="default" onClick={undo}>
          {say(words.undo)}
        </Button>
      )}
      <Button variant="subtle" color="red" onClick={() => void act(drop)}>
        {say(words.drop)}
      </Button>
    </div>
  )
}

/** How far things are, and from where that is known. */
const Notes = ({ plan: { settings } }: { plan: Plan }) => {
  const say = useSay()
  return (
    <section className={shared.card}>
      <h2>{say(words.notes)}</h2>
      <p className={shared.say}>{fill(say(words.notesAbout), { detour: settings.detour, speed: settings.speed })}</p>
    </section>
  )
}

const Inside = ({ visits, ...given }: Given & { visits: Visits }) => {
  const { plan } = given
  const [on, look] = useState<number | null>(null)
  const { rounds, change, undo, saved } = useRounds(plan, visits)
  const names = new Map(usePeople().map(({ id, name }) => [id, name]))
  const inside = new Set(rounds.flat().map(({ id }) => id))
  const left = visits.visits
    .filter(({ id }) => !inside.has(id))
    .map((one) => (one.round === null ? one : { ...one, why: 'out' }))
  const back = visits.visits.filter(({ id, round }) => round === null && inside.has(id)).length
  const gone = left.filter(({ round }) => round !== null).length
  const counts = visits.left.map((one) => (one.why === 'out' ? { ...one, n: Math.max(0, one.n + gone - back) } : one))
  return (
    <>
      <Acts {...given} undo={undo} saved={saved} />
      <div className={css.sides}>
        <SortByDrag move={(from, to) => change(dropped(rounds, from, to))}>
          <div className={css.rounds}>
            {numbered(plan.settings).map(({ key, round }) => (
              <Round key={key} {...{ plan, rounds, round, names, change, look }} isLookedAt={on === round} />
            ))}
          </div>
        </SortByDrag>
        <div className={css.side}>
          <RouteMap plan={plan} rounds={rounds} left={left} on={on} />
          <Compare plan={plan} total={totalOf(plan, rounds)} />
          <More plan={plan} />
        </div>
      </div>
      <Left left={left} counts={counts} add={(visit) => change(added(plan, rounds, { ...visit, state: 'planned' }))} />
      <Notes plan={plan} />
    </>
  )
}

/** One plan: its days, its picture, and what was left out. */
export const Whole = (given: Given) => {
  const { data, error } = useQuery({
    queryKey: visitsKey(given.plan.id),
    queryFn: ({ signal }) => call<Visits>('GET', `/insights/routes/${given.plan.id}/visits`, { signal }),
  })
  if (error) return <Failed title={sayProblem(error)} />
  return data ? <Inside {...given} visits={data} /> : <Bone width="100%" height={320} />
}

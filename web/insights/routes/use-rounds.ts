import { useRef, useState } from 'react'
import { call } from '../../api.ts'
import { sayProblem } from '../../records/problem.ts'
import { client } from '../../session.ts'
import { warn } from '../../ui/toast.tsx'
import { type Plan, type Visits, visitsKey } from './report.ts'
import { type Rounds, roundsOf } from './rounds.ts'

const kept = (rounds: Rounds) => ({
  rounds: rounds.map((visits) =>
    visits.map(({ id, state, minutes, opens, closes }) => ({
      id,
      locked: state === 'locked',
      minutes,
      window: opens === null || closes === null ? null : [opens, closes],
    })),
  ),
})

/** The rounds as a person moves them: shown at once, saved one after the other, and taken back at will. */
export const useRounds = (plan: Plan, { visits }: Visits) => {
  const [steps, setSteps] = useState<readonly Rounds[]>(() => [roundsOf(plan.settings, visits)])
  const saving = useRef<Promise<unknown>>(Promise.resolve())
  const rounds = steps.at(-1)!
  const save = (next: readonly Rounds[]): void => {
    setSteps(next)
    saving.current = saving.current
      .then(() => call('PUT', `/insights/routes/${plan.id}/rounds`, { body: kept(next.at(-1)!) }))
      .then(() => client.invalidateQueries({ queryKey: visitsKey(plan.id), refetchType: 'none' }))
      .catch((problem: unknown) => {
        warn(sayProblem(problem))
        setSteps(steps)
      })
  }
  return {
    rounds,
    change: (next: Rounds): void => (next === rounds ? undefined : save([...steps.slice(-30), next])),
    undo: steps.length > 1 ? () => save(steps.slice(0, -1)) : undefined,
    /** Resolves when all is saved. */
    saved: () => saving.current,
  }
}

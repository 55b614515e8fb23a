import {
  nearestRoutes,
  type Routes,
  routesInOrder,
  type TeamPlan,
  type TeamProblem,
  teamOrienteering,
} from '@rapport/analytics/optimise/orienteering.ts'
import { type LeftOut, leftOut } from '@rapport/analytics/optimise/orienteering-left.ts'
import type { RouteSettings } from '@rapport/vocabulary/insights/visit_settings.ts'

/** What a way to go comes to. */
export interface Sum {
  readonly visits: number
  readonly worth: number
  readonly travel: number
  readonly value: number
}

export interface Solved {
  readonly plan: TeamPlan
  readonly left: readonly LeftOut[]
  /** The plan, and what one would do without it. */
  readonly ways: { readonly plan: Sum; readonly nearest: Sum; readonly listed: Sum }
  /** With so much more, by solving again. */
  readonly more: { readonly hour: Sum; readonly day: Sum; readonly person: Sum }
}

const seed = 1
const sumOf = ({ routes, prize, cost, value }: TeamPlan): Sum => ({
  visits: routes.flat().length,
  worth: prize,
  travel: cost,
  value,
})

interface Working {
  readonly signal: { readonly aborted: boolean }
  readonly onProgress: (share: number) => void
}

/** With more rounds behind those of the problem, or longer ones. */
const wider = (problem: TeamProblem, rounds: number, minutes = 0): TeamProblem => {
  const [first] = problem.vehicles
  const more = Array.from({ length: rounds }, () => first!)
  return { ...problem, vehicles: [...problem.vehicles, ...more].map((one) => ({ ...one, to: one.to + minutes })) }
}

/** The best plan found, what it leaves out and why, and what an hour, a day or a person more would bring. */
export function solveRoutes(
  problem: TeamProblem,
  { days, people }: Pick<RouteSettings, 'days' | 'people'>,
  { signal, onProgress }: Working,
): Solved {
  const plan = teamOrienteering(problem, { seed, signal, onProgress: (share) => onProgress(share * 0.6) })
  const again = (rounds: number, minutes = 0): Sum => {
    onProgress(0.7)
    const start: Routes[] = [[...plan.routes, ...Array.from({ length: rounds }, () => [])]]
    const found = teamOrienteering(wider(problem, rounds, minutes), {
      seed,
      signal,
      start,
      generations: 60,
      patience: 20,
    })
    return sumOf(found)
  }
  return {
    plan,
    left: leftOut(problem, plan.routes),
    ways: { plan: sumOf(plan), nearest: sumOf(nearestRoutes(problem)), listed: sumOf(routesInOrder(problem)) },
    more: { hour: again(0, 60), day: again(people.length), person: again(days.length) },
  }
}

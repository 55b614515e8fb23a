import { type Progress, runOf } from '../model.ts'
import { mulberry32, type Uniform } from '../numeric/random.ts'
import { checkParameters, integer_, nullable_, number_, type Values } from '../params.ts'

/** Where to begin, how to move, and what a state costs. States must not be changed in place. */
export type AnnealingProblem<S> = {
  readonly start: S
  readonly neighbour: (state: S, uniform: Uniform) => S
  readonly cost: (state: S) => number
}

/** Parameters of {@link anneal}. */
export const annealingParameters = {
  steps: integer_({ default: 20000, min: 1, help: 'moves tried' }),
  hot: nullable_(number_({ default: 1, above: 0 }), {
    default: null,
    help: 'first temperature; from the spread of 100 moves',
  }),
  cold: nullable_(number_({ default: 1, above: 0 }), {
    default: null,
    help: 'last temperature; a thousandth of the first',
  }),
}

/**
 * Minimises by simulated annealing: a worse neighbour is accepted with chance e^(−Δ / T), T falling geometrically from
 * `hot` to `cold`. Returns the best state met. The same seed gives the same result. Cost: one evaluation a step.
 *
 * @throws AnalyticsError `illegal_parameter`, `cancelled`.
 * Source: Kirkpatrick, Gelatt, Vecchi, Science 220, 1983.
 * @example
 * anneal({ start: 9, neighbour: (x, u) => x + u() - 0.5, cost: (x) => (x - 2) ** 2 }, { seed: 1 }).best // near 2
 */
export function anneal<S>(
  problem: AnnealingProblem<S>,
  given: Partial<Values<typeof annealingParameters>> & { seed?: number } & Progress = {},
): { readonly best: S; readonly cost: number } {
  const { seed, onProgress, signal, ...rest } = given
  const { steps, ...limits } = checkParameters('anneal', annealingParameters, rest)
  const run = runOf({ seed, onProgress, signal })
  const uniform = mulberry32(run.seed)
  const hot = limits.hot ?? usualChange(problem, uniform)
  const cold = limits.cold ?? hot / 1000
  let now = { state: problem.start, cost: problem.cost(problem.start) }
  let best = now
  for (let step = 0; step < steps; step++) {
    const temperature = hot * (cold / hot) ** (step / steps)
    const state = problem.neighbour(now.state, uniform)
    const cost = problem.cost(state)
    if (cost <= now.cost || uniform() < Math.exp((now.cost - cost) / temperature)) now = { state, cost }
    if (now.cost < best.cost) best = now
    if (step % 1024 === 0) run.progress(step / steps, 'cooling')
  }
  return { best: best.state, cost: best.cost }
}

function usualChange<S>({ start, neighbour, cost }: AnnealingProblem<S>, uniform: Uniform): number {
  let [state, sum] = [start, 0]
  for (let k = 0; k < 100; k++) {
    const next = neighbour(state, uniform)
    sum += Math.abs(cost(next) - cost(state))
    state = next
  }
  return sum / 100 || 1
}

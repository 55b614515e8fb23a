import { type Progress, runOf } from '../model.ts'
import { mulberry32, normal, permutation, type Uniform } from '../numeric/random.ts'
import { checkParameters, integer_, number_, type Values } from '../params.ts'

/** What one solution looks like and how it changes; {@link binaryGenes}, {@link realGenes} and {@link orderGenes} make these. */
export type Genes<G> = {
  random(uniform: Uniform): G
  cross(mother: G, father: G, uniform: Uniform): G
  mutate(genes: G, rate: number, uniform: Uniform): G
}

/** What is asked of the search: cost to minimise, how far conditions are broken (0: none), and a local improvement. */
export type GeneticProblem<G> = {
  readonly genes: Genes<G>
  readonly cost: (genes: G) => number
  readonly violation?: (genes: G) => number
  readonly improve?: (genes: G, uniform: Uniform) => G
}

/** The best solution found, and the best cost after each generation. */
export type GeneticResult<G> = {
  readonly best: G
  readonly cost: number
  readonly violation: number
  readonly history: Float64Array
}

/** Parameters of {@link evolve}. */
export const geneticParameters = {
  population: integer_({ default: 100, min: 4, help: 'solutions in a generation' }),
  generations: integer_({ default: 200, min: 1, help: 'generations' }),
  elite: integer_({ default: 2, min: 0, help: 'best solutions that live on unchanged' }),
  tournament: integer_({ default: 3, min: 1, help: 'solutions among which a parent is chosen' }),
  crossover: number_({ default: 0.9, min: 0, max: 1, help: 'chance that a child has two parents' }),
  mutation: number_({ default: 0.1, min: 0, max: 1, help: 'rate handed to mutate' }),
  improvement: number_({ default: 0.05, min: 0, max: 1, help: 'chance that a child is improved locally' }),
  patience: integer_({ default: 0, min: 0, help: 'generations without gain after which it ends; 0 means never' }),
}

/**
 * Minimises by a genetic algorithm: tournaments choose parents, children are crossed, mutated and sometimes improved
 * locally (memetic), the elite lives on. Conditions follow Deb's rule: whoever breaks none beats whoever breaks some,
 * among breakers the one who breaks less wins. The same seed gives the same result.
 *
 * Cost: population × generations evaluations.
 * @throws AnalyticsError `illegal_parameter`, `cancelled`.
 * Sources: Goldberg 1989; Deb, "An efficient constraint handling method", CMAME 186, 2000; Moscato 1989.
 * @example
 * evolve({ genes: realGenes([-5, -5], [5, 5]), cost: ([x, y]) => x * x + y * y }, { seed: 1 }).best // near 0, 0
 */
export function evolve<G>(
  problem: GeneticProblem<G>,
  given: Partial<Values<typeof geneticParameters>> & { seed?: number } & Progress = {},
): GeneticResult<G> {
  const { seed, onProgress, signal, ...rest } = given
  const settings = checkParameters('evolve', geneticParameters, rest)
  const run = runOf({ seed, onProgress, signal })
  const uniform = mulberry32(run.seed)
  let people = Array.from({ length: settings.population }, () => judge(problem, problem.genes.random(uniform))).sort(
    byFitness,
  )
  const history: number[] = []
  let since = 0
  for (let generation = 0; generation < settings.generations; generation++) {
    const before = people[0]!
    people = nextGeneration(problem, people, settings, uniform)
    history.push(people[0]!.cost)
    since = byFitness(people[0]!, before) < 0 ? 0 : since + 1
    run.progress((generation + 1) / settings.generations, `generation ${generation + 1}`)
    if (settings.patience > 0 && since >= settings.patience) break
  }
  const { genes, cost, violation } = people[0]!
  return { best: genes, cost, violation, history: Float64Array.from(history) }
}

type Person<G> = { genes: G; cost: number; violation: number }

function judge<G>({ cost, violation }: GeneticProblem<G>, genes: G): Person<G> {
  return { genes, cost: cost(genes), violation: Math.max(0, violation?.(genes) ?? 0) }
}

function byFitness<G>(a: Person<G>, b: Person<G>): number {
  return a.violation - b.violation || a.cost - b.cost
}

function nextGeneration<G>(
  problem: GeneticProblem<G>,
  people: readonly Person<G>[],
  settings: Values<typeof geneticParameters>,
  uniform: Uniform,
): Person<G>[] {
  const next = people.slice(0, Math.min(settings.elite, people.length))
  while (next.length < people.length) {
    const mother = choose(people, settings.tournament, uniform)
    const father = uniform() < settings.crossover ? choose(people, settings.tournament, uniform) : undefined
    let genes = father ? problem.genes.cross(mother.genes, father.genes, uniform) : mother.genes
    genes = problem.genes.mutate(genes, settings.mutation, uniform)
    if (problem.improve && uniform() < settings.improvement) genes = problem.improve(genes, uniform)
    next.push(judge(problem, genes))
  }
  return next.sort(byFitness)
}

/** People are sorted, so the winner of a tournament is the least number drawn. */
function choose<G>(people: readonly Person<G>[], tournament: number, uniform: Uniform): Person<G> {
  let best = people.length
  for (let k = 0; k < tournament; k++) best = Math.min(best, Math.floor(uniform() * people.length))
  return people[best]!
}

/**
 * Yes/no decisions: uniform crossover, each bit flips with chance `rate`.
 * @example
 * evolve({ genes: binaryGenes(8), cost: (bits) => bits.reduce((a, b) => a + b, 0) }, { seed: 1 }).cost // 0
 */
export function binaryGenes(length: number): Genes<Uint8Array> {
  return {
    random: (uniform) => Uint8Array.from({ length }, () => (uniform() < 0.5 ? 1 : 0)),
    cross: (mother, father, uniform) => mother.map((bit, i) => (uniform() < 0.5 ? bit : father[i]!)),
    mutate: (genes, rate, uniform) => genes.map((bit) => (uniform() < rate ? 1 - bit : bit)),
  }
}

/**
 * Numbers within bounds: blend crossover (BLX-½), normal mutation with a tenth of the range as deviation.
 * @example
 * evolve({ genes: realGenes([-5], [5]), cost: ([a]) => (a - 1) ** 2 }, { seed: 1 }).cost < 0.01 // true
 */
export function realGenes(lower: readonly number[], upper: readonly number[]): Genes<Float64Array> {
  const inside = (value: number, i: number) => Math.min(upper[i]!, Math.max(lower[i]!, value))
  return {
    random: (uniform) => Float64Array.from(lower, (low, i) => low + uniform() * (upper[i]! - low)),
    cross: (mother, father, uniform) => mother.map((m, i) => inside(m + (uniform() * 2 - 0.5) * (father[i]! - m), i)),
    mutate: (genes, rate, uniform) =>
      genes.map((value, i) =>
        uniform() < rate ? inside(value + (normal(uniform) * (upper[i]! - lower[i]!)) / 10, i) : value,
      ),
  }
}

/**
 * Orders of 0 … length − 1: order crossover (OX), with chance `rate` a stretch is turned round.
 * @example
 * evolve({ genes: orderGenes(4), cost: (order) => order[0] }, { seed: 1 }).cost // 0
 */
export function orderGenes(length: number): Genes<Int32Array> {
  const stretch = (uniform: Uniform) => {
    const [a, b] = [Math.floor(uniform() * length), Math.floor(uniform() * length)]
    return [Math.min(a, b), Math.max(a, b) + 1] as const
  }
  return {
    random: (uniform) => permutation(length, uniform),
    cross: (mother, father, uniform) => orderCrossover(mother, father, ...stretch(uniform)),
    mutate: (genes, rate, uniform) => {
      const copy = genes.slice()
      if (uniform() < rate) copy.subarray(...stretch(uniform)).reverse()
      return copy
    },
  }
}

function orderCrossover(mother: Int32Array, father: Int32Array, from: number, to: number): Int32Array {
  const n = mother.length
  const kept = new Uint8Array(n)
  const child = new Int32Array(n)
  for (let i = from; i < to; i++) {
    child[i] = mother[i]!
    kept[mother[i]!] = 1
  }
  let at = to % n
  for (let k = 0; k < n; k++) {
    const gene = father[(to + k) % n]!
    if (kept[gene]) continue
    child[at] = gene
    at = (at + 1) % n
  }
  return child
}

import type { Highs, Model, RangingRecord } from 'highs'
import { refuse } from '../errors.ts'
import { checkParameters, integer_, nullable_, number_, type Values } from '../params.ts'
import type { LinearProgram } from './program.ts'

/** An optimal solution. Duals and ranges are those of the linear program; a program with whole variables has none. */
export type ProgramSolution = {
  readonly objective: number
  /** Value of each variable, in the order of `program.columns`. */
  readonly values: Float64Array
  /** A x, in the order of `program.rows`. */
  readonly activities: Float64Array
  /** By name, for reading. */
  readonly byName: { readonly [variable: string]: number }
  readonly sensitivity?: Sensitivity
}

/** What the optimum is worth and how far it reaches. */
export type Sensitivity = {
  /** Change of the objective for one more unit of each row's active side. */
  readonly duals: Float64Array
  /** Change of the objective for one more unit of a variable that stands at its bound. */
  readonly reducedCosts: Float64Array
  /** For each variable, the costs between which the same solution stays optimal. */
  readonly costRange: readonly Range[]
  /** For each row, the values of its active side between which the dual holds. */
  readonly sideRange: readonly Range[]
}

/** From … to; infinite where nothing limits it. */
export type Range = { readonly from: number; readonly to: number }

/** Parameters of {@link solveProgram}. */
export const programParameters = {
  seconds: nullable_(number_({ default: 1, above: 0 }), { default: null, help: 'give up after this time' }),
  gap: number_({ default: 0, min: 0, help: 'relative gap at which a whole-number search may stop' }),
  seed: integer_({ default: 0, min: 0, help: 'seed of the solver' }),
}

let loaded: Promise<Highs> | undefined

/**
 * Solves a linear or mixed-integer program with HiGHS (compiled to WebAssembly, loaded on first use), with duals and
 * ranges for linear ones. Whole variables come back exactly whole.
 *
 * @throws AnalyticsError `infeasible`, `unbounded`, `not_converged` when the time ran out, `bad_input`.
 * Source: Huangfu, Hall, "Parallelizing the dual revised simplex method", Math. Prog. Comp. 10, 2018.
 * @example
 * const { objective, byName } = await solveProgram(linearProgram({
 *   maximise: { chairs: 30, tables: 50 },
 *   conditions: [{ terms: { chairs: 1, tables: 2 }, atMost: 40 }, { terms: { chairs: 2, tables: 1 }, atMost: 50 }],
 * })) // 1100, { chairs: 20, tables: 10 }
 */
export async function solveProgram(
  program: LinearProgram,
  given: Partial<Values<typeof programParameters>> = {},
): Promise<ProgramSolution> {
  const parameters = checkParameters('solveProgram', programParameters, given)
  loaded ??= load()
  const highs = await loaded
  const model = highs.createModel(modelOf(highs, program))
  try {
    model.options.set({ output_flag: false, random_seed: parameters.seed, mip_rel_gap: parameters.gap })
    if (parameters.seconds !== null) model.options.set({ time_limit: parameters.seconds })
    model.run()
    checkStatus(highs, model, program)
    return solutionOf(model, program)
  } finally {
    model.dispose()
  }
}

/** The package describes its types as CommonJS but is imported as an ES module, whose default is the loader itself. */
async function load(): Promise<Highs> {
  const module = (await import('highs')) as unknown as { default: () => Promise<Highs> }
  return module.default()
}

function modelOf({ constants }: Highs, program: LinearProgram) {
  const { columns, rows, cost, lower, upper, integer, rowLower, rowUpper, starts, indices, values } = program
  const kinds = Array.from(integer, (whole) => constants.variableType[whole ? 'integer' : 'continuous'])
  return {
    numCols: columns.length,
    numRows: rows.length,
    sense: constants.objectiveSense[program.maximise ? 'maximize' : 'minimize'],
    offset: program.offset,
    colCost: cost,
    colLower: lower,
    colUpper: upper,
    rowLower,
    rowUpper,
    matrix: { format: 'csc' as const, numRows: rows.length, numCols: columns.length, starts, indices, values },
    ...(integer.includes(1) && { integrality: kinds }),
  }
}

function checkStatus({ constants }: Highs, model: Model, { name }: LinearProgram): void {
  const status = model.getModelStatus()
  const is = constants.modelStatus
  const what = name ? `The program ${name}` : 'The program'
  if (status === is.infeasible) refuse('infeasible', `${what} has no solution: its conditions contradict each other.`)
  if (status === is.unbounded)
    refuse('unbounded', `${what} has no best solution: its objective can improve without end.`)
  if (status === is.unboundedOrInfeasible)
    refuse('infeasible', `${what} has no best solution: it contradicts itself or can improve without end.`)
  if (status === is.optimal || status === is.empty) return
  refuse(
    'not_converged',
    `${what} was not solved in the time given (solver status ${status}); give it more seconds or a wider gap.`,
  )
}

function solutionOf(model: Model, program: LinearProgram): ProgramSolution {
  const { colValue, rowValue } = model.getSolution()
  const values = colValue.map((value, j) => (program.integer[j] ? Math.round(value) : value))
  const byName = Object.fromEntries(program.columns.map((name, j) => [name, values[j]!]))
  const solution = { objective: model.getObjectiveValue(), values, activities: rowValue, byName }
  if (!program.integer.includes(1)) return { ...solution, sensitivity: sensitivityOf(model) }
  return { ...solution, objective: values.reduce((sum, value, j) => sum + value * program.cost[j]!, program.offset) }
}

function sensitivityOf(model: Model): Sensitivity {
  const { colDual, rowDual } = model.getSolution()
  const ranging = model.getRanging()
  const ranges = (down: RangingRecord, up: RangingRecord) =>
    Array.from(down.value, (from, k) => ({ from, to: up.value[k]! }))
  return {
    duals: rowDual,
    reducedCosts: colDual,
    costRange: ranges(ranging.colCostDown, ranging.colCostUp),
    sideRange: ranges(ranging.rowBoundDown, ranging.rowBoundUp),
  }
}

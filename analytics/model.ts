import { AnalyticsError, refuse } from './errors.ts'
import { type Features, isSparse, type Matrix, type SparseMatrix } from './matrix.ts'
import { checkFeatures, checkRegressionTarget, checkWeights, checkWidth, classesOf } from './model-checks.ts'
import { checkParameters, type ParameterSet, type Values } from './params.ts'
import { decode, encode, type Json } from './serialise.ts'

/** Progress and cancel for long fits. `signal` may be an AbortSignal or anything with `aborted`. */
export type Progress = {
  onProgress?: (done: number, what: string) => void
  signal?: { readonly aborted: boolean }
}

/** What a fit gets besides data and parameters: its seed, and `progress`, which reports and throws `cancelled`. */
export type Run = { readonly seed: number; progress(done: number, what: string): void }

/**
 * A `Run` from the caller's options; for models that do not use `define…` below.
 * @example
 * runOf({ seed: 7 }).seed // 7
 */
export function runOf(options: Progress & { seed?: number }): Run {
  const progress = (done: number, what: string) => {
    if (options.signal?.aborted) refuse('cancelled', `The work was cancelled at ${Math.round(done * 100)} % (${what}).`)
    options.onProgress?.(done, what)
  }
  return { seed: options.seed ?? 1, progress }
}

/** Learning data after the checks. `y` holds class indices for classifiers and numbers for regressors. */
export type Prepared<X extends Features, Y extends Int32Array | Float64Array> = {
  readonly x: X
  readonly y: Y
  /** Finite and non-negative, or undefined when every row counts 1. */
  readonly weights: Float64Array | undefined
  /** Sorted distinct values of the caller's y; `y[i]` is an index into it. Empty for regressors. */
  readonly classes: Float64Array
}

/** What the caller gives to `fit`; all other keys are parameters. */
export type FitData = { x: Features; y: ArrayLike<number>; weights?: ArrayLike<number>; seed?: number } & Progress

/** What every fitted model is. */
export type Fitted = {
  readonly model: string
  readonly columns: number
  readonly names?: readonly string[]
  readonly parameters: { readonly [name: string]: unknown }
  /** Class labels (classifiers) or numbers (regressors), one for each row of x. */
  predict(x: Features): Float64Array
  toJSON(): Json
}

/** A fitted classifier: `predictProbability(x)[i * classes.length + c]` is P(row i is of class `classes[c]`). */
export type FittedClassifier = Fitted & {
  readonly classes: Float64Array
  predictProbability(x: Features): Float64Array
}

/** A model: how to fit and how to read back, with its parameters as data. */
export type Model<P extends ParameterSet = ParameterSet, F extends Fitted = Fitted> = {
  readonly name: string
  readonly version: number
  readonly task: 'classification' | 'regression'
  /** One line for people. */
  readonly title: string
  readonly parameters: P
  readonly missing: 'refused' | 'accepted'
  readonly sparse: boolean
  fit(data: FitData & Partial<Values<P>>): F
  fromJSON(json: unknown): F
}

type Kernel<S, X extends Features, Y extends Int32Array | Float64Array, P extends ParameterSet> = {
  /** Learns; returns plain data (numbers, strings, arrays, typed arrays), which becomes the fitted model's own fields. */
  fit(data: Prepared<X, Y>, parameters: Values<P>, run: Run): S
}

type Common<P extends ParameterSet> = {
  name: string
  version: number
  title: string
  parameters: P
  /** `refused` (the default): a NaN in x is refused by column and row. `accepted`: the model deals with it. */
  missing?: 'refused' | 'accepted'
}

type ClassifierKernel<S, X extends Features, P extends ParameterSet> = Kernel<S, X, Int32Array, P> & {
  /** Row-major n × classes; each row sums to 1. */
  probability(state: S & Base, x: X): Float64Array
}

type RegressorKernel<S, X extends Features, P extends ParameterSet> = Kernel<S, X, Float64Array, P> & {
  predict(state: S & Base, x: X): Float64Array
}

/** Fields of every fitted model, available to `probability` and `predict`. */
export type Base = {
  readonly classes: Float64Array
  readonly columns: number
  readonly names?: readonly string[]
  readonly parameters: { readonly [name: string]: unknown }
}

/**
 * Makes a classifier from its kernel. The common work is done here: parameters and data are checked, y becomes class
 * indices, the result is frozen, stored and read back exactly (state is plain data, so no model writes its own JSON).
 * `predict` gives the most probable class (the first on ties). A `sparse` kernel is optional; without it sparse features
 * are refused.
 *
 * @example
 * export const prior = defineClassifier({
 *   name: 'prior', version: 1, title: 'Class frequencies', parameters: {},
 *   fit: ({ y, classes }) => ({ share: shares(y, classes.length) }),
 *   probability: (state, x) => repeat(state.share, x.rows),
 * })
 */
export function defineClassifier<P extends ParameterSet, S extends object>(
  spec: Common<P> & ClassifierKernel<S, Matrix, P> & { sparse?: ClassifierKernel<S, SparseMatrix, P> },
): Model<P, FittedClassifier & Readonly<S>> {
  const wake = (state: S & Base) => {
    const predictProbability = (x: Features) => {
      checkPrediction(spec, state, x)
      return isSparse(x) ? spec.sparse!.probability(state, x) : spec.probability(state, x)
    }
    const predict = (x: Features) => mostProbable(predictProbability(x), state.classes)
    return Object.freeze({ ...state, model: spec.name, predict, predictProbability, toJSON: () => store(spec, state) })
  }
  const fit = (given: FitData & Partial<Values<P>>) => {
    const { data, parameters, run } = prepare(spec, given)
    const { y, classes } = classesOf(spec.name, data.y, given.x.rows)
    const kernel = isSparse(data.x) ? spec.sparse! : spec
    const prepared = { x: data.x as never, y, classes, weights: data.weights }
    return wake({ ...kernel.fit(prepared, parameters, run), ...base(given.x, parameters, classes) })
  }
  return makeModel(spec, 'classification', fit, wake)
}

/**
 * Makes a regressor from its kernel; see {@link defineClassifier}. `predict` returns one number for each row.
 * @example
 * const meanOf = defineRegressor({
 *   name: 'mean', version: 1, title: 'Mean', parameters: {},
 *   fit: ({ y }) => ({ mean: y.reduce((a, b) => a + b, 0) / y.length }),
 *   predict: ({ mean }, { rows }) => new Float64Array(rows).fill(mean),
 * })
 * meanOf.fit({ x: fromRows([[1], [2]]), y: [3, 5] }).predict(fromRows([[9]])) // 4
 */
export function defineRegressor<P extends ParameterSet, S extends object>(
  spec: Common<P> & RegressorKernel<S, Matrix, P> & { sparse?: RegressorKernel<S, SparseMatrix, P> },
): Model<P, Fitted & Readonly<S>> {
  const wake = (state: S & Base) => {
    const predict = (x: Features) => {
      checkPrediction(spec, state, x)
      return isSparse(x) ? spec.sparse!.predict(state, x) : spec.predict(state, x)
    }
    return Object.freeze({ ...state, model: spec.name, predict, toJSON: () => store(spec, state) })
  }
  const fit = (given: FitData & Partial<Values<P>>) => {
    const { data, parameters, run } = prepare(spec, given)
    const y = checkRegressionTarget(spec.name, data.y, given.x.rows)
    const kernel = isSparse(data.x) ? spec.sparse! : spec
    const prepared = { x: data.x as never, y, classes: new Float64Array(0), weights: data.weights }
    return wake({ ...kernel.fit(prepared, parameters, run), ...base(given.x, parameters, prepared.classes) })
  }
  return makeModel(spec, 'regression', fit, wake)
}

function makeModel<P extends ParameterSet, S extends object, F extends Fitted>(
  spec: Common<P> & { sparse?: object },
  task: Model['task'],
  fit: Model<P, F>['fit'],
  wake: (state: S & Base) => F,
): Model<P, F> {
  const { name, version, title, parameters } = spec
  const fromJSON = (json: unknown) => wake(readStored(spec, json) as S & Base)
  return Object.freeze({
    name,
    version,
    task,
    title,
    parameters,
    missing: spec.missing ?? 'refused',
    sparse: !!spec.sparse,
    fit,
    fromJSON,
  })
}

function prepare<P extends ParameterSet>(spec: Common<P> & { sparse?: object }, given: FitData & Partial<Values<P>>) {
  const { x, y, weights, seed, onProgress, signal, ...rest } = given
  const parameters = checkParameters(spec.name, spec.parameters, rest)
  checkFeatures(spec.name, x, { missing: spec.missing ?? 'refused', sparse: !!spec.sparse })
  const run = runOf({ seed, onProgress, signal })
  run.progress(0, spec.title)
  return { data: { x, y, weights: checkWeights(spec.name, weights, x.rows) }, parameters, run }
}

function base(x: Features, parameters: object, classes: Float64Array): Base {
  const names = x.names ? { names: [...x.names] } : {}
  return { classes, columns: x.columns, parameters: { ...parameters }, ...names }
}

function checkPrediction(spec: Common<ParameterSet> & { sparse?: object }, state: Base, x: Features): void {
  checkWidth(spec.name, state.columns, x)
  checkFeatures(spec.name, x, { missing: spec.missing ?? 'refused', sparse: !!spec.sparse, empty: true })
}

/**
 * The label of the largest probability in each row; the first on ties.
 * @example
 * mostProbable(Float64Array.of(0.2, 0.8, 0.6, 0.4), Float64Array.of(-1, 1)) // 1, −1
 */
export function mostProbable(probability: Float64Array, classes: Float64Array): Float64Array {
  const k = classes.length
  const out = new Float64Array(probability.length / k)
  for (let i = 0; i < out.length; i++) {
    let best = 0
    for (let c = 1; c < k; c++) if (probability[i * k + c]! > probability[i * k + best]!) best = c
    out[i] = classes[best]!
  }
  return out
}

/**
 * Stored form `{ model, version, state }` of plain state; for models that do not use `define…`.
 * @example
 * store({ name: 'mean', version: 1 }, { mean: 4 }).model // 'mean'
 */
export function store(spec: { name: string; version: number }, state: object): Json {
  return { model: spec.name, version: spec.version, state: encode(state) }
}

/**
 * State out of the stored form (an object, or its JSON text).
 * @throws AnalyticsError `wrong_model`, `newer_version` or `malformed`.
 * @example readStored({ name: 'mean', version: 1 }, store({ name: 'mean', version: 1 }, { mean: 4 })) // { mean: 4 }
 */
export function readStored(spec: { name: string; version: number }, json: unknown): unknown {
  const stored = (typeof json === 'string' ? parse(spec.name, json) : json) as Record<string, unknown> | null
  if (typeof stored !== 'object' || stored === null || typeof stored.state !== 'object' || stored.state === null) {
    return refuse('malformed', `Stored data for ${spec.name} must be an object with model, version and state.`)
  }
  if (stored.model !== spec.name) refuse('wrong_model', `Stored data belongs to ${stored.model}, not to ${spec.name}.`)
  if (stored.version !== spec.version) refuseVersion(spec, stored.version)
  return decode(stored.state)
}

function refuseVersion(spec: { name: string; version: number }, version: unknown): never {
  const code = Number(version) > spec.version ? 'newer_version' : 'malformed'
  const sentence = `${spec.name} reads stored version ${spec.version} but was given version ${version}; fit the model again or update the library.`
  return refuse(code, sentence)
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AnalyticsError('malformed', `Stored data for ${name} is not JSON: ${(cause as Error).message}.`)
  }
}

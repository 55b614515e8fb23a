import { type Progress, type Run, readStored, runOf, store } from './model.ts'
import { checkParameters, type ParameterSet, type Values } from './params.ts'
import type { Json } from './serialise.ts'

/** What a fitted estimator has besides its own fields and methods. */
export type FittedEstimator = {
  readonly model: string
  readonly parameters: { readonly [name: string]: unknown }
  toJSON(): Json
}

/** A model that learns from something else than a table with an answer: purchases, sequences, series, pairs. */
export type Estimator<P extends ParameterSet, I, F extends FittedEstimator> = {
  readonly name: string
  readonly version: number
  /** One line for people. */
  readonly title: string
  readonly parameters: P
  fit(input: I, options?: Partial<Values<P>> & Progress & { seed?: number }): F
  fromJSON(json: unknown): F
}

type Spec<P extends ParameterSet, I, S extends object, M extends object> = {
  name: string
  version: number
  title: string
  parameters: P
  /** Learns; returns plain data, which becomes the fitted estimator's own fields. */
  fit(input: I, parameters: Values<P>, run: Run): S
  /** What can be asked of the state; nothing here may change it. */
  methods(state: S & { readonly parameters: Values<P> }): M
}

/**
 * Makes an estimator from its kernel: parameters are checked as data, the result is frozen, stored and read back exactly
 * (state is plain data: numbers, strings, arrays, typed arrays).
 *
 * @throws AnalyticsError `illegal_parameter`, `unknown_parameter`, and from `fromJSON` `wrong_model`, `newer_version`, `malformed`.
 * @example
 * export const mean = defineEstimator({
 *   name: 'mean', version: 1, title: 'Mean', parameters: {},
 *   fit: (y: Float64Array) => ({ value: y.reduce((a, b) => a + b, 0) / y.length }),
 *   methods: (state) => ({ predict: () => state.value }),
 * })
 */
export function defineEstimator<P extends ParameterSet, I, S extends object, M extends object>(
  spec: Spec<P, I, S, M>,
): Estimator<P, I, Readonly<S> & M & FittedEstimator> {
  type Stored = S & { readonly parameters: Values<P> }
  const wake = (state: Stored) =>
    Object.freeze({ ...state, ...spec.methods(state), model: spec.name, toJSON: () => store(spec, state) })
  const fit = (input: I, options: Partial<Values<P>> & Progress & { seed?: number } = {}) => {
    const { seed, onProgress, signal, ...rest } = options
    const parameters = checkParameters(spec.name, spec.parameters, rest)
    const run = runOf({ seed, onProgress, signal })
    run.progress(0, spec.title)
    return wake({ ...spec.fit(input, parameters, run), parameters })
  }
  const { name, version, title, parameters } = spec
  const fromJSON = (json: unknown) => wake(readStored(spec, json) as Stored)
  return Object.freeze({ name, version, title, parameters, fit, fromJSON })
}

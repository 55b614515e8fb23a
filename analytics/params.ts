import { refuse } from './errors.ts'

/** What is legal for one parameter, as data: forms can be drawn from it and searches can be run over it. */
export type Parameter<T> = {
  readonly kind: 'number' | 'integer' | 'boolean' | 'choice' | 'list' | 'custom'
  readonly default: T
  readonly help?: string
  readonly min?: number
  readonly max?: number
  /** Exclusive bounds. */
  readonly above?: number
  readonly below?: number
  readonly choices?: readonly unknown[]
  /** The value may be null, which the help text explains. */
  readonly nullable?: boolean
  readonly of?: Parameter<unknown>
  readonly legal?: string
  readonly test?: (value: unknown) => boolean
}

/** Parameters of a model by name. */
export type ParameterSet = { readonly [name: string]: Parameter<unknown> }

/** Values of a parameter set: `{ l2: number, penalty: 'l1' | 'l2' }`. */
export type Values<P extends ParameterSet> = { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never }

type Bounds = { min?: number; max?: number; above?: number; below?: number; help?: string }

/**
 * A real parameter within bounds; `above` and `below` exclude the bound.
 * @example
 * number_({ default: 1, above: 0, help: 'rate' }).default // 1
 */
export function number_(spec: Bounds & { default: number }): Parameter<number> {
  return { kind: 'number', ...spec }
}

/** A whole-number parameter within bounds. @example integer_({ default: 5, min: 1 }).default // 5 */
export function integer_(spec: Bounds & { default: number }): Parameter<number> {
  return { kind: 'integer', ...spec }
}

/** Yes or no. @example boolean_({ default: true }).default // true */
export function boolean_(spec: { default: boolean; help?: string }): Parameter<boolean> {
  return { kind: 'boolean', ...spec }
}

/** One of the given values. @example choice_(['word', 'character'], { default: 'word' }).default // 'word' */
export function choice_<const C extends readonly (string | number)[]>(
  choices: C,
  spec: { default: C[number]; help?: string },
): Parameter<C[number]> {
  return { kind: 'choice', choices, ...spec }
}

/**
 * A list (array or typed array) whose every entry is legal for `of`.
 * @example
 * list_(number_({ default: 1 }), { default: [1, 2] }).default // [1, 2]
 */
export function list_<T>(of: Parameter<T>, spec: { default: readonly T[]; help?: string }): Parameter<readonly T[]> {
  return { kind: 'list', of: of as Parameter<unknown>, ...spec }
}

/** The same parameter, or null. @example nullable_(integer_({ default: 5 }), { default: null }).default // null */
export function nullable_<T>(of: Parameter<T>, spec: { default: T | null; help?: string }): Parameter<T | null> {
  return { ...of, ...spec, nullable: true } as Parameter<T | null>
}

/**
 * Anything that passes `test`; `legal` ends the sentence "… must be".
 * @example
 * custom_({ default: 'a', legal: (value) => value === 'a', words: 'the letter a' })
 */
export function custom_<T>(spec: {
  default: T
  legal: string
  test: (value: unknown) => boolean
  help?: string
}): Parameter<T> {
  return { kind: 'custom', ...spec }
}

/**
 * The legal values of a parameter in words: "a whole number of at least 1".
 * @example
 * legalValues(number_({ default: 1, above: 0 })) // 'a number above 0'
 */
export function legalValues(parameter: Parameter<unknown>): string {
  const core = legalCore(parameter)
  return parameter.nullable ? `${core}, or null` : core
}

function legalCore(parameter: Parameter<unknown>): string {
  const { kind } = parameter
  if (kind === 'boolean') return 'true or false'
  if (kind === 'choice') return `one of ${parameter.choices!.map((choice) => JSON.stringify(choice)).join(', ')}`
  if (kind === 'list') return `a list in which each entry is ${legalValues(parameter.of!)}`
  if (kind === 'custom') return parameter.legal!
  return [kind === 'integer' ? 'a whole number' : 'a number', boundsInWords(parameter)].filter(Boolean).join(' ')
}

function boundsInWords({ min, max, above, below }: Parameter<unknown>): string {
  const parts = [
    min === undefined ? '' : `of at least ${min}`,
    above === undefined ? '' : `above ${above}`,
    max === undefined ? '' : `of at most ${max}`,
    below === undefined ? '' : `below ${below}`,
  ]
  return parts.filter(Boolean).join(' and ')
}

/** Whether a value is legal for a parameter. @example isLegal(number_({ default: 1, above: 0 }), -1) // false */
export function isLegal(parameter: Parameter<unknown>, value: unknown): boolean {
  if (value === null && parameter.nullable) return true
  if (parameter.kind === 'boolean') return typeof value === 'boolean'
  if (parameter.kind === 'choice') return parameter.choices!.includes(value)
  if (parameter.kind === 'custom') return parameter.test!(value)
  if (parameter.kind === 'list') return isList(value) && value.every((entry) => isLegal(parameter.of!, entry))
  return isLegalNumber(parameter, value)
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}

function isLegalNumber({ kind, min, max, above, below }: Parameter<unknown>, value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false
  if (kind === 'integer' && !Number.isInteger(value)) return false
  return (
    value >= (min ?? value) && value <= (max ?? value) && value > (above ?? -Infinity) && value < (below ?? Infinity)
  )
}

/**
 * Checks given values and fills in defaults. `undefined` counts as not given.
 *
 * @throws AnalyticsError `unknown_parameter` or `illegal_parameter`, with one sentence that names the model, the
 * parameter, what was given and what is legal.
 * @example
 * checkParameters('ridge', { l2: number_({ default: 1, min: 0 }) }, { l2: 3 }) // { l2: 3 }
 */
export function checkParameters<P extends ParameterSet>(model: string, parameters: P, given: object): Values<P> {
  for (const name of Object.keys(given)) if (!(name in parameters)) refuseUnknown(model, parameters, name)
  const values: Record<string, unknown> = {}
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = (given as Record<string, unknown>)[name]
    values[name] = value === undefined ? parameter.default : value
    if (!isLegal(parameter, values[name])) refuseIllegal(model, name, parameter, value)
  }
  return Object.freeze(values) as Values<P>
}

function refuseUnknown(model: string, parameters: ParameterSet, name: string): never {
  const known = Object.keys(parameters).join(', ') || 'none'
  return refuse('unknown_parameter', `${model} has no parameter "${name}"; its parameters are: ${known}.`)
}

function refuseIllegal(model: string, name: string, parameter: Parameter<unknown>, value: unknown): never {
  const sentence = `${model}: parameter "${name}" was given ${inWords(value)} but must be ${legalValues(parameter)}.`
  return refuse('illegal_parameter', sentence)
}

function inWords(value: unknown): string {
  if (typeof value === 'number' || value === undefined) return String(value)
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

import { uuid } from '@rapport/vocabulary/define/kinds/link.ts'
import { Problem } from '../errors.ts'

/** Reads one parameter of a query string; `expects` completes "… must be". */
export interface Parameter<V> {
  readonly expects: string
  readonly schema: { readonly [key: string]: unknown }
  readonly about: string
  /** `undefined`: the text is not what was expected. */
  readonly read: (text: string) => V | undefined
}
export type Parameters = { readonly [name: string]: Parameter<unknown> }
export type Read<P extends Parameters> = { readonly [K in keyof P]?: P[K] extends Parameter<infer V> ? V : never }

export const text = (about: string, most = 2_000): Parameter<string> => ({
  about,
  expects: `text of at most ${most} characters`,
  schema: { type: 'string', maxLength: most },
  read: (given) => (given.length <= most && !given.includes('\0') ? given : undefined),
})

export const integer = (about: string, least: number, most: number): Parameter<number> => ({
  about,
  expects: `a whole number from ${least} to ${most}`,
  schema: { type: 'integer', minimum: least, maximum: most },
  read: (given) => (/^\d{1,9}$/.test(given) && +given >= least && +given <= most ? +given : undefined),
})

export const share = (about: string): Parameter<number> => ({
  about,
  expects: 'a number from 0 to 1',
  schema: { type: 'number', minimum: 0, maximum: 1 },
  read: (given) => (/^[01](\.\d{1,9})?$|^\.\d{1,9}$/.test(given) && +given <= 1 ? +given : undefined),
})

export const flag = (about: string): Parameter<boolean> => ({
  about,
  expects: '1 or 0',
  schema: { type: 'string', enum: ['0', '1'] },
  read: (given) => (given === '1' ? true : given === '0' ? false : undefined),
})

/** Names, separated by commas. */
export const names = (about: string, pattern = /^-?[a-z][a-z0-9_.]{0,200}$/): Parameter<readonly string[]> => ({
  about,
  expects: 'names separated by commas',
  schema: { type: 'string', pattern: '^-?[a-z][a-z0-9_.]*(,-?[a-z][a-z0-9_.]*)*$' },
  read: (given) => {
    const list = given.split(',')
    return list.length <= 200 && list.every((name) => pattern.test(name)) ? list : undefined
  },
})

/** Ids, separated by commas. */
export const ids = (about: string, most = 50): Parameter<readonly string[]> => ({
  about,
  expects: `at most ${most} ids separated by commas`,
  schema: { type: 'string', pattern: '^[0-9a-fA-F-]{36}(,[0-9a-fA-F-]{36})*$' },
  read: (given) => {
    const list = given.split(',')
    return list.length <= most && list.every((one) => uuid.test(one)) ? list : undefined
  },
})

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/

/** A moment with its zone, as RFC 3339 writes it. */
export const moment = (about: string): Parameter<string> => ({
  about,
  expects: 'a moment such as 2026-11-23T08:00:00Z',
  schema: { type: 'string', format: 'date-time' },
  read: (given) => (instant.test(given) && !Number.isNaN(Date.parse(given)) ? given : undefined),
})

export const oneOf = <const C extends string>(about: string, ...allowed: readonly C[]): Parameter<C> => ({
  about,
  expects: `one of ${allowed.join(', ')}`,
  schema: { type: 'string', enum: allowed },
  read: (given) => allowed.find((one) => one === given),
})

export const json = (about: string, most = 20_000): Parameter<unknown> => ({
  about,
  expects: `JSON of at most ${most} characters`,
  schema: { type: 'string', maxLength: most },
  read: (given) => {
    if (given.length > most) return undefined
    try {
      return JSON.parse(given) as unknown
    } catch {
      return undefined
    }
  },
})

const wrong = (name: string, detail: string): Problem =>
  new Problem('query_invalid', `The parameter "${name.slice(0, 60)}" ${detail}.`, { parameter: name.slice(0, 60) })

/** The parameters that were given, typed. Unknown, repeated and malformed ones are refused by name, never ignored. */
export const readQuery = <P extends Parameters>(given: unknown, parameters: P): Read<P> => {
  const read: Record<string, unknown> = {}
  for (const name in given as Record<string, unknown>) {
    const value = (given as Record<string, unknown>)[name]
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    if (parameter === undefined) {
      const known = Object.keys(parameters).join(', ')
      throw wrong(name, known ? `is not known here. Known are: ${known}` : 'is not known here: this address takes none')
    }
    if (typeof value !== 'string') throw wrong(name, 'is given more than once')
    const understood = parameter.read(value)
    if (understood === undefined) throw wrong(name, `must be ${parameter.expects}`)
    read[name] = understood
  }
  return read as Read<P>
}

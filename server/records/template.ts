import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { Sql } from '../database/sql.ts'
import type { Person } from './person.ts'

/** What a statement built beforehand gets when it runs. */
export interface Run {
  readonly person: Person
  /** ISO moment. */
  readonly now: string
  /** Values of the filter, in the order in which it was built. */
  readonly operands: readonly unknown[]
  readonly args: { readonly [name: string]: unknown }
}

/** Stands in a template where a value will. */
export type Slot = (run: Run) => unknown

export const me: Slot = (run) => run.person.id
export const team: Slot = (run) => teamOf(run.person)
export const arg =
  (name: string): Slot =>
  (run) =>
    run.args[name]
export const operand =
  (index: number): Slot =>
  (run) =>
    run.operands[index]

const teams = new WeakMap<Person, readonly string[]>()

/** The team includes oneself. */
export function teamOf(person: Person): readonly string[] {
  const before = teams.get(person)
  if (before) return before
  const made = [...new Set([person.id, ...person.team])]
  teams.set(person, made)
  return made
}

/** A template with its slots filled. The texts keep their identity, so their joined text and statement name are found at once. */
export const fill = (template: Sql, run: Run): Sql =>
  new Sql(
    template.texts,
    template.values.map((slot) => (slot as Slot)(run)),
  )

const mostShapes = 2_000

/** Statements of one vocabulary, built once for each shape. A new vocabulary starts empty. */
const shapes = new WeakMap<Vocabulary, Map<string, unknown>>()

export function once<T>(vocabulary: Vocabulary, shape: string, build: () => T): T {
  const cache = shapes.get(vocabulary) ?? new Map<string, unknown>()
  shapes.set(vocabulary, cache)
  const before = cache.get(shape) as T | undefined
  if (before !== undefined) return before
  if (cache.size >= mostShapes) cache.clear()
  const made = build()
  cache.set(shape, made)
  return made
}

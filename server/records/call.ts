import type { FilterContext } from '@rapport/vocabulary/define/filter.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Clock } from '../clock.ts'
import type { Runner } from '../database/runner.ts'
import { Problem } from '../errors.ts'
import type { Person } from './person.ts'
import type { Areas } from './rules.ts'
import { type View, viewOf } from './sight.ts'
import type { Run } from './template.ts'

/** What the engine is built on. */
export interface Engine {
  readonly db: Runner
  /** The vocabulary of this moment. */
  readonly vocabulary: () => Vocabulary
  readonly clock: Clock
  /** A new UUIDv7. */
  readonly newId: () => string
  readonly areas: Areas
  /** Told after a commit that there are new changes. */
  readonly changed: () => void
}

/** One person's use of the engine, on the database or inside a transaction. */
export interface Call {
  readonly engine: Engine
  readonly db: Runner
  readonly person: Person
  readonly view: View
  /** Already inside a transaction of its caller, who tells of changes when it commits. */
  readonly inside: boolean
}

/** The view follows the vocabulary, so that a call that is kept learns of new fields. */
export function callOf(engine: Engine, person: Person, db: Runner = engine.db, inside = false): Call {
  let known: View | undefined
  return {
    engine,
    db,
    person,
    inside,
    get view() {
      const vocabulary = engine.vocabulary()
      if (known?.vocabulary !== vocabulary) known = viewOf(vocabulary, person)
      return known
    },
  }
}

export const nowOf = (call: Call): string => call.engine.clock().toISOString()

export const filterContext = (call: Call, now = nowOf(call)): FilterContext => ({
  now,
  offsetMinutes: call.person.offsetMinutes,
  me: call.person.id,
})

export const runOf = (call: Call, args: Run['args'], operands: readonly unknown[] = [], now = ''): Run => ({
  person: call.person,
  now,
  operands,
  args,
})

/** Runs work in one transaction, and tells of the changes once it has committed. */
export async function writing<T>(call: Call, work: (inner: Call) => Promise<T>): Promise<T> {
  if (call.person.viewedBy !== undefined) throw new Problem('viewing')
  const result = await call.db.transaction((tx) => work({ ...call, db: tx, inside: true }))
  if (!call.inside) call.engine.changed()
  return result
}

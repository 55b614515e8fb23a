import type { Runner } from '../database/runner.ts'
import { type Call, callOf, type Engine } from './call.ts'
import { create } from './create.ts'
import { get, getMany } from './get.ts'
import { list } from './list.ts'
import type { Person } from './person.ts'
import { update } from './update.ts'

type Bound<F> = F extends (call: Call, ...rest: infer A) => infer R ? (...rest: A) => R : never

/** What one person can do with records. What they may not see does not exist here. */
const abilities = { list, get, getMany, create, update }

export type PersonalRecords = { [K in keyof typeof abilities]: Bound<(typeof abilities)[K]> }

/** The engine as one person uses it, on the database or inside a transaction. */
export function recordsOn(engine: Engine, person: Person, tx?: Runner): PersonalRecords {
  const call = callOf(engine, person, tx ?? engine.db, tx !== undefined)
  return Object.fromEntries(
    Object.entries(abilities).map(([name, ability]) => [
      name,
      (ability as (...all: unknown[]) => unknown).bind(undefined, call),
    ]),
  ) as PersonalRecords
}

export interface Records {
  as(person: Person, tx?: Runner): PersonalRecords
}

export const createRecords = (engine: Engine): Records => ({ as: (person, tx) => recordsOn(engine, person, tx) })
export type { Engine }

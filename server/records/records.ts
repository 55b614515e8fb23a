import type { Runner } from '../database/runner.ts'
import { aggregate } from './aggregate.ts'
import { laneCards, theCards } from './board/cards.ts'
import { laneFigures } from './board/figures.ts'
import { place } from './board/place.ts'
import { bulk, bulkEach } from './bulk.ts'
import { type Call, callOf, type Engine } from './call.ts'
import { create } from './create.ts'
import { expand } from './expand.ts'
import { exportRecords } from './export.ts'
import { changes, seenChanges } from './feed.ts'
import { get, getMany } from './get.ts'
import { history } from './history.ts'
import { list } from './list.ts'
import { merge, unmerge } from './merge.ts'
import { getAt } from './past.ts'
import type { Person } from './person.ts'
import { search } from './search.ts'
import { timeline } from './timeline.ts'
import { destroy, remove, restore } from './trash.ts'
import { undo } from './undo.ts'
import { update } from './update.ts'
import { verb } from './verb.ts'
import { why } from './why.ts'

type Bound<F> = F extends (call: Call, ...rest: infer A) => infer R ? (...rest: A) => R : never

/** What one person can do with records. What they may not see does not exist here. */
const abilities = {
  list,
  get,
  getMany,
  getAt,
  expand,
  create,
  update,
  remove,
  restore,
  destroy,
  merge,
  unmerge,
  bulk,
  bulkEach,
  undo,
  aggregate,
  search,
  history,
  timeline,
  changes,
  seenChanges,
  verb,
  why,
  laneCards,
  theCards,
  laneFigures,
  place,
  export: exportRecords,
}

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

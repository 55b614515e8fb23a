import { vocabulary } from '@rapport/vocabulary/index.ts'
import type { Database } from '../database/pool.ts'
import { countingIds } from '../test/office.ts'
import type { Desk } from './run/kind.ts'

/** A desk for analytic work in the thread of a test. */
export function testDesk(db: Database, now: string, given: Partial<Desk> = {}): Desk {
  const newId = countingIds(0x900000)
  return {
    db,
    engine: {
      db,
      vocabulary: () => vocabulary,
      clock: () => new Date(now),
      newId,
      areas: {},
      changed: () => undefined,
    },
    vocabulary,
    now,
    newId,
    signal: { aborted: false },
    progress: () => undefined,
    ...given,
  }
}

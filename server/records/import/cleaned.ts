import { setImmediate } from 'node:timers/promises'
import { type CleanRow, cleanRow } from './clean.ts'
import type { Plan } from './plan.ts'
import type { RawRow } from './row.ts'

const SLICE = 250

/** Rows that are being cleaned slice by slice, so that the server can do other things in between. */
export class Batch {
  readonly #plan: Plan
  readonly #rows: readonly RawRow[]
  #cleaned: Promise<CleanRow[]> | undefined

  constructor(plan: Plan, rows: readonly RawRow[]) {
    this.#plan = plan
    this.#rows = rows
    this.#cleaned = this.#clean()
    // Whoever takes the rows hears of what went wrong.
    this.#cleaned.catch(() => undefined)
  }

  get size(): number {
    return this.#rows.length
  }

  async #clean(): Promise<CleanRow[]> {
    const cleaned: CleanRow[] = []
    for (const [at, row] of this.#rows.entries()) {
      if (at % SLICE === 0) await setImmediate()
      cleaned.push(cleanRow(this.#plan, row))
    }
    return cleaned
  }

  /** The cleaned rows. They are changed by what takes them, so a second taking gets fresh ones. */
  take(): Promise<CleanRow[]> {
    const cleaned = this.#cleaned ?? this.#clean()
    this.#cleaned = undefined
    return cleaned
  }
}

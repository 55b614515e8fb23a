import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Runner } from '../../database/runner.ts'
import { indexesOf, isSearched } from '../../database/schema/index.ts'
import { sql } from '../../database/sql.ts'
import { sampleGrown } from './grown.ts'
import type { Plan } from './plan.ts'

const searchIndex = (object: ObjectDefinition): string => indexesOf(object).findLast((index) => !index.unique)!.name

/** Entries are sorted in a tree that should fit the cache of a processor: more memory makes it slower. */
const settle = sql`select set_config('maintenance_work_mem', '32MB', true)`

/**
 * Keeps house beside the import, on a connection of its own, by another core. Tables that have doubled are sampled, so that the next
 * batches are planned for what stands. And search tokens are filed: batches only append theirs to the pending list of the index,
 * because filing them costs as much as everything else together.
 */
export class Filing {
  readonly #db: Runner
  readonly #tables: readonly string[]
  readonly #indexes: readonly string[]
  #busy: Promise<void> | undefined

  constructor(db: Runner, plan: Plan) {
    const objects = plan.routes.flatMap((route) => route.nodes.map((node) => node.access.object))
    this.#db = db
    this.#tables = [...new Set([...objects.map((object) => object.name), 'change'])]
    this.#indexes = [...new Set(objects.filter(isSearched).map(searchIndex))]
  }

  /** Begins to file what is pending, unless that goes on already. */
  begin(): void {
    this.#busy ??= this.#file().finally(() => {
      this.#busy = undefined
    })
  }

  /** Files all that is left. */
  async end(): Promise<void> {
    await this.#busy
    await this.#file()
  }

  async #file(): Promise<void> {
    // Nothing is lost when any of it fails: PostgreSQL samples in its own time, what is pending is found and filed by whoever writes next.
    await sampleGrown(this.#db, this.#tables).catch(() => undefined)
    for (const name of this.#indexes) await this.#fileOne(name).catch(() => undefined)
  }

  #fileOne(name: string): Promise<unknown> {
    return this.#db.transaction(async (tx) => {
      await tx.run(settle)
      await tx.query(sql`select gin_clean_pending_list(to_regclass(${name})) where to_regclass(${name}) is not null`)
    })
  }
}

import type { Runner } from '../../database/runner.ts'
import { feedEnd, type RawChange, rawChanges } from '../../records/feed.ts'

/** Somebody who follows the changes. */
export interface Follower {
  /** Where they have read to. */
  cursor: string
  /** Hands changes over, in the order of commits; false when they are gone. */
  take(changes: readonly RawChange[]): Promise<boolean>
  /** They have missed too much to be told one by one. */
  reset(cursor: string): void
  /** Definitions, or what people may do, have changed. */
  announce(): void
  /** The server stops. */
  end(): void
}

/** More than this at once is not told one by one: whoever follows reads their lists anew. */
const mostAtOnce = 5_000

/** Reads new changes once for all who have read equally far, and hands them round. */
export class Hub {
  readonly #db: Runner
  readonly #tell: (sentence: string) => void
  readonly #followers = new Set<Follower>()
  #pumping: Promise<void> | undefined
  #again = false
  #closed = false

  constructor(db: Runner, tell: (sentence: string) => void) {
    this.#db = db
    this.#tell = tell
  }

  get size(): number {
    return this.#followers.size
  }

  /** Where somebody begins who has not followed before. */
  end(): Promise<string> {
    return feedEnd(this.#db)
  }

  /** Who comes while the server stops is sent away at once: an open stream would hold it up. */
  add(follower: Follower): void {
    if (this.#closed) {
      follower.end()
      return
    }
    this.#followers.add(follower)
    this.wake()
  }

  remove(follower: Follower): void {
    this.#followers.delete(follower)
  }

  /** Tells everyone to read the vocabulary anew. */
  announce(): void {
    for (const follower of this.#followers) follower.announce()
  }

  close(): void {
    this.#closed = true
    for (const follower of this.#followers) follower.end()
    this.#followers.clear()
  }

  /** There may be new changes. */
  wake(): void {
    this.#again = true
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = undefined
    })
  }

  async #pump(): Promise<void> {
    while (this.#again && this.#followers.size > 0) {
      this.#again = false
      try {
        for (const [cursor, group] of this.#groups()) await this.#tellGroup(cursor, group)
      } catch (error) {
        this.#tell(`Changes are told later than usual: ${(error as Error).message}`)
      }
    }
  }

  #groups(): Map<string, Follower[]> {
    const groups = new Map<string, Follower[]>()
    for (const follower of this.#followers) {
      const group = groups.get(follower.cursor)
      if (group) group.push(follower)
      else groups.set(follower.cursor, [follower])
    }
    return groups
  }

  async #tellGroup(from: string, group: readonly Follower[]): Promise<void> {
    let cursor = from
    for (let told = 0; told < mostAtOnce; ) {
      const { data, next, more } = await rawChanges(this.#db, cursor)
      for (const follower of group) await this.#hand(follower, data, next)
      cursor = next
      told += data.length
      if (!more) return
    }
    const end = await this.end()
    for (const follower of group) {
      follower.cursor = end
      follower.reset(end)
    }
  }

  async #hand(follower: Follower, data: readonly RawChange[], next: string): Promise<void> {
    follower.cursor = next
    if (data.length === 0 || !this.#followers.has(follower)) return
    if (!(await follower.take(data))) this.#followers.delete(follower)
  }
}

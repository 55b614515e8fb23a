import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { ListReply } from '../../api.ts'

export const blockSize = 100
/** Blocks fetched beyond the last one on screen, so that scrolling meets rows and not skeletons. */
const ahead = 3
/** Rows of blocks further away than this are let go; their cursors stay, so they come back in one step. */
const kept = 30

type Fetch = (cursor: string | undefined, signal: AbortSignal) => Promise<ListReply>

/**
 * The rows of a list of any length, in blocks. A block is reached by the cursor that the block before it gave,
 * so blocks are first met in order; later each comes back by itself.
 */
export class Blocks {
  readonly #fetch: Fetch
  readonly #cursors: (string | undefined)[] = [undefined]
  readonly #rows = new Map<number, readonly AnyRow[]>()
  readonly #stale = new Set<number>()
  readonly #loading = new Map<number, AbortController>()
  readonly #listeners = new Set<() => void>()
  #wanted: readonly [number, number] = [0, 0]
  /** Index of the last block, once it is known. */
  #lastBlock: number | undefined
  error: unknown
  edition = 0

  constructor(fetch: Fetch) {
    this.#fetch = fetch
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  rowAt(index: number): AnyRow | undefined {
    return this.#rows.get(Math.floor(index / blockSize))?.[index % blockSize]
  }

  /** The record as it is shown, wherever it stands. */
  find(id: string): AnyRow | undefined {
    for (const rows of this.#rows.values()) {
      const found = rows.find((one) => one.id === id)
      if (found) return found
    }
    return undefined
  }

  /** Rows that are known to be there; `open` when more follow. */
  get extent(): { rows: number; open: boolean } {
    if (this.#lastBlock === undefined) return { rows: (this.#cursors.length - 1) * blockSize, open: true }
    return { rows: this.#lastBlock * blockSize + (this.#rows.get(this.#lastBlock)?.length ?? 0), open: false }
  }

  get started(): boolean {
    return this.#rows.size > 0 || this.#lastBlock !== undefined
  }

  /** Says which rows are on screen; what is missing there and a little beyond is fetched. */
  want(first: number, last: number): void {
    this.#wanted = [Math.floor(first / blockSize), Math.floor(last / blockSize)]
    this.#pull()
  }

  /** Shows a changed record at once, wherever it stands. */
  put(row: AnyRow): void {
    for (const [block, rows] of this.#rows) {
      const at = rows.findIndex((one) => one.id === row.id)
      if (at >= 0) this.#rows.set(block, rows.with(at, { ...rows[at], ...row }))
    }
    this.#tell()
  }

  /** Asks again for what is on screen, without taking it away meanwhile. */
  refresh(): void {
    this.error = undefined
    for (const block of this.#rows.keys()) this.#stale.add(block)
    this.#pull()
  }

  #tell(): void {
    this.edition += 1
    for (const listener of this.#listeners) listener()
  }

  #needs(block: number): boolean {
    return (
      (!this.#rows.has(block) || this.#stale.has(block)) &&
      !this.#loading.has(block) &&
      (this.#lastBlock === undefined || block <= this.#lastBlock || this.#stale.has(block))
    )
  }

  #pull(): void {
    if (this.error !== undefined) return
    const [first, last] = this.#wanted
    for (let block = Math.max(0, first - 1); block <= last + ahead; block++)
      if (block < this.#cursors.length && this.#needs(block)) void this.#load(block)
  }

  async #load(block: number): Promise<void> {
    const stop = new AbortController()
    this.#loading.set(block, stop)
    try {
      const reply = await this.#fetch(this.#cursors[block], stop.signal)
      if (stop.signal.aborted) return
      this.#keep(block, reply)
    } catch (error) {
      if (stop.signal.aborted) return
      this.error = error
    } finally {
      if (this.#loading.get(block) === stop) this.#loading.delete(block)
    }
    this.#tell()
    this.#pull()
  }

  #keep(block: number, reply: ListReply): void {
    this.#rows.set(block, reply.data)
    this.#stale.delete(block)
    if (reply.next === null) this.#end(block)
    else this.#follow(block, reply.next)
    this.#forget()
  }

  #end(block: number): void {
    this.#lastBlock = block
    this.#cursors.length = block + 1
    for (const later of this.#rows.keys()) if (later > block) this.#rows.delete(later)
    for (const later of this.#loading.keys()) if (later > block) this.#drop(later)
  }

  #drop(block: number): void {
    this.#loading.get(block)?.abort()
    this.#loading.delete(block)
  }

  /** Where a block now ends elsewhere, the ones after it begin elsewhere. */
  #follow(block: number, next: string): void {
    if (this.#lastBlock === block) this.#lastBlock = undefined
    if (this.#cursors[block + 1] === next) return
    const known = this.#cursors.length > block + 1
    this.#cursors[block + 1] = next
    if (!known) return
    this.#drop(block + 1)
    if (this.#rows.has(block + 1)) this.#stale.add(block + 1)
  }

  #forget(): void {
    const [first, last] = this.#wanted
    for (const block of this.#rows.keys()) if (block < first - kept || block > last + kept) this.#rows.delete(block)
  }

  stop(): void {
    for (const one of this.#loading.values()) one.abort()
    this.#loading.clear()
  }
}

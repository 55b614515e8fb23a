import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { ListReply } from '../../api.ts'

export const blockSize = 100
/** Blocks fetched beyond the last one on screen, so that scrolling meets rows and not skeletons. */
const ahead = 3
/** Rows of blocks further away than this are let go; their cursors stay, so they come back in one step. */
const kept = 30
/** So many blocks are walked one after the other; what lies further is jumped to. */
const walked = 4
/** So many blocks the server walks as fast from a cursor as from one of its landmarks, and more exactly. */
const near = 20

type Fetch = (cursor: string | undefined, skip: number, signal: AbortSignal) => Promise<ListReply>

/**
 * The rows of a list of any length, in blocks. A block is reached by the cursor that the block before it gave; one that lies far
 * from all that are known, by a skip from the nearest of them or from the beginning. Whatever was reached once comes back by its own cursor.
 */
export class Blocks {
  readonly #fetch: Fetch
  readonly #cursors = new Map<number, string | undefined>([[0, undefined]])
  readonly #rows = new Map<number, readonly AnyRow[]>()
  readonly #stale = new Set<number>()
  readonly #loading = new Map<number, AbortController>()
  readonly #listeners = new Set<() => void>()
  #wanted: readonly [number, number] = [0, 0]
  /** How many rows there are, once the end was met. */
  #end: number | undefined
  #expected = 0
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

  /** Rows that are known to be there, or thought to be; `open` while the end was not met. */
  get extent(): { rows: number; open: boolean } {
    if (this.#end !== undefined) return { rows: this.#end, open: false }
    const reached = Math.max(...this.#cursors.keys()) * blockSize
    return { rows: Math.max(reached, this.#expected), open: true }
  }

  get started(): boolean {
    return this.#rows.size > 0 || this.#end !== undefined
  }

  /** How many rows the list is thought to have, so that one can go to any of them. */
  expect(rows: number): void {
    if (rows === this.#expected) return
    this.#expected = rows
    if (this.#end === undefined) this.#tell()
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

  get #lastBlock(): number | undefined {
    return this.#end === undefined ? undefined : Math.max(0, Math.ceil(this.#end / blockSize) - 1)
  }

  #needs(block: number): boolean {
    const last = this.#lastBlock
    return (
      (!this.#rows.has(block) || this.#stale.has(block)) &&
      !this.#loading.has(block) &&
      (last === undefined || block <= last || this.#stale.has(block))
    )
  }

  #pull(): void {
    if (this.error !== undefined) return
    const [first, last] = this.#wanted
    // Somebody who drags the scrollbar passes places that nobody will look at any more.
    for (const block of this.#loading.keys()) if (block < first - walked || block > last + 2 * ahead) this.#drop(block)
    for (let block = Math.max(0, first - 1); block <= last + ahead; block++)
      if (this.#needs(block) && (this.#cursors.has(block) || this.#mustJump(block))) void this.#load(block)
  }

  /** A block that nothing before it will lead to soon; of those on screen only the first, as it leads to the others. */
  #mustJump(block: number): boolean {
    const [first] = this.#wanted
    if (block !== Math.max(0, first - 1) && block !== first) return false
    for (let before = block - 1; before >= block - walked && before >= 0; before--)
      if (this.#cursors.has(before) || this.#loading.has(before)) return false
    return true
  }

  /** The block from which this one is reached: the nearest that is known, or the first, from which the server knows short ways. */
  #nearest(block: number): number {
    let nearest = 0
    for (const known of this.#cursors.keys())
      if (known <= block && known > nearest && block - known <= near) nearest = known
    return nearest
  }

  async #load(block: number): Promise<void> {
    const stop = new AbortController()
    this.#loading.set(block, stop)
    const from = this.#nearest(block)
    try {
      const reply = await this.#fetch(this.#cursors.get(from), (block - from) * blockSize, stop.signal)
      if (stop.signal.aborted) return
      if (reply.skipped !== undefined) this.#endAt(from * blockSize + reply.skipped)
      else this.#keep(block, reply)
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
    if (reply.start !== undefined) this.#cursors.set(block, reply.start)
    this.#rows.set(block, reply.data)
    this.#stale.delete(block)
    if (reply.next === null) this.#endAt(block * blockSize + reply.data.length)
    else this.#follow(block, reply.next)
    this.#forget()
  }

  #endAt(rows: number): void {
    this.#end = rows
    const last = this.#lastBlock!
    for (const later of this.#cursors.keys()) if (later > last) this.#cursors.delete(later)
    for (const later of this.#rows.keys()) if (later > last) this.#rows.delete(later)
    for (const later of this.#loading.keys()) if (later > last) this.#drop(later)
  }

  #drop(block: number): void {
    this.#loading.get(block)?.abort()
    this.#loading.delete(block)
  }

  /** Where a block now ends elsewhere, the ones after it begin elsewhere. */
  #follow(block: number, next: string): void {
    if (this.#lastBlock === block) this.#end = undefined
    if (this.#cursors.get(block + 1) === next) return
    const known = this.#cursors.has(block + 1)
    this.#cursors.set(block + 1, next)
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

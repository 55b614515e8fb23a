import { createHash } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../errors.ts'
import { sniffType } from './sniff.ts'

export interface Stored {
  readonly sha256: string
  readonly size: number
  readonly type: string
}

export interface FilesOptions {
  /** Of the data folder. */
  readonly folder: string
  readonly newId: () => string
}

const headBytes = 4_096
const legal = /^[0-9a-f]{64}$/

/** The bytes of files under their SHA-256: the same contents lie there once, and never change. */
export class Files {
  readonly #folder: string
  readonly #newId: () => string

  constructor({ folder, newId }: FilesOptions) {
    this.#folder = folder
    this.#newId = newId
  }

  #path(sha256: string): string {
    if (!legal.test(sha256)) throw new TypeError(`"${sha256}" is not a SHA-256 in hexadecimal digits.`)
    return join(this.#folder, sha256.slice(0, 2), sha256)
  }

  /** Takes a stream in; it is whole on the disk when the promise fulfils, and leaves nothing behind when it does not. */
  async put(source: AsyncIterable<Buffer>, name: string, most: number): Promise<Stored> {
    const incoming = join(this.#folder, 'incoming')
    await mkdir(incoming, { recursive: true, mode: 0o700 })
    const path = join(incoming, this.#newId())
    try {
      const stored = await this.#write(path, source, name, most)
      await this.#keep(path, stored.sha256)
      return stored
    } finally {
      await rm(path, { force: true })
    }
  }

  async #write(path: string, source: AsyncIterable<Buffer>, name: string, most: number): Promise<Stored> {
    const file = await open(path, 'wx', 0o600)
    const hash = createHash('sha256')
    let head = Buffer.alloc(0)
    let size = 0
    try {
      for await (const chunk of source) {
        size += chunk.length
        if (size > most) throw tooLarge(most)
        hash.update(chunk)
        if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes)
        await file.writeFile(chunk)
      }
      await file.sync()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
        throw new Problem('disk_full', 'The disk is full, so the file was not kept.', {}, error)
      throw error
    } finally {
      await file.close()
    }
    if (size === 0) throw new Problem('file_empty')
    return { sha256: hash.digest('hex'), size, type: sniffType(head, name) }
  }

  async #keep(path: string, sha256: string): Promise<void> {
    const place = this.#path(sha256)
    await mkdir(join(place, '..'), { recursive: true, mode: 0o700 })
    await rename(path, place)
  }

  /** Where the contents lie, for readers that need the whole file at hand. */
  place(sha256: string): string {
    return this.#path(sha256)
  }

  /** The contents, or some of their bytes; Problem `file_missing` when they are not there. */
  async read(sha256: string, bytes?: { readonly start: number; readonly end: number }): Promise<ReadStream> {
    const place = this.#path(sha256)
    if (!(await stat(place).catch(() => undefined))) throw new Problem('file_missing')
    return createReadStream(place, bytes)
  }

  async has(sha256: string): Promise<boolean> {
    return (await stat(this.#path(sha256)).catch(() => undefined)) !== undefined
  }

  /** Clears away what was being taken in when the last process ended. */
  async tidy(): Promise<void> {
    const incoming = join(this.#folder, 'incoming')
    const left = await readdir(incoming).catch(() => [])
    for (const name of left) await rm(join(incoming, name), { force: true })
  }
}

const tooLarge = (most: number): Problem =>
  new Problem('file_too_large', `The file is larger than the ${Math.round(most / 1_048_576)} MB that are allowed.`, {
    most,
  })

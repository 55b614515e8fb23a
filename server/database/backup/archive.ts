import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { type Readable, Transform } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'
import yazl from 'yazl'
import { Problem } from '../../errors.ts'

/** A zip file being written, entry by entry; it takes its name only when it is whole. */
export type ArchiveWriter = {
  add(name: string, chunks: Readable): Promise<Sum>
  finish(): Promise<void>
  abandon(): Promise<void>
}

export type Sum = { bytes: number; sha256: string }

/** A stream that lets everything through and knows in the end what went through it. */
export function summing(): { stream: Transform; sum(): Sum } {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { stream, sum: () => ({ bytes, sha256: hash.digest('hex') }) }
}

const LEVEL = 3

export function writeArchive(path: string): ArchiveWriter {
  const partial = `${path}.partial`
  const zip = new yazl.ZipFile()
  let failed: unknown
  const written = pipeline(zip.outputStream, createWriteStream(partial, { mode: 0o600 })).catch((error) => {
    failed = error
  })
  const check = () => {
    if (failed) throw failed
  }
  return {
    async add(name, chunks) {
      check()
      const { stream, sum } = summing()
      zip.addReadStream(stream, name, { compressionLevel: LEVEL, forceZip64Format: true, mtime: new Date(0) })
      await Promise.race([Promise.all([pipeline(chunks, stream), finished(stream)]), written.then(check)])
      return sum()
    },
    async finish() {
      zip.end()
      await written
      check()
      await sync(partial)
      await rename(partial, path)
    },
    async abandon() {
      zip.end()
      await written
      await rm(partial, { force: true })
    },
  }
}

async function sync(path: string) {
  const file = await open(path, 'r+')
  await file.sync()
  await file.close()
}

export type ArchiveReader = {
  read(name: string): Promise<Readable>
  close(): void
}

/** Opens a zip file to be read in any order. */
export async function readArchive(path: string): Promise<ArchiveReader> {
  try {
    const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
    const entries = new Map<string, yauzl.Entry>()
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: yauzl.Entry) => {
        entries.set(entry.fileName, entry)
        zip.readEntry()
      })
      zip.once('end', resolve)
      zip.once('error', reject)
      zip.readEntry()
    })
    const read = (name: string) => {
      const entry = entries.get(name)
      if (!entry) throw invalid(path, `${name} is missing in it`)
      return zip.openReadStreamPromise(entry)
    }
    return { read: async (name) => read(name), close: () => zip.close() }
  } catch (error) {
    if (error instanceof Problem) throw error
    throw invalid(path, (error as Error).message, error)
  }
}

export const invalid = (path: string, reason: string, cause?: unknown) =>
  new Problem(
    'backup_invalid',
    `${path} is not a whole Rapport backup: ${reason}. Nothing was restored; take another copy of the file.`,
    { path },
    cause,
  )

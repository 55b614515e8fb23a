import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { BrokenFile } from './row.ts'

const MOST_UNPACKED = 16 * 1024 ** 3
const MOST_RATIO = 400
const SMALL = 64 * 1024 ** 2

/** The bytes of a file, chunk by chunk; `onRead` hears how many of the file's own bytes were read. */
export async function* fileBytes(path: string, onRead?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
    read += (chunk as Buffer).length
    onRead?.(read)
    yield chunk as Buffer
  }
}

/** The unpacked bytes of a gzip file, counted, so that a bomb stops early. */
export async function* gunzipped(path: string, onRead?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const source = createReadStream(path, { highWaterMark: 65_536 })
  const unpacked = source.pipe(createGunzip())
  source.on('error', (error) => unpacked.destroy(error))
  let total = 0
  try {
    for await (const chunk of unpacked) {
      total += (chunk as Buffer).length
      onRead?.(source.bytesRead)
      if (total > MOST_UNPACKED || (total > SMALL && total > source.bytesRead * MOST_RATIO))
        throw new BrokenFile(
          'The file unpacks to far more than a table ever holds, so it was not read.',
          '该文件解压后过大，因此未读取。',
        )
      yield chunk as Buffer
    }
  } catch (error) {
    throw error instanceof BrokenFile ? error : damaged(error)
  } finally {
    source.destroy()
  }
}

const damaged = (error: unknown): BrokenFile =>
  new BrokenFile(
    `The gzip file is damaged or cut off: ${error instanceof Error ? error.message : String(error)}.`,
    'gzip 文件已损坏或被截断。',
  )

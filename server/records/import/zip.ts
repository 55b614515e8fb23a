import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { BrokenFile } from './row.ts'

/** What a spreadsheet may grow to when it is unpacked. Larger ones are better sent as CSV. */
const MOST_BYTES = 4 * 1024 ** 3
/** Deflate reaches 1:1032; real sheets stay far below this. Small files are free to be regular. */
const MOST_RATIO = 250
const SMALL = 64 * 1024 ** 2

const bomb = (): BrokenFile =>
  new BrokenFile(
    'The file unpacks to far more than a spreadsheet ever holds (a “zip bomb”), so it was not opened.',
    '该文件解压后远大于正常表格（“压缩炸弹”），因此未打开。',
  )
const broken = (error: unknown): BrokenFile =>
  new BrokenFile(
    `The file is a damaged or incomplete zip archive: ${error instanceof Error ? error.message : String(error)}.`,
    '该文件是损坏或不完整的 zip 压缩包。',
  )

export interface Zip {
  readonly names: readonly string[]
  /** The unpacked bytes of an entry, counted while they come. */
  readonly read: (name: string) => AsyncIterable<Uint8Array>
  readonly close: () => void
}

const open = (path: string): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) =>
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(broken(error)) : resolve(zip),
    ),
  )

const list = (zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> =>
  new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>()
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry)
      if (entries.size > 10_000) reject(bomb())
      else zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', (error) => reject(broken(error)))
    zip.readEntry()
  })

const checkSize = (entry: yauzl.Entry): void => {
  const { uncompressedSize, compressedSize } = entry
  if (uncompressedSize > MOST_BYTES || (uncompressedSize > SMALL && uncompressedSize > compressedSize * MOST_RATIO))
    throw bomb()
  if (entry.isEncrypted())
    throw new BrokenFile(
      'The file is protected by a password. Save it without one.',
      '文件有密码保护，请去除密码后再导入。',
    )
}

const stream = (zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> =>
  new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, found) => (error ? reject(broken(error)) : resolve(found))),
  )

async function* unpack(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Uint8Array> {
  checkSize(entry)
  try {
    for await (const chunk of await stream(zip, entry)) yield chunk as Uint8Array
  } catch (error) {
    throw error instanceof BrokenFile ? error : broken(error)
  }
}

/** Opens a zip archive on disk. The sizes it declares are checked before, and the bytes that come are held to them. */
export const openZip = async (path: string): Promise<Zip> => {
  const zip = await open(path)
  const entries = await list(zip).catch((error) => {
    zip.close()
    throw error
  })
  return {
    names: [...entries.keys()],
    read: (name) => unpack(zip, entries.get(name)!),
    close: () => zip.close(),
  }
}

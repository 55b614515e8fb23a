import type { Readable } from 'node:stream'

/** One field of a row: its column and where its bytes lie, `data[at … at + length)`; the length is −1 for null. */
export type TakeField = (column: number, data: Buffer, at: number, length: number) => void

/** The signature, flags and the length of an extension that nobody uses. */
const headBytes = 19

/** Where the row that begins at `at` ends; −1 while its rest has not come. */
function endOfRow(data: Buffer, at: number): number {
  if (at + 2 > data.length) return -1
  const fields = data.readInt16BE(at)
  let end = at + 2
  for (let i = 0; i < fields; i++) {
    if (end + 4 > data.length) return -1
    end += 4 + Math.max(0, data.readInt32BE(end))
  }
  return end <= data.length ? end : -1
}

function takeRow(data: Buffer, from: number, take: TakeField): void {
  const fields = data.readInt16BE(from)
  let at = from + 2
  for (let column = 0; column < fields; column++) {
    const length = data.readInt32BE(at)
    take(column, data, at + 4, length)
    at += 4 + Math.max(0, length)
  }
}

/**
 * Reads what `copy … to stdout (format binary)` sends: numbers come as they are, with neither writing nor reading of digits, which is
 * most of the work where there are many.
 */
export async function readBinary(chunks: Readable, take: TakeField): Promise<void> {
  let rest: Buffer = Buffer.alloc(0)
  let head = headBytes
  for await (const chunk of chunks) {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : (chunk as Buffer)
    let at = Math.min(head, data.length)
    head -= at
    for (let end = endOfRow(data, at); end !== -1; end = endOfRow(data, at)) {
      takeRow(data, at, take)
      at = end
    }
    rest = data.subarray(at)
  }
}

/** An id as text. */
export function idText(data: Buffer, at: number): string {
  const hex = data.toString('hex', at, at + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

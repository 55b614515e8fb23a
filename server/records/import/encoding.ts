import { isAscii, isUtf8 } from 'node:buffer'
import { BrokenFile } from './row.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

export interface EncodingGuess {
  readonly encoding: Encoding
  /** Bytes of the byte order mark at the start. */
  readonly bom: number
  /** UTF-8 with some broken characters: they are read as U+FFFD, and their rows are refused. */
  readonly broken: boolean
}

const SAMPLE = 262_144

const marked = (head: Uint8Array): EncodingGuess | undefined => {
  const guess = (encoding: Encoding, bom: number): EncodingGuess => ({ encoding, bom, broken: false })
  if (head[0] === 0xff && head[1] === 0xfe && head[2] === 0 && head[3] === 0)
    throw new BrokenFile('The file is in UTF-32. Save it as UTF-8.', '文件为 UTF-32 编码，请另存为 UTF-8。')
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return guess('utf-8', 3)
  if (head[0] === 0xff && head[1] === 0xfe) return guess('utf-16le', 2)
  if (head[0] === 0xfe && head[1] === 0xff) return guess('utf-16be', 2)
  return undefined
}

const notText = (): BrokenFile =>
  new BrokenFile('The file is not text: it is full of control characters.', '该文件不是文本文件：包含大量控制字符。')

/** UTF-16 without a mark shows as zero bytes on one side of the pairs only. */
const sixteen = (head: Uint8Array): Encoding | undefined => {
  const zeros = [0, 0]
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i & 1]! += 1
  const [even, odd] = zeros as [number, number]
  const enough = Math.max(4, head.length * 0.04)
  if (odd > enough && even < odd * 0.05) return 'utf-16le'
  return even > enough && odd < even * 0.05 ? 'utf-16be' : undefined
}

/** Text holds hardly any control characters besides tabs and line ends. */
const isControl = (byte: number): boolean => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)
const refuseBinary = (head: Uint8Array): void => {
  let control = 0
  for (const byte of head) if (isControl(byte)) control++
  if (control > Math.max(8, head.length * 0.02)) throw notText()
}

/** Whether bytes that are not UTF-8 are Chinese: their pairs then lie in the common plane of GB 2312. */
export const looksChinese = (bytes: Uint8Array): boolean => {
  let [pairs, common, wrong] = [0, 0, 0]
  for (let i = 0; i < bytes.length - 1; i++) {
    const [first, second] = [bytes[i]!, bytes[i + 1]!]
    if (first < 0x80) continue
    if (first === 0x80 || first === 0xff || second < 0x30 || second === 0x7f) wrong++
    else if (second >= 0x40) {
      pairs++
      if (second >= 0xa1 && ((first >= 0xb0 && first <= 0xd7) || first === 0xa1 || first === 0xa3)) common++
      i++
    } else i += 3
  }
  return pairs > 0 && wrong <= pairs * 0.02 && common >= pairs * 0.6
}

/** Length of a UTF-8 character that the chunk's end cuts, so that a chunk is judged by whole characters. */
const cutTail = (chunk: Uint8Array): number => {
  for (let back = 1; back <= 3 && back <= chunk.length; back++) {
    const byte = chunk[chunk.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

const count = (bytes: Uint8Array): { good: number; bad: number } => {
  const text = new TextDecoder().decode(bytes)
  let [good, bad] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0xfffd) bad++
    else if (unit > 0x7f) good++
  }
  return { good, bad }
}

/** Reads a whole file once and says how its text is encoded. Refuses what is no text. */
export const detectEncoding = async (chunks: AsyncIterable<Uint8Array>): Promise<EncodingGuess> => {
  let head: Uint8Array | undefined
  let carry: Uint8Array = new Uint8Array()
  let strange: Uint8Array | undefined
  let foreign = false
  for await (const chunk of chunks) {
    if (head === undefined && chunk.length > 0) {
      head = chunk.subarray(0, SAMPLE)
      const known = marked(head) ?? unmarked(head)
      if (known && known.encoding !== 'utf-8') return known
    }
    const whole = carry.length === 0 ? chunk : Buffer.concat([carry, chunk])
    const tail = cutTail(whole)
    const judged = whole.subarray(0, whole.length - tail)
    carry = whole.slice(whole.length - tail)
    if (!isUtf8(judged)) strange ??= judged.slice(Math.max(0, firstHigh(judged) - 1024), firstHigh(judged) + SAMPLE)
    if (strange) break
    foreign ||= !isAscii(judged)
  }
  // A character that the end of the file cuts, after others that were whole.
  if (!strange && carry.length > 0 && foreign) return { encoding: 'utf-8', bom: bomOf(head), broken: true }
  return conclude(head, strange ?? (carry.length > 0 ? carry : undefined))
}

const unmarked = (head: Uint8Array): EncodingGuess | undefined => {
  const wide = sixteen(head)
  if (!wide) refuseBinary(head)
  return wide && { encoding: wide, bom: 0, broken: false }
}

const firstHigh = (bytes: Uint8Array): number =>
  Math.max(
    0,
    bytes.findIndex((byte) => byte >= 0x80),
  )

const bomOf = (head: Uint8Array | undefined): number => (head && marked(head) ? 3 : 0)

const conclude = (head: Uint8Array | undefined, strange: Uint8Array | undefined): EncodingGuess => {
  const bom = bomOf(head)
  if (strange === undefined) return { encoding: 'utf-8', bom, broken: false }
  const { good, bad } = count(strange)
  if (bom > 0 || good > bad * 4) return { encoding: 'utf-8', bom, broken: true }
  return { encoding: looksChinese(strange) ? 'gb18030' : 'windows-1252', bom: 0, broken: false }
}

/** The file's bytes as text, chunk by chunk, without the byte order mark. */
export async function* decode(
  chunks: AsyncIterable<Uint8Array>,
  { encoding, bom }: Pick<EncodingGuess, 'encoding' | 'bom'>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  let skip = bom
  for await (const chunk of chunks) {
    const text = decoder.decode(skip > 0 ? chunk.subarray(skip) : chunk, { stream: true })
    skip = Math.max(0, skip - chunk.length)
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

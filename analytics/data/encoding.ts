const decoders = { utf8: 'utf-8', little: 'utf-16le', big: 'utf-16be' } as const

/** Bytes looked at to tell encodings apart. */
const looked = 1 << 20

/**
 * The encoding of a text file: what its byte order mark says; UTF-16 when every other byte of the beginning is mostly 0;
 * UTF-8 when the beginning (1 MB) can be read as such; then GB18030 when it can be read so and holds Chinese;
 * otherwise Windows-1252. Cost: one pass over the beginning.
 * @example encodingOf(Uint8Array.of(0xff, 0xfe, 0x61, 0)) // 'utf-16le'
 */
export function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoders.little
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoders.big
  const zeros = [0, 0]
  const reach = Math.min(bytes.length, 1000) & ~1
  for (let i = 0; i < reach; i++) if (bytes[i] === 0) zeros[i & 1]!++
  if (zeros[1]! > reach / 4) return decoders.little
  if (zeros[0]! > reach / 4) return decoders.big
  const start = bytes.subarray(0, looked)
  if (start.every((byte) => byte < 128) || reads(start, 'utf-8') !== undefined) return decoders.utf8
  return /\p{Script=Han}/u.test(reads(start, 'gb18030') ?? '') ? 'gb18030' : 'windows-1252'
}

/** The text, or undefined when the bytes are not of that encoding; a character cut off at the end does not count. */
function reads(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}

/**
 * The same text in UTF-8, without a byte order mark of UTF-16; UTF-8 bytes come back as they are. `encoding` is any name that
 * TextDecoder knows, guessed when not given. Memory: the text three times while it is written anew.
 * @example toUtf8(Uint8Array.of(0xff, 0xfe, 0x61, 0)) // 97
 */
export function toUtf8(bytes: Uint8Array, encoding = encodingOf(bytes)): Uint8Array {
  const decoder = new TextDecoder(encoding)
  return decoder.encoding === 'utf-8' ? bytes : new TextEncoder().encode(decoder.decode(bytes))
}

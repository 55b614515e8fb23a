import { refuse } from './errors.ts'

const arrays = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  i16: Int16Array,
  u16: Uint16Array,
  i8: Int8Array,
  u8: Uint8Array,
} as const

type TypedArray = InstanceType<(typeof arrays)[keyof typeof arrays]>

/** What `encode` returns: plain JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * Plain JSON of nested objects, arrays, strings, numbers and typed arrays, exact to the bit: typed arrays become base64 of
 * their little-endian bytes; NaN, ±Infinity and −0 become `{ $: 'number' }`. Keys whose value is undefined are left out.
 *
 * @throws AnalyticsError `bad_input` for functions and other values that JSON cannot hold.
 * @example decode(encode({ w: Float64Array.of(0.1, NaN) })) // the same bytes
 */
export function encode(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return encodeNumber(value)
  if (Array.isArray(value)) return value.map((entry) => encode(entry === undefined ? null : entry))
  if (ArrayBuffer.isView(value)) return encodeArray(value)
  if (typeof value === 'object') return encodeObject(value)
  return refuse('bad_input', `A ${typeof value} cannot be stored as JSON.`)
}

function encodeNumber(value: number): Json {
  return Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : { $: 'number', value: Object.is(value, -0) ? '-0' : `${value}` }
}

function encodeObject(value: object): Json {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined && typeof entry !== 'function')
  return Object.fromEntries(entries.map(([key, entry]) => [key, encode(entry)]))
}

function encodeArray(value: ArrayBufferView): Json {
  const kind = Object.entries(arrays).find(([, type]) => value instanceof type)?.[0]
  if (!kind) return refuse('bad_input', `A ${value.constructor.name} cannot be stored as JSON.`)
  return { $: kind, data: toBase64(littleEndian(value as TypedArray)) }
}

/**
 * The inverse of {@link encode}; what is decoded already stays. @throws AnalyticsError `malformed` for damaged data.
 * @example
 * decode(encode({ w: Float64Array.of(0.1, NaN) })).w.length // 2
 */
export function decode(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(decode)
  if (typeof json !== 'object' || json === null || ArrayBuffer.isView(json)) return json
  const tagged = json as { $?: unknown; value?: unknown; data?: unknown }
  if (tagged.$ === 'number') return Number(tagged.value)
  if (tagged.$ !== undefined) return decodeArray(tagged.$, tagged.data)
  return Object.fromEntries(Object.entries(json).map(([key, entry]) => [key, decode(entry)]))
}

function decodeArray(kind: unknown, data: unknown): TypedArray {
  const type = arrays[kind as keyof typeof arrays]
  if (!type || typeof data !== 'string')
    return refuse('malformed', `Stored data holds an array of unknown kind "${kind}".`)
  const bytes = fromBase64(data)
  if (bytes.length % type.BYTES_PER_ELEMENT)
    return refuse('malformed', `A stored array of kind "${kind}" is cut short.`)
  return new type(littleEndian(bytes, type.BYTES_PER_ELEMENT).buffer)
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

function littleEndian(view: ArrayBufferView, width = (view as TypedArray).BYTES_PER_ELEMENT): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength).slice()
  if (!isLittleEndian) for (let i = 0; i < bytes.length; i += width) bytes.subarray(i, i + width).reverse()
  return bytes
}

/** Base64 (RFC 4648, padded) of bytes. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let start = 0; start < bytes.length; start += 0x6000) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x6000)))
  }
  return btoa(parts.join(''))
}

/** Bytes of padded base64. @throws AnalyticsError `malformed`. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 || !wellFormed(text)) return refuse('malformed', 'Stored data is not base64.')
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

function wellFormed(text: string): boolean {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text)
}

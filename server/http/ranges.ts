import { Problem } from '../errors.ts'

/** Bytes of a file, the first and the last one included. */
export interface Range {
  readonly start: number
  readonly end: number
}

const single = /^bytes=(\d*)-(\d*)$/

const beyond = (size: number): Problem =>
  new Problem('range_invalid', `The file has ${size} bytes; ask for bytes that lie in it.`, {
    content_range: `bytes */${size}`,
  })

/**
 * The bytes that a Range header asks for, by RFC 9110: one range from, from–to, or the last ones. Undefined for the whole file,
 * which is also the right answer to several ranges and to what is no range at all.
 */
export function rangeOf(header: string | undefined, size: number): Range | undefined {
  const [, from, to] = single.exec(header?.trim() ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  if (from === '') {
    const last = Number(to)
    if (last === 0) throw beyond(size)
    return { start: Math.max(0, size - last), end: size - 1 }
  }
  const [start, end] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)]
  if (to !== '' && Number(to) < start) return undefined
  if (start >= size) throw beyond(size)
  return { start, end }
}

/** Whether a list of tags, or `*`, holds this one; weak and strong ones are the same here, because contents never change. */
export const holdsTag = (header: string | undefined, tag: string): boolean =>
  header?.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag) ?? false

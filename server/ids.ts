import { randomFillSync } from 'node:crypto'
import type { Clock } from './clock.ts'

const hex = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** Random bytes are drawn in bulk: a draw costs more than an id. */
function drawing(): () => Buffer {
  const pool = Buffer.alloc(16 * 512)
  let at = pool.length
  return () => {
    if (at === pool.length) {
      randomFillSync(pool)
      at = 0
    }
    at += 16
    return pool.subarray(at - 16, at)
  }
}

/** Makes UUIDs of version 7: by time, and rising even within a millisecond and when the clock steps back. */
export const makeIds = (clock: Clock): (() => string) => {
  const draw = drawing()
  let time = 0
  let count = 0
  let [stamped, stamp] = [-1, '']
  return () => {
    const now = clock().getTime()
    const random = draw()
    if (now > time) {
      time = now
      count = random.readUInt16BE(0) & 0x7ff
    } else if (++count > 0xfff) {
      time += 1
      count = 0
    }
    if (stamped !== time) {
      const text = time.toString(16).padStart(12, '0')
      stamped = time
      stamp = `${text.slice(0, 8)}-${text.slice(8)}-7`
    }
    const h = (i: number) => hex[random[i]!]!
    const variant = hex[(random[8]! & 0x3f) | 0x80]!
    return `${stamp}${count.toString(16).padStart(3, '0')}-${variant}${h(9)}-${h(10)}${h(11)}${h(12)}${h(13)}${h(14)}${h(15)}`
  }
}

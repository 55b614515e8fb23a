import { Unreachable } from '../../api.ts'
import { isAway, noteAway } from '../../connection.ts'
import { enqueue, type Write, waitsFor } from './queue.ts'

/** The answer of a write that waits for the connection. */
export const kept = Symbol('kept')
export type Kept = typeof kept

/**
 * Asks the server; without a connection the write waits on this device and is sent when there is one again. What follows a write that
 * waits for the same record waits behind it, so that they arrive in their order.
 */
export const sendOrKeep = async <T>(write: Write, send: () => Promise<T>): Promise<T | Kept> => {
  if (!isAway() && !waitsFor(write.object, write.record)) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
    }
  }
  enqueue(write)
  if (!isAway()) noteAway()
  return kept
}

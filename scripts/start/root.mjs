import { fileURLToPath } from 'node:url'

/** The clone. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** A failure that its reader can act on; printed without a stack. */
export class Sentence extends Error {
  name = 'Sentence'
}

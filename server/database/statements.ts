import { hash } from 'node:crypto'

export const MOST_NAMES = 500
const MOST_SEEN = 5_000
const WORTH_A_NAME = 2

/**
 * Names for prepared statements. PostgreSQL keeps a named statement until its connection ends, and filters have
 * endlessly many shapes, so a text earns a name when it comes back, and a full list is told to start over.
 */
export class Statements {
  readonly #full: () => void
  #seen = new Map<string, number>()
  #names = new Map<string, string>()

  constructor(full: () => void) {
    this.#full = full
  }

  nameOf(text: string): string | undefined {
    const name = this.#names.get(text)
    if (name !== undefined) return name
    const seen = (this.#seen.get(text) ?? 0) + 1
    if (seen < WORTH_A_NAME) {
      if (this.#seen.size >= MOST_SEEN) this.#seen.clear()
      this.#seen.set(text, seen)
      return undefined
    }
    return this.#give(text)
  }

  forget() {
    this.#seen.clear()
    this.#names.clear()
  }

  #give(text: string): string {
    if (this.#names.size >= MOST_NAMES) {
      this.forget()
      this.#full()
    }
    const name = `r_${hash('sha1', text, 'base64url')}`
    this.#names.set(text, name)
    return name
  }
}

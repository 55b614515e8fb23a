import type { Call } from '../call.ts'
import { create } from '../create.ts'

/** Tags that a file names and that are not there yet: each gets its id at once, and is written with the rows that carry it. */
export class NewTags {
  readonly #call: Call
  readonly #ids = new Map<string, { readonly id: string; readonly name: string }>()
  readonly #written = new Set<string>()

  constructor(call: Call) {
    this.#call = call
  }

  /** The id of a tag of this name; undefined when the person may not make tags or the name is none. */
  idOf(text: string): string | undefined {
    const name = text.replace(/\s+/g, ' ').trim()
    const tag = this.#call.view.vocabulary.find('tag')
    if (!tag || name === '' || name.length > 60 || this.#call.view.access(tag).scopes.create === 'none')
      return undefined
    const key = name.toLowerCase()
    const known = this.#ids.get(key) ?? { id: this.#call.engine.newId(), name }
    this.#ids.set(key, known)
    return known.id
  }

  /** Writes those that are not written yet; they count as written once `keep` says that the transaction stands. */
  async write(inner: Call): Promise<void> {
    for (const { id, name } of this.#ids.values()) if (!this.#written.has(id)) await create(inner, 'tag', { id, name })
  }

  keep(): void {
    for (const { id } of this.#ids.values()) this.#written.add(id)
  }
}

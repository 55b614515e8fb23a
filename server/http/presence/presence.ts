import type { Clock } from '../../clock.ts'
import type { News } from '../../database/notify.ts'

/** One open page of a record, and the field that is written in, if any. */
export interface Here {
  readonly tab: string
  readonly user: string
  readonly name: string
  readonly object: string
  readonly record: string
  readonly field: string | null
  /** The page was left. */
  readonly gone?: true
}

/** The stream of changes that an open page listens to. */
interface Line {
  readonly user: string
  readonly write: (text: string) => void
}

/** Pages say every quarter of a minute that they are still open. */
const lastsMs = 40_000

const textsOf = (value: unknown): value is Here =>
  typeof value === 'object' &&
  value !== null &&
  ['tab', 'user', 'name', 'object', 'record'].every(
    (name) => typeof (value as Record<string, unknown>)[name] === 'string',
  )

const packed = (here: Here): string => Buffer.from(JSON.stringify(here)).toString('base64url')

const unpacked = (text: string): Here | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return textsOf(value) ? value : undefined
  } catch {
    // Whoever may reach the database can ring any bell; what is no page of anybody is no news.
    return undefined
  }
}

/**
 * Who looks at which record just now, in all processes. It lives in memory alone: what is said goes round by NOTIFY, is forgotten when
 * it is not said again, and is told to those alone who said themselves that they are at the same record – which only those may say who
 * see it.
 */
export class Presence {
  readonly #clock: Clock
  readonly #ring: (text: string) => void
  readonly #records = new Map<string, Map<string, { readonly here: Here; readonly until: number }>>()
  readonly #lines = new Map<string, Line>()

  constructor(clock: Clock, ring: (text: string) => void) {
    this.#clock = clock
    this.#ring = ring
  }

  /** Lets every process know. */
  say(here: Here): void {
    this.#ring(packed(here))
  }

  /** A page listens. Answers how it leaves. */
  listen(tab: string, user: string, write: (text: string) => void): () => void {
    const line = { user, write }
    this.#lines.set(tab, line)
    return () => {
      if (this.#lines.get(tab) !== line) return
      this.#lines.delete(tab)
      for (const pages of this.#records.values()) {
        const page = pages.get(tab)
        if (page) this.say({ ...page.here, field: null, gone: true })
      }
    }
  }

  /** What any process said. What is missed is said again soon. */
  hear(news: News): void {
    if (news === 'many') return
    const touched = new Set<string>()
    for (const here of news.map(unpacked)) if (here) touched.add(this.#note(here))
    for (const key of touched) this.#tell(key)
  }

  /** Forgets pages that have not been heard of. */
  sweep(): void {
    const now = this.#clock().getTime()
    for (const [key, pages] of this.#records) {
      const before = pages.size
      for (const [tab, { until }] of pages) if (until < now) pages.delete(tab)
      if (pages.size < before) this.#tell(key)
      if (pages.size === 0) this.#records.delete(key)
    }
  }

  #note(here: Here): string {
    const key = `${here.object}/${here.record}`
    const pages = this.#records.get(key) ?? new Map()
    this.#records.set(key, pages)
    const known = pages.get(here.tab)
    // A page belongs to whoever opened it; nobody else speaks for it.
    if (known && known.here.user !== here.user) return key
    if (here.gone) pages.delete(here.tab)
    else pages.set(here.tab, { here, until: this.#clock().getTime() + lastsMs })
    return key
  }

  #tell(key: string): void {
    const pages = [...(this.#records.get(key)?.values() ?? [])].map(({ here }) => here)
    for (const { tab, user, object, record } of pages) {
      const line = this.#lines.get(tab)
      if (line?.user !== user) continue
      const people = pages.filter((one) => one.user !== user).map(({ user: id, name, field }) => ({ id, name, field }))
      line.write(`event: presence\ndata: ${JSON.stringify({ object, record, people })}\n\n`)
    }
  }
}

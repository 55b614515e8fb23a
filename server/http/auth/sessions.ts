import type { Clock } from '../../clock.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { sessionDays } from './better.ts'
import { tokenOf } from './cookie.ts'

const day = 24 * 60 * 60 * 1000
/**
 * How long a session is believed without asking the database. Other processes are told when one ends; should that be lost
 * with their connection, this is how late they notice.
 */
const believedMs = 5_000
const most = 10_000

export interface Session {
  readonly id: string
  readonly user: string
  readonly token: string
  /** Set when its end was moved on just now, so that the cookie has to follow. */
  readonly renewed: boolean
  /** Through whose eyes it looks. */
  readonly viewing?: string
}

/** Tells every process that somebody may no longer come in. */
export type Ended = () => Promise<void>

interface Known {
  readonly session: Session | undefined
  readonly until: number
}

/** Sessions by their cookies. The signature is checked here, the row read at most once in five seconds. */
export class Sessions {
  readonly #db: Runner
  readonly #clock: Clock
  readonly #secret: string
  readonly #ended: Ended
  readonly #known = new Map<string, Known>()

  constructor(db: Runner, clock: Clock, secret: string, ended: Ended) {
    this.#ended = ended
    this.#db = db
    this.#clock = clock
    this.#secret = secret
  }

  /** What is known without asking; undefined when the database has to be asked. */
  now(cookie: string, at: number): Known | undefined {
    const known = this.#known.get(cookie)
    return known !== undefined && known.until > at ? known : undefined
  }

  async find(cookie: string): Promise<Session | undefined> {
    const at = this.#clock().getTime()
    const known = this.now(cookie, at)
    if (known) return known.session && { ...known.session, renewed: false }
    const token = tokenOf(cookie, this.#secret)
    // A forged cookie is not remembered: it costs a signature and no room.
    if (token === undefined) return undefined
    const session = await this.#read(token, at)
    if (this.#known.size >= most) this.#known.clear()
    this.#known.set(cookie, { session, until: at + believedMs })
    return session
  }

  async #read(token: string, at: number): Promise<Session | undefined> {
    const row = await this.#db.maybe<{ id: string; user: string; expires_at: string; viewing: string | null }>(
      sql`select s.id, s."userId" as user, s."expiresAt" as expires_at, v.person as viewing
          from auth.session s left join auth.viewing v on v.session = s.id where s.token = ${token}`,
    )
    const left = row ? Date.parse(row.expires_at) - at : 0
    if (!row || left <= 0) return undefined
    // Sessions of less than a day are those that were not to be remembered: they are never prolonged.
    const renewed = left > day && left < (sessionDays - 1) * day
    if (renewed) await this.#prolong(row.id, at)
    return { id: row.id, user: row.user, token, renewed, ...(row.viewing !== null && { viewing: row.viewing }) }
  }

  async #prolong(id: string, at: number): Promise<void> {
    const until = new Date(at + sessionDays * day)
    await this.#db.run(
      sql`update auth.session set "expiresAt" = ${until}, "updatedAt" = ${new Date(at)} where id = ${id}`,
    )
  }

  /** Ends sessions: one, or all of a person but the one that is kept. */
  async end(which: { id: string; user: string } | { user: string; but?: string }): Promise<number> {
    const ended = await this.#db.run(
      'id' in which
        ? sql`delete from auth.session where id = ${which.id} and "userId" = ${which.user}`
        : sql`delete from auth.session where "userId" = ${which.user} and id is distinct from ${which.but ?? null}::uuid`,
    )
    this.#known.clear()
    if (ended > 0) await this.#ended()
    return ended
  }

  /** After something about sessions was changed elsewhere: every process asks anew. */
  async forget(): Promise<void> {
    this.#known.clear()
    await this.#ended()
  }

  forgetAll(): void {
    this.#known.clear()
  }
}

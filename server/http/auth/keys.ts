import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { Person } from '../../records/person.ts'
import type { People } from './people.ts'
import type { Ended } from './sessions.ts'

const believedMs = 5_000
const seenEveryMs = 60_000
const prefix = 'rapport_'

export interface KeyRow {
  readonly id: string
  readonly name: string
  readonly start: string
  readonly role: string
  readonly created_by: string
  readonly created_at: string
  readonly expires_at: string | null
  readonly revoked_at: string | null
  readonly last_used_at: string | null
}

export interface KeyHolder {
  readonly key: string
  readonly person: Person
}

interface Known extends KeyHolder {
  readonly until: number
}

const columns = sql`id, name, start, role, created_by, created_at, expires_at, revoked_at, last_used_at`

/** 256 random bits need no slow hash: nobody guesses them. */
const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url')

/** Keys for programs, each bound to one role. Only their hashes are kept. */
export class Keys {
  readonly #db: Runner
  readonly #people: People
  readonly #clock: Clock
  readonly #newId: () => string
  readonly #ended: Ended
  readonly #known = new Map<string, Known>()

  constructor(db: Runner, people: People, clock: Clock, newId: () => string, ended: Ended) {
    this.#ended = ended
    this.#db = db
    this.#people = people
    this.#clock = clock
    this.#newId = newId
  }

  now(key: string, at: number): KeyHolder | undefined {
    const known = this.#known.get(key)
    return known !== undefined && known.until > at ? known : undefined
  }

  /** Whose key this is; Problem key_invalid when it is nobody's (any more). */
  async find(key: string): Promise<KeyHolder> {
    const at = this.#clock()
    const known = this.now(key, at.getTime())
    if (known) return known
    const row = key.startsWith(prefix) ? await this.#row(key, at) : undefined
    const person = row && (await this.#people.findKey(row.created_by, row.role))
    if (!row || !person) throw new Problem('key_invalid')
    await this.#seen(row, at)
    const ends = row.expires_at ? Date.parse(row.expires_at) : Number.POSITIVE_INFINITY
    const holder = { key: row.id, person, until: Math.min(at.getTime() + believedMs, ends) }
    if (this.#known.size > 10_000) this.#known.clear()
    this.#known.set(key, holder)
    return holder
  }

  #row(key: string, at: Date): Promise<KeyRow | undefined> {
    return this.#db.maybe<KeyRow>(
      sql`select ${columns} from auth.api_key
          where hash = ${hashOf(key)} and revoked_at is null and (expires_at is null or expires_at > ${at})`,
    )
  }

  async #seen(row: KeyRow, at: Date): Promise<void> {
    if (row.last_used_at && at.getTime() - Date.parse(row.last_used_at) < seenEveryMs) return
    await this.#db.run(sql`update auth.api_key set last_used_at = ${at} where id = ${row.id}`)
  }

  /** Makes a key; its text is in the answer and nowhere else. */
  async make(
    by: string,
    given: { name: string; role: string; expiresAt: Date | null },
  ): Promise<KeyRow & { key: string }> {
    const key = prefix + randomBytes(32).toString('base64url')
    const start = key.slice(0, prefix.length + 4)
    const row = await this.#db.one<KeyRow>(
      sql`insert into auth.api_key (id, name, start, hash, role, created_by, created_at, expires_at)
          values (${this.#newId()}, ${given.name}, ${start}, ${hashOf(key)}, ${given.role}, ${by}, ${this.#clock()},
            ${given.expiresAt}) returning ${columns}`,
    )
    return { ...row, key }
  }

  list(): Promise<KeyRow[]> {
    return this.#db.query<KeyRow>(sql`select ${columns} from auth.api_key order by created_at desc limit 1000`)
  }

  async revoke(id: string): Promise<boolean> {
    const revoked = await this.#db.run(
      sql`update auth.api_key set revoked_at = ${this.#clock()} where id = ${id} and revoked_at is null`,
    )
    this.#known.clear()
    await this.#ended()
    return revoked > 0
  }

  forgetAll(): void {
    this.#known.clear()
  }
}

import type { Locale } from '@rapport/vocabulary/define/label.ts'
import type { Ability } from '@rapport/vocabulary/define/permission.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Clock } from '../../clock.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import type { Person, Via } from '../../records/person.ts'
import { abilitiesOf, GrantsOfRoles, type RoleRow } from './grants.ts'

/** How long a person's roles and teams are believed; changes made in this process hold at once. */
const believedMs = 5_000

export interface UserRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly status: 'invited' | 'active' | 'inactive'
  readonly language: Locale
  readonly timezone: string | null
  readonly settings: unknown
  readonly teams: readonly string[] | null
  readonly team: readonly string[]
  readonly roles: readonly RoleRow[]
}

interface Known {
  readonly user: UserRow
  readonly web: Person
  readonly until: number
}

/** Minutes that a time zone is ahead of UTC at a moment; 0 for none and for one that is not known. */
export const offsetOf = (timezone: string | null, at: Date): number => {
  if (!timezone) return 0
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' }).formatToParts(at)
    const [, sign, hours, minutes] =
      /GMT([+-])(\d\d):(\d\d)/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '') ?? []
    return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0
  } catch (error) {
    if (error instanceof RangeError) return 0
    throw error
  }
}

const roleColumns = sql`r.id, r.name, r.code, r.grants, r.abilities, r.version`

/** The people who may come in, as the records of `user`, `role` and `team` describe them. */
export class People {
  readonly #db: Runner
  readonly #clock: Clock
  readonly #vocabulary: () => Vocabulary
  readonly #known = new Map<string, Known>()
  readonly #grants = new GrantsOfRoles()

  constructor(db: Runner, vocabulary: () => Vocabulary, clock: Clock) {
    this.#db = db
    this.#vocabulary = vocabulary
    this.#clock = clock
  }

  /** What is known without asking; undefined when the database has to be asked. */
  now(user: string, at: number): Person | undefined {
    const known = this.#known.get(user)
    return known !== undefined && known.until > at ? known.web : undefined
  }

  /** The person who signed in, or undefined when there is none or the account does not stand open. */
  async find(user: string): Promise<Person | undefined> {
    const at = this.#clock()
    const known = this.now(user, at.getTime())
    if (known) return known
    const row = await this.row(user)
    if (row?.status !== 'active') return undefined
    const web = this.#person(row, row.roles, 'web')
    if (this.#known.size > 10_000) this.#known.clear()
    this.#known.set(user, { user: row, web, until: at.getTime() + believedMs })
    return web
  }

  /** Somebody's API key: their name and team, the rights of the key's role alone. */
  async findKey(user: string, role: string): Promise<Person | undefined> {
    const row = await this.row(user)
    if (row?.status !== 'active') return undefined
    const found = await this.#db.maybe<RoleRow>(
      sql`select ${roleColumns} from role r where r.id = ${role} and r.deleted_at is null`,
    )
    return found && { ...this.#person(row, [found], 'api'), role }
  }

  row(user: string): Promise<UserRow | undefined> {
    return this.#db.maybe<UserRow>(sql`
      select u.id, u.name, u.email, u.status, u.language, u.timezone, u.settings, u.teams,
        coalesce((select json_agg(json_build_object('id', r.id, 'name', r.name, 'code', r.code, 'grants', r.grants,
            'abilities', r.abilities, 'version', r.version) order by r.id)
          from role r where r.id = any(u.roles) and r.deleted_at is null), '[]') as roles,
        array(select m.id from "user" m where m.deleted_at is null and m.teams &&
          array(with recursive managed as (
              select t.id from team t where t.deleted_at is null and t.manager = u.id
              union select t.id from team t join managed on t.parent = managed.id where t.deleted_at is null)
            select id from managed
            union select t.id from team t where t.deleted_at is null and t.id = any(u.teams))) as team
      from "user" u where u.id = ${user} and u.deleted_at is null`)
  }

  #person(row: UserRow, roles: readonly RoleRow[], via: Via): Person {
    return {
      id: row.id,
      name: row.name,
      grants: this.#grants.of(this.#vocabulary(), roles),
      abilities: abilitiesOf(roles) as Ability[],
      team: [...new Set([row.id, ...row.team])],
      locale: row.language,
      offsetMinutes: offsetOf(row.timezone, this.#clock()),
      via,
    }
  }

  /** After a change of people, roles or teams. */
  forgetAll(): void {
    this.#known.clear()
  }
}

import type { Runner, Transaction } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { feedEnd, type RawChange, rawChanges } from '../../records/feed.ts'
import { type Person, theSystem } from '../../records/person.ts'
import type { Records } from '../../records/records.ts'
import type { Change } from '../../records/rules.ts'
import { arranged } from '../../records/rules.ts'
import { changedWords, mentionWords } from './words.ts'

export interface MessengerParts {
  readonly db: Runner
  readonly records: Records
  /** A person as they stand now; undefined for one who may not come in. */
  readonly find: (user: string) => Promise<Person | undefined>
}

const reader = 'messenger'
const unfollowed = new Set(['notification', 'follower', 'view', 'layout'])

/** Somebody who is to be told of a change, and why. */
interface Recipient {
  readonly user: string
  readonly kind: 'mention' | 'change'
}

/** Reads what changed and tells those who were mentioned and those who follow; of each change once, by one process. */
export class Messenger {
  readonly #parts: MessengerParts

  constructor(parts: MessengerParts) {
    this.#parts = parts
  }

  /** Tells of everything that is new; answers how many were told. */
  async run(): Promise<number> {
    let told = 0
    for (let more = true; more; ) {
      const step = await this.#parts.db.transaction((tx) => this.#step(tx))
      told += step.told
      more = step.more
    }
    return told
  }

  async #step(tx: Transaction): Promise<{ told: number; more: boolean }> {
    const at = await this.#cursor(tx)
    if (at === undefined) return { told: 0, more: false }
    const { data, next, more } = await rawChanges(tx, at)
    const wanted = data.filter((change) => !unfollowed.has(change.object) && change.verb !== arranged)
    let told = 0
    for (const [change, recipients] of await this.#recipients(tx, wanted))
      for (const recipient of recipients) if (await this.#tell(tx, change, recipient)) told++
    if (next !== at) await tx.run(sql`update feed_cursor set cursor = ${next} where reader = ${reader}`)
    return { told, more }
  }

  /** Where the last one left off; undefined while another process is at it. Whoever comes first begins now. */
  async #cursor(tx: Transaction): Promise<string | undefined> {
    const now = await feedEnd(tx)
    await tx.run(sql`insert into feed_cursor (reader, cursor) values (${reader}, ${now}) on conflict do nothing`)
    const row = await tx.maybe<{ cursor: string }>(
      sql`select cursor from feed_cursor where reader = ${reader} for update skip locked`,
    )
    return row?.cursor
  }

  async #recipients(tx: Transaction, changes: readonly RawChange[]): Promise<Map<RawChange, Recipient[]>> {
    const found = new Map<RawChange, Recipient[]>()
    const abouts = new Map(changes.map((change) => [change, aboutOf(change)]))
    const rows = await tx.query<{ id: string; about: string; owner: string }>(sql`
      select id, about, owner from follower
      where deleted_at is null and owner is not null and about = any(${[...new Set(abouts.values())]}::text[])`)
    for (const [change, about] of abouts) {
      const mentioned =
        change.object === 'comment' && Array.isArray(change.after?.mentions) ? change.after.mentions : []
      const before = Array.isArray(change.before?.mentions) ? change.before.mentions : []
      const named = (mentioned as string[]).filter((user) => !before.includes(user))
      const following = new Set(
        rows
          // Ids are made in the order of time: who began to follow later does not hear of it.
          .filter((row) => row.about === about && row.id < change.id && !named.includes(row.owner))
          .map((row) => row.owner),
      )
      const all: Recipient[] = [
        ...named.map((user) => ({ user, kind: 'mention' as const })),
        ...[...following].map((user) => ({ user, kind: 'change' as const })),
      ]
      const others = all.filter((one) => one.user !== change.person)
      if (others.length > 0) found.set(change, others)
    }
    return found
  }

  /** Only who may see the change hears of it, and in their own language. */
  async #tell(tx: Transaction, raw: RawChange, { user, kind }: Recipient): Promise<boolean> {
    const person = await this.#parts.find(user)
    if (!person) return false
    const own = this.#parts.records.as(person, tx)
    const [seen] = await own.seenChanges([raw])
    if (!seen) return false
    const about = aboutOf(raw)
    if (kind === 'change' && (await isTold(tx, user, about))) return false
    const text = kind === 'mention' ? mentionWords(await who(tx, raw), seen, person.locale) : undefined
    const said = text ?? (await this.#words(tx, own, seen, about, person))
    if (said === undefined) return false
    await this.#parts.records
      .as(theSystem('rule'), tx)
      .create('notification', { owner: user, about, kind, text: said.slice(0, 1000) })
    return true
  }

  async #words(
    tx: Transaction,
    own: ReturnType<Records['as']>,
    seen: Change,
    about: string,
    person: Person,
  ): Promise<string | undefined> {
    const [object, id] = about.split('/') as [string, string]
    const row = await own.get(object, id).catch(() => undefined)
    return row && changedWords(await who(tx, seen), seen, object, row, person)
  }
}

/** What a change is about: a comment's or a file's record, else the record itself. */
export const aboutOf = (change: Change): string => {
  const about = change.object === 'comment' || change.object === 'file' ? change.after?.about : undefined
  return typeof about === 'string' ? about : `${change.object}/${change.record}`
}

const who = async (tx: Runner, { person }: Change): Promise<string> =>
  person === null
    ? 'Rapport'
    : ((await tx.maybe<{ name: string }>(sql`select name from "user" where id = ${person}`))?.name ?? 'Rapport')

/** While somebody has not read that a record changed, further changes of it say nothing new. */
const isTold = async (tx: Runner, user: string, about: string): Promise<boolean> =>
  (await tx.maybe(sql`
    select 1 from notification
    where owner = ${user} and about = ${about} and kind = 'change' and read_at is null and deleted_at is null limit 1`)) !==
  undefined

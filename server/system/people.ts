import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Area, Change, Draft, ObjectRules, RuleContext } from '../records/rules.ts'

/** Whoever could write these records freely could give themselves every right. */
const mayManage = (_draft: Draft, { person }: RuleContext): void => {
  if (person.abilities.includes('people')) return
  throw new Problem('ability_missing', 'Managing people, teams and roles needs the ability "people".')
}

/** Somebody must be able to let others in again. */
async function keepAnAdmin(tx: Runner): Promise<void> {
  const left = await tx.maybe(
    sql`select 1 from "user" u join role r on r.id = any(u.roles)
        where u.status = 'active' and u.deleted_at is null and r.code = 'admin' and r.deleted_at is null limit 1`,
  )
  if (!left) throw new Problem('last_admin')
}

const touches = (change: Change, ...fields: string[]): boolean =>
  change.verb !== 'update' || fields.some((field) => change.after !== null && field in change.after)

/** Accounts of people who are gone or in the trash give their e-mail free for others. */
export const freeEmails = (tx: Runner, emails: readonly string[]): Promise<number> =>
  tx.run(sql`delete from auth."user" a where a.email = any(${emails.map((email) => email.toLowerCase())}::text[])
    and not exists (select 1 from "user" u where u.id = a.id and u.deleted_at is null)`)

/** A person's account follows the record: its e-mail signs in, and who is put away is out at once. */
async function followAccount(changes: readonly Change[], tx: Runner): Promise<void> {
  const records = changes.map((change) => change.record)
  const emails = changes.flatMap((change) => (typeof change.after?.email === 'string' ? [change.after.email] : []))
  if (emails.length > 0) await freeEmails(tx, emails)
  await tx.run(sql`update auth."user" a set name = u.name, email = lower(u.email), "updatedAt" = now()
    from "user" u where u.id = a.id and u.id = any(${records}::uuid[]) and (a.name, a.email) is distinct from (u.name, lower(u.email))`)
  await tx.run(sql`delete from auth.session s using "user" u
    where u.id = s."userId" and u.id = any(${records}::uuid[]) and (u.status <> 'active' or u.deleted_at is not null)`)
}

const userRules: ObjectRules = {
  before: mayManage,
  after: async (changes, { tx }) => {
    const known = changes.filter((change) => change.verb !== 'create')
    if (known.length === 0) return
    await followAccount(known, tx)
    if (known.some((change) => touches(change, 'roles', 'status'))) await keepAnAdmin(tx)
  },
}

const roleRules: ObjectRules = {
  before: mayManage,
  after: async (changes, { tx }) => {
    if (changes.some((change) => change.verb !== 'create')) await keepAnAdmin(tx)
  },
}

export const user: Area = { rules: userRules }
export const role: Area = { rules: roleRules }
/** A team is not inside itself, however far down. */
async function checkInside({ current, values }: Draft, tx: Runner): Promise<void> {
  if (!current || typeof values.parent !== 'string') return
  const round = await tx.maybe(sql`
    with recursive above as (
      select id, parent from team where id = ${values.parent}::uuid
      union select t.id, t.parent from team t join above on t.id = above.parent)
    select 1 from above where id = ${current.id}`)
  if (round)
    throw new Problem('invalid', 'A team cannot be part of itself.', {
      fields: { parent: { code: 'not_found', detail: { en: 'lies inside this team', zh: '位于该团队之内' } } },
    })
}

const teamRules: ObjectRules = {
  before: async (draft, context) => {
    mayManage(draft, context)
    await checkInside(draft, context.tx)
  },
}

export const team: Area = { rules: teamRules }

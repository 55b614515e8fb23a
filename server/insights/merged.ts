import type { Runner } from '../database/runner.ts'
import { type Sql, sql } from '../database/sql.ts'
import type { Area, Change } from '../records/rules.ts'

interface Table {
  readonly name: string
  /** The column that names a customer. */
  readonly customer: string
  /** What tells a row `t` from all others, as text. */
  readonly key: Sql
  /** Rows of which there may be one for each customer. */
  readonly once?: readonly string[]
}

/** Tables of insights that name a customer and are not worked out anew every night, one line each. */
export const followingTables: readonly Table[] = [
  { name: 'shown', customer: 'customer', key: sql`t.id::text`, once: ['product', 'place', 'day'] },
  { name: 'plan_line', customer: 'customer', key: sql`t.id::text` },
  { name: 'visit', customer: 'customer', key: sql`t.id::text` },
  { name: 'learned', customer: 'record', key: sql`t.version::text || ' ' || t.origin::text` },
]

/** Of rows that would stand twice the kept record's own stays, and the others are left where they are. */
function fitting({ name, customer, once }: Table, kept: string, others: readonly string[]): Sql {
  const t = sql`insight.${sql.id(name)}`
  const column = sql.id(customer)
  if (!once) return sql`select t.* from ${t} t where t.${column} = any(${others}::uuid[])`
  const same = sql.join(once.map((part) => sql.id(part)))
  return sql`select t.* from (
    select t.*, row_number() over (partition by ${same} order by (${column} = ${kept}) desc, ${column}, id) as nth
    from ${t} t where ${column} = any(${[kept, ...others]}::uuid[])) t where t.nth = 1 and t.${column} <> ${kept}`
}

async function follow(tx: Runner, kept: string, others: readonly string[]): Promise<void> {
  for (const table of followingTables) {
    const [t, column] = [sql`insight.${sql.id(table.name)}`, sql.id(table.customer)]
    await tx.run(sql`
      with hit as (select ${table.key} as key, t.${column} as origin from (${fitting(table, kept, others)}) t),
        noted as (
          insert into insight.moved (origin, kept, what, key) select origin, ${kept}::uuid, ${table.name}::text, key from hit
          on conflict (origin, what, key) do update set kept = excluded.kept)
      update ${t} t set ${column} = ${kept} from hit where ${table.key} = hit.key`)
  }
}

/** Rows that still stand with the kept record go back to whom they came from. */
async function giveBack(tx: Runner, origins: readonly string[]): Promise<void> {
  for (const { name, customer, key } of followingTables) {
    const [t, column] = [sql`insight.${sql.id(name)}`, sql.id(customer)]
    await tx.run(sql`
      with back as (
        delete from insight.moved where origin = any(${origins}::uuid[]) and what = ${name} returning origin, kept, key)
      update ${t} t set ${column} = back.origin from back where ${key} = back.key and t.${column} = back.kept`)
  }
}

const isGone = ({ after }: Change): boolean => (after?.deleted_at ?? null) !== null
const isBack = ({ before, after }: Change): boolean =>
  (before?.deleted_at ?? null) !== null && after?.deleted_at === null

/** What insights hold of a customer follows a merge to the kept record, and an un-merge gives it back. */
export const insightsFollowMerges: Area = {
  rules: {
    follows: ['merge', 'undo'],
    async after(changes, { tx }) {
      const ids = (of: readonly Change[]) => of.map(({ record }) => record)
      const merges = changes.filter(({ verb }) => verb === 'merge')
      const kept = merges.find((one) => !isGone(one))
      if (kept) await follow(tx, kept.record, ids(merges.filter(isGone)))
      const back = ids(changes.filter((one) => one.verb === 'undo' && isBack(one)))
      if (back.length > 0) await giveBack(tx, back)
    },
  },
}

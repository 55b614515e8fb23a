import { type Sql, sql } from '../database/sql.ts'
import type { Area, Change } from '../records/rules.ts'

/** Takes away what models say of these customers. */
const forget = (customers: Sql): Sql => sql`
  with gone as (select id from (${customers}) g(id)),
    scores as (delete from insight.score where record in (select id from gone) and run in (select run from insight.scored)),
    reasons as (delete from insight.reason where record in (select id from gone) and run in (select run from insight.scored))
  delete from insight.recommendation where customer in (select id from gone)`

const ids = (changes: readonly Change[]): string[] => changes.map(({ record }) => record)

/** Whoever refuses profiling has no scores from that moment on; models that learned from them are to be retrained. */
export const refusalsForget: Area = {
  rules: {
    follows: ['create', 'update', 'merge', 'undo', 'restore'],
    async after(changes, { tx }) {
      const latest = sql`
        select distinct on (customer) customer, given from consent
        where purpose = 'profiling' and deleted_at is null
          and customer in (select customer from consent where id = any(${ids(changes)}::uuid[]) and purpose = 'profiling')
        order by customer, at desc nulls last, id desc`
      await tx.run(forget(sql`select customer from (${latest}) l where not given`))
    },
  },
}

/** What models said of a customer goes with the customer. */
export const erasuresForget: Area = {
  rules: {
    follows: ['destroy'],
    after: async (changes, { tx }) => {
      await tx.run(forget(sql`select unnest(${ids(changes)}::uuid[])`))
    },
  },
}

import { sql } from '../database/sql.ts'
import type { Area } from '../records/rules.ts'

type Said = { ticket: string; direction: string; at: string; status: string; answered: boolean }

/** An answer to the customer is the first reply; a word from the customer opens what was waiting or resolved. */
export const message: Area = {
  rules: {
    before({ verb, values }, { now, person }) {
      if (verb !== 'create') return
      values.at ??= now
      if (values.direction !== 'in') values.author ??= person.name
    },
    async after(changes, { tx, records }) {
      const created = changes.filter((change) => change.verb === 'create').map((change) => change.record)
      const said = await tx.query<Said>(sql`
        select m.ticket, m.direction, m.at, t.status, t.first_reply_at is not null as answered
        from message m join ticket t on t.id = m.ticket where m.id = any(${created}::uuid[]) order by m.at, m.id`)
      for (const { ticket, direction, at, status, answered } of said) {
        if (direction === 'out' && !answered)
          await tx.run(sql`update ticket set first_reply_at = ${at} where id = ${ticket} and first_reply_at is null`)
        if (direction === 'in' && (status === 'waiting' || status === 'resolved'))
          await records.update('ticket', ticket, { status: 'open' })
      }
    },
  },
}

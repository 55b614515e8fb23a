import { type Sql, sql } from '../../database/sql.ts'

/** A condition on the column that names a customer. */
export type Among = (customer: Sql) => Sql

export const everyone: Among = () => sql`true`

/** The end of an id is chance, so that its last two bytes draw a share of all, the same in every run. */
export function sampleOf(share: number): Among {
  if (share >= 1) return everyone
  const limit = Math.max(1, Math.round(share * 65_536))
  return (customer) =>
    sql`get_byte(uuid_send(${customer}), 14) * 256 + get_byte(uuid_send(${customer}), 15) < ${limit}::int`
}

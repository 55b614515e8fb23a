import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'

/**
 * Has PostgreSQL take samples of the tables that have doubled since it last did. Of a table without samples it believes that nearly all
 * records are in the trash, and reads the whole index of those that are not, once for each record that is looked for.
 */
export const sampleGrown = async (db: Runner, tables: readonly string[]): Promise<void> => {
  const grown = await db.query<{ name: string }>(sql`
    select c.relname as name from unnest(${tables}::text[]) t(name) join pg_class c on c.oid = to_regclass(quote_ident(t.name))
    where pg_relation_size(c.oid) > 2 * current_setting('block_size')::int * c.relpages::bigint`)
  for (const { name } of grown) await db.run(sql`analyze ${sql.id(name)}`)
}

import type { Runner } from '../runner.ts'
import { sql } from '../sql.ts'
import type { Column } from './column.ts'

/** What stands in the database now. */
export interface Standing {
  readonly columns: ReadonlyMap<string, Column>
  /** Names of indexes and of statistics; one that a broken build left behind is not valid. */
  readonly indexes: ReadonlyMap<string, { readonly valid: boolean }>
  readonly constraints: ReadonlySet<string>
}

type ColumnRow = {
  table: string
  name: string
  type: string
  collation: string | null
  required: boolean
  preset: string | null
}

const columns = sql`
  select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    case when a.attcollation <> t.typcollation then l.collname end as collation, a.attnotnull as required,
    pg_get_expr(d.adbin, d.adrelid) as preset
  from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_collation l on l.oid = a.attcollation
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`

const indexes = sql`
  select t.relname as "table", c.relname as name, i.indisvalid as valid
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace
  union all
  select t.relname, s.stxname, true from pg_statistic_ext s join pg_class t on t.oid = s.stxrelid
  where s.stxnamespace = 'public'::regnamespace`

const constraints = sql`
  select t.relname as "table", o.conname as name
  from pg_constraint o join pg_class t on t.oid = o.conrelid where t.relnamespace = 'public'::regnamespace`

type MutableStanding = {
  columns: Map<string, Column>
  indexes: Map<string, { valid: boolean }>
  constraints: Set<string>
}

/** Reads every table of the public schema. */
export async function readCatalogue(db: Runner): Promise<Map<string, Standing>> {
  const tables = new Map<string, MutableStanding>()
  const at = (table: string): MutableStanding => {
    const known = tables.get(table) ?? { columns: new Map(), indexes: new Map(), constraints: new Set() }
    tables.set(table, known)
    return known
  }
  for (const row of await db.query<ColumnRow>(columns)) {
    const { table, name, type, collation, required, preset } = row
    at(table).columns.set(name, {
      name,
      type,
      collation: collation ?? undefined,
      required,
      default: preset ?? undefined,
    })
  }
  for (const row of await db.query<{ table: string; name: string; valid: boolean }>(indexes))
    if (tables.has(row.table)) at(row.table).indexes.set(row.name, { valid: row.valid })
  for (const row of await db.query<{ table: string; name: string }>(constraints))
    if (tables.has(row.table)) at(row.table).constraints.add(row.name)
  return tables
}

import type { Runner } from '../runner.ts'
import { sql } from '../sql.ts'

/** What a database consists of, read from its catalogue, in words that any PostgreSQL from 15 on understands. */
export type Description = {
  extensions: string[]
  schemas: string[]
  enums: { schema: string; name: string; labels: string[] }[]
  routines: { identity: string; definition: string }[]
  sequences: Sequence[]
  tables: Table[]
  constraints: Constraint[]
  indexes: { schema: string; name: string; definition: string }[]
  triggers: { schema: string; table: string; name: string; definition: string }[]
  views: { schema: string; name: string; materialized: boolean; definition: string }[]
}

export type Column = {
  name: string
  type: string
  collation: string | null
  not_null: boolean
  fallback: string | null
  generated: string | null
  identity: 'always' | 'by default' | null
}

export type Table = {
  schema: string
  name: string
  unlogged: boolean
  columns: Column[]
  options: string[] | null
  partitioned_by: string | null
  parent: { schema: string; name: string; bound: string } | null
}

export type Constraint = { schema: string; table: string; name: string; foreign: boolean; definition: string }

export type Sequence = {
  schema: string
  name: string
  type: string
  start: string
  increment: string
  min: string
  max: string
  cycle: boolean
  last: string | null
  owner: { schema: string; table: string; column: string; identity: boolean } | null
}

// What belongs to PostgreSQL itself or to an extension is theirs to make; our own list of migrations is made by migrating.
const ours = (namespace: string, oid: string, catalogue: string) => sql`
  ${sql.raw(namespace)}.nspname !~ '^pg_' and ${sql.raw(namespace)}.nspname not in ('information_schema', 'citus', 'citus_internal')
  and not exists (select from pg_depend d where d.classid = ${catalogue}::regclass and d.objid = ${sql.raw(oid)} and d.deptype = 'e')`

/** Reads the description inside a transaction, so that it fits the rows that the same transaction reads. */
export async function describe(tx: Runner): Promise<Description> {
  // With nothing on the path PostgreSQL spells every name out in full.
  await tx.run(sql`set local search_path to ''`)
  const list = async <T>(statement: ReturnType<typeof sql>) => tx.query<T>(statement)
  return {
    extensions: (
      await list<{ name: string }>(sql`select extname as name from pg_extension where extname <> 'plpgsql' order by 1`)
    ).map((row) => row.name),
    schemas: (
      await list<{ name: string }>(
        sql`select n.nspname as name from pg_namespace n where ${ours('n', 'n.oid', 'pg_namespace')} order by 1`,
      )
    ).map((row) => row.name),
    enums: await list(sql`
      select n.nspname as schema, t.typname as name,
        (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) as labels
      from pg_type t join pg_namespace n on n.oid = t.typnamespace
      where t.typtype = 'e' and ${ours('n', 't.oid', 'pg_type')} order by t.oid`),
    routines: await list(sql`
      select p.oid::regprocedure::text as identity, pg_get_functiondef(p.oid) as definition
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prokind in ('f', 'p') and ${ours('n', 'p.oid', 'pg_proc')} order by p.oid`),
    sequences: await list<Sequence>(sequences),
    tables: await list<Table>(tables),
    constraints: await list<Constraint>(sql`
      select n.nspname as schema, t.relname as table, c.conname as name, c.contype = 'f' as foreign,
        pg_get_constraintdef(c.oid) as definition
      from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
      where c.contype in ('p', 'u', 'c', 'x', 'f') and c.conparentid = 0 and c.conislocal and ${ours('n', 't.oid', 'pg_class')}
      order by array_position(array['p', 'u', 'c', 'x', 'f'], c.contype::text), c.oid`),
    indexes: await list(sql`
      select n.nspname as schema, i.relname as name, pg_get_indexdef(x.indexrelid) as definition
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = i.relnamespace
      where not i.relispartition and not exists (select from pg_constraint c where c.conindid = x.indexrelid and c.contype in ('p', 'u', 'x'))
        and i.relname !~ '^xt_' and n.nspname !~ '^pg_toast' and ${ours('n', 'x.indrelid', 'pg_class')} order by i.oid`),
    triggers: await list(sql`
      select n.nspname as schema, t.relname as table, g.tgname as name, pg_get_triggerdef(g.oid) as definition
      from pg_trigger g join pg_class t on t.oid = g.tgrelid join pg_namespace n on n.oid = t.relnamespace
      where not g.tgisinternal and g.tgparentid = 0 and ${ours('n', 't.oid', 'pg_class')} order by g.oid`),
    views: await list(sql`
      select n.nspname as schema, v.relname as name, v.relkind = 'm' as materialized, pg_get_viewdef(v.oid) as definition
      from pg_class v join pg_namespace n on n.oid = v.relnamespace
      where v.relkind in ('v', 'm') and ${ours('n', 'v.oid', 'pg_class')} order by v.oid`),
  }
}

const columns = sql`
  (select coalesce(json_agg(json_build_object(
      'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
      'collation', (select format('%I.%I', cn.nspname, co.collname) from pg_collation co join pg_namespace cn on cn.oid = co.collnamespace
        join pg_type ty on ty.oid = a.atttypid where co.oid = a.attcollation and a.attcollation <> ty.typcollation),
      'not_null', a.attnotnull,
      'fallback', case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
      'generated', case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end,
      'identity', case a.attidentity when 'a' then 'always' when 'd' then 'by default' end
    ) order by a.attnum), '[]')
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped)`

const tables = sql`
  select n.nspname as schema, t.relname as name, t.relpersistence = 'u' as unlogged, t.reloptions as options,
    ${columns} as columns,
    case when t.relkind = 'p' then pg_get_partkeydef(t.oid) end as partitioned_by,
    (select json_build_object('schema', pn.nspname, 'name', p.relname, 'bound', pg_get_expr(t.relpartbound, t.oid))
      from pg_inherits i join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
      where i.inhrelid = t.oid and t.relispartition) as parent
  from pg_class t join pg_namespace n on n.oid = t.relnamespace
  where t.relkind in ('r', 'p') and ${ours('n', 't.oid', 'pg_class')}
    and not (n.nspname = 'internal' and t.relname = 'migration')
  order by t.relispartition, t.oid`

const sequences = sql`
  select s.schemaname as schema, s.sequencename as name, s.data_type::text as type, s.start_value::text as start,
    s.increment_by::text as increment, s.min_value::text as min, s.max_value::text as max, s.cycle, s.last_value::text as last,
    (select json_build_object('schema', tn.nspname, 'table', t.relname, 'column', a.attname, 'identity', d.deptype = 'i')
      from pg_depend d join pg_class t on t.oid = d.refobjid join pg_namespace tn on tn.oid = t.relnamespace
      join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
      where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')) as owner
  from pg_sequences s join pg_namespace n on n.nspname = s.schemaname
  join pg_class c on c.relname = s.sequencename and c.relnamespace = n.oid
  where ${ours('n', 'c.oid', 'pg_class')} order by c.oid`

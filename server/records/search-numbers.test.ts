import { expect, test } from 'vitest'
import { migrate } from '../database/migrate.ts'
import { readMigrations } from '../database/migrations.ts'
import { sql } from '../database/sql.ts'
import { useWorld } from '../test/world.ts'
import { tokenOf } from './token-set.ts'

const world = useWorld({ empty: true })

test('tokens of text become numbers, in tables of users’ own objects too, and stay under their index', async () => {
  const { db, address } = world
  const all = readMigrations()
  await migrate(address, { migrations: all.filter((one) => one.number < 50) })
  await db.run(sql`create table x_boat (id uuid primary key, search text[])`)
  await db.run(sql`insert into x_boat values (gen_random_uuid(), '{ma,mar,王}'), (gen_random_uuid(), null)`)
  await db.run(sql`
    insert into customer (id, name, created_at, updated_at, version, search) values (gen_random_uuid(), 'Mara', now(), now(), 1, '{ma,mar,mara}')`)
  await migrate(address)
  const found = (table: string, token: string) =>
    db.query<{ search: number[] }>(sql`select search from ${sql.id(table)} where search @> ${[tokenOf(token)]}::int4[]`)
  expect(await found('x_boat', '王')).toEqual([{ search: ['ma', 'mar', '王'].map(tokenOf) }])
  expect(await found('customer', 'mara')).toEqual([{ search: ['ma', 'mar', 'mara'].map(tokenOf) }])
  const left = await db.query(sql`
    select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relkind = 'r' and a.attname = 'search' and a.atttypid <> 'int4[]'::regtype`)
  expect(left).toEqual([])
  const indexed = await db.query(
    sql`select 1 from pg_indexes where tablename = 'customer' and indexdef like '%gin (search)'`,
  )
  expect(indexed).toHaveLength(1)
})

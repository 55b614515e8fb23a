/* Fills a migrated database with invented customers by COPY: node benchmarks/records/fill.ts <DATABASE_URL> [1000000] */

import { migrate } from '@rapport/server/database/migrate.ts'
import { openDatabase } from '@rapport/server/database/pool.ts'
import { sql } from '@rapport/server/database/sql.ts'
import { makeIds } from '@rapport/server/ids.ts'
import { copyWriter, numbersText } from '@rapport/server/records/import/copy.ts'
import { searchTokens } from '@rapport/server/records/search-tokens.ts'
import { customer } from '@rapport/vocabulary/customers/customer.ts'
import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { inventedCustomer } from './people.ts'

const url = process.argv[2]
const count = Number(process.argv[3] ?? 1_000_000)
if (!url) throw new Error('Give the URL of an empty database.')
const address = { url }
await migrate(address)
const db = openDatabase({ address })
const began = Date.parse('2024-01-01T00:00:00Z')
let now = began
const newId = makeIds(() => new Date(now))
const owners = Array.from({ length: 40 }, () => newId())

const object = customer as unknown as ObjectDefinition
const names = Object.keys(inventedCustomer(0))
const writers = names.map((name) => [name, copyWriter(object.fields[name] as Field)] as const)
const columns = ['id', ...names, 'owner', 'created_at', 'updated_at', 'version', 'search']

async function* lines(): AsyncGenerator<string> {
  let chunk = ''
  for (let i = 0; i < count; i++) {
    now = began + i * 60_000
    const row = inventedCustomer(i)
    const at = new Date(now).toISOString()
    const values = writers.map(([name, write]) => write(row[name]))
    const tokens = numbersText(searchTokens(object, row))
    chunk += `${[newId(), ...values, owners[i % owners.length], at, at, '1', tokens].join('\t')}\n`
    if (chunk.length < 1_000_000) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

const indexes = await db.query<{ name: string; definition: string }>(sql`
  select indexname as name, indexdef as definition from pg_indexes where tablename = 'customer' and indexname <> 'customer_pkey'`)
for (const { name } of indexes) await db.run(sql`drop index ${sql.id(name)}`)
const loaded = await db.copyIn(
  sql`copy customer (${sql.join(columns.map((name) => sql.id(name)))}) from stdin`,
  lines(),
)
await db.run(sql`set maintenance_work_mem = '1GB'`)
for (const { definition } of indexes) await db.run(sql`${sql.raw(definition)}`)
for (const [i, id] of owners.entries())
  await db.run(sql`insert into "user" (id, name, email, status, created_at, updated_at, version)
    values (${id}, ${`Owner ${i}`}, ${`owner${i}@example.com`}, 'active', now(), now(), 1) on conflict do nothing`)
await db.run(sql`vacuum analyze`)
console.log(`${loaded} customers`)
await db.close()

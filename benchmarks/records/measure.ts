/*
 * Lists, deep pages and search over a filled database: node benchmarks/records/measure.ts <DATABASE_URL>
 * Latencies in milliseconds at 10 callers, straight at the engine, and CPU of one call in this process and in PostgreSQL; the HTTP figures stand in benchmarks/http.
 */
import { readFileSync } from 'node:fs'
import { openDatabase } from '@rapport/server/database/pool.ts'
import { sql } from '@rapport/server/database/sql.ts'
import { makeIds } from '@rapport/server/ids.ts'
import { type Person, theSystem } from '@rapport/server/records/person.ts'
import { createRecords } from '@rapport/server/records/records.ts'
import { settleTrigrams } from '@rapport/server/records/trigrams.ts'
import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import { inventedCustomer } from './people.ts'

const url = process.argv[2]
if (!url) throw new Error('Give the URL of a filled database.')
const db = openDatabase({ address: { url }, connections: 10 })
const clock = () => new Date()
const records = createRecords({
  db,
  vocabulary: () => vocabulary,
  clock,
  newId: makeIds(clock),
  areas: {},
  changed: () => undefined,
})
const person: Person = { ...theSystem('command'), name: 'Benchmark' }
const own = records.as(person)

const percentile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!

/** Milliseconds of CPU that the connections' server processes have used so far. */
async function serverCpu(): Promise<number> {
  const rows = await db.query<{ pid: number }>(sql`select pid from pg_stat_activity where datname = current_database()`)
  return rows.reduce((sum, { pid }) => {
    const parts = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return sum + (Number(parts[11]) + Number(parts[12])) * 10
  }, 0)
}

async function measured(
  name: string,
  count: number,
  work: (i: number) => Promise<unknown>,
  callers = 10,
): Promise<void> {
  for (let i = 0; i < 12; i++) await work(i)
  const times: number[] = []
  const [before, serverBefore] = [process.cpuUsage(), await serverCpu()]
  let next = 0
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (next < count) {
        const i = next++
        const began = performance.now()
        await work(i)
        times.push(performance.now() - began)
      }
    }),
  )
  const { user, system } = process.cpuUsage(before)
  const own = (user + system) / 1000 / count
  const server = ((await serverCpu()) - serverBefore) / count
  const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)]
  console.log(
    `${name.padEnd(48)} median ${half.toFixed(1).padStart(7)}   p95 ${most.toFixed(1).padStart(7)}   CPU ${own.toFixed(2)} + ${server.toFixed(2)}`,
  )
}

const customer = vocabulary.find('customer')!
const wanted = process.argv[3] ?? 'lists deep filters search'

if (wanted.includes('lists'))
  for (const [name, field] of Object.entries(customer.fields)) {
    if (!kindOf(field).sortable || !(field.index || field.unique)) continue
    for (const sort of [name, `-${name}`])
      await measured(`list sorted by ${sort}`, 100, () => own.list('customer', { sort: [sort] }))
  }

async function deepCursor(sort: string, pages: number): Promise<string | undefined> {
  let cursor: string | undefined
  for (let i = 0; i < pages; i++)
    cursor = (await own.list('customer', { sort: [sort], limit: 500, cursor, fields: ['version'] })).next ?? undefined
  return cursor
}

if (wanted.includes('deep'))
  for (const sort of ['-created_at', 'name', 'country', '-value', 'last_order_at']) {
    const cursor = await deepCursor(sort, 400)
    await measured(`first page by ${sort}`, 200, () => own.list('customer', { sort: [sort] }))
    await measured(`page 4,000 by ${sort}`, 200, () => own.list('customer', { sort: [sort], cursor }))
  }

const filters: readonly (readonly [string, Filter, string])[] = [
  ['lifecycle = active', { field: 'lifecycle', op: 'eq', value: 'active' }, '-created_at'],
  ['country = Spain by name', { field: 'country', op: 'eq', value: 'Spain' }, 'name'],
  ['country = nowhere', { field: 'country', op: 'eq', value: 'Nowhere' }, '-created_at'],
  ['name = exact', { field: 'name', op: 'eq', value: String(inventedCustomer(777_777).name) }, '-created_at'],
  ['name starts', { field: 'name', op: 'starts', value: 'zozo' }, '-created_at'],
  [
    'emails has',
    { field: 'emails', op: 'has', value: (inventedCustomer(500_000).emails as { value: string }[])[0]!.value },
    '-created_at',
  ],
  ['external_id =', { field: 'external_id', op: 'eq', value: 'c00123456' }, '-created_at'],
  ['name contains wagn', { field: 'name', op: 'contains', value: 'wagn' }, '-created_at'],
  ['name contains an, the commonest', { field: 'name', op: 'contains', value: 'an' }, '-created_at'],
  ['name contains xyxy, nobody', { field: 'name', op: 'contains', value: 'xyxy' }, '-created_at'],
  ['name contains 伟芳, by value', { field: 'name', op: 'contains', value: '伟芳' }, '-value'],
  ['emails contain a piece, by name', { field: 'emails', op: 'contains', value: 'gone77' }, 'name'],
  ['no orders', { none: 'order.customer' }, '-created_at'],
  ['value >= 99000', { field: 'value', op: 'gte', value: '99000' }, '-created_at'],
  [
    'all of three',
    {
      all: [
        { field: 'lifecycle', op: 'in', value: ['active', 'lapsed'] },
        { field: 'country', op: 'ne', value: 'China' },
        { field: 'created_at', op: 'gte', value: '-700d' },
      ],
    },
    '-value',
  ],
]
if (wanted.includes('filters')) {
  await settleTrigrams(db, vocabulary, new AbortController().signal)
  for (const [name, filter, sort] of filters)
    await measured(`list ${name}`, 60, () => own.list('customer', { filter, sort: [sort] }))
  await measured('total, no filter', 30, () => own.list('customer', { limit: 1, total: true }))
}

/** What people type: beginnings of names of customers that are there, as they grow letter by letter. */
function typed(i: number): string {
  const row = inventedCustomer((i * 104_729) % 1_000_000)
  const name = String(row.name)
  const phone = (row.phones as { value: string }[] | null)?.[0]?.value
  const mail = (row.emails as { value: string }[])[0]!.value
  const choices = [
    name.slice(0, 2),
    name.slice(0, 3),
    name.slice(0, 5),
    name,
    mail.slice(0, 6),
    mail.slice(0, 14),
    phone?.slice(0, 8) ?? name,
    String(row.external_id).slice(0, 7),
  ]
  return choices[i % choices.length]!
}

if (wanted.includes('search')) {
  await measured('search, mixed', 800, (i) => own.search(typed(i)))
  for (const [name, query] of [
    ['an', 'an'],
    ['john smith', 'john smith'],
    ['two Chinese characters', '王伟'],
    ['one Chinese character', '王'],
    ['pinyin initials', 'wwf'],
    ['pinyin', 'wangwei'],
    ['not there', 'qqqqqqq'],
    ['domain', 'example.com'],
    ['+44 7700 9', '+44 7700 9'],
  ] as const)
    await measured(`search ${name}`, 100, () => own.search(query))
}
await db.close()

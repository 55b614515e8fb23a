/*
 * CPU of the engine against the bare ceiling, without HTTP: one named prepared statement by `pg` and JSON.stringify.
 * node benchmarks/records/ratio.ts <DATABASE_URL of a filled database on this machine>
 * CPU is that of this process and of its one connection's server process, as /proc tells it.
 */
import { readFileSync } from 'node:fs'
import { openDatabase } from '@rapport/server/database/pool.ts'
import { sql } from '@rapport/server/database/sql.ts'
import { parsedJson } from '@rapport/server/database/types.ts'
import { makeIds } from '@rapport/server/ids.ts'
import { theSystem } from '@rapport/server/records/person.ts'
import { createRecords } from '@rapport/server/records/records.ts'
import { searchTokens } from '@rapport/server/records/search-tokens.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import pg from 'pg'
import { inventedCustomer } from './people.ts'

const url = process.argv[2]
if (!url) throw new Error('Give the URL of a filled database.')
const db = openDatabase({ address: { url }, connections: 1 })
const bare = new pg.Client({ connectionString: url, types: parsedJson })
await bare.connect()
const clock = () => new Date()
const newId = makeIds(clock)
const engine = createRecords({ db, vocabulary: () => vocabulary, clock, newId, areas: {}, changed: () => undefined })
const records = engine.as(theSystem('command'))
const customer = vocabulary.find('customer')!
const columns = ['id', ...Object.keys(customer.fields)].map((name) => `"${name}"`).join(', ')

const pidOf = {
  engine: (await db.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)).pid,
  bare: Number((await bare.query('select pg_backend_pid() as pid')).rows[0].pid),
}

/** Milliseconds of CPU that a process has used; the kernel counts in hundredths of a second. */
function used(pid: number): number {
  const parts = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(parts[11]) + Number(parts[12])) * 10
}

async function cpu(pid: number, count: number, work: (i: number) => Promise<unknown>): Promise<number> {
  for (let i = 0; i < 200; i++) await work(i)
  const [own, server] = [process.cpuUsage(), used(pid)]
  for (let i = 0; i < count; i++) await work(i)
  const { user, system } = process.cpuUsage(own)
  return ((user + system) / 1000 + used(pid) - server) / count
}

async function compare(
  name: string,
  count: number,
  ours: (i: number) => Promise<unknown>,
  theirs: (i: number) => Promise<unknown>,
): Promise<void> {
  const ratios: number[] = []
  let [a, b] = [0, 0]
  for (let round = 0; round < 5; round++) {
    b = await cpu(pidOf.bare, count, theirs)
    a = await cpu(pidOf.engine, count, ours)
    ratios.push(a / b)
  }
  ratios.sort((one, other) => one - other)
  console.log(
    `${name.padEnd(30)} engine ${a.toFixed(3)} ms   bare ${b.toFixed(3)} ms   ratio ${ratios[2]!.toFixed(2)} (${ratios[0]!.toFixed(2)}–${ratios[4]!.toFixed(2)})`,
  )
}

const listText = `select ${columns} from customer where deleted_at is null and lifecycle = $1 order by created_at desc, id desc limit 50`
const filter = { field: 'lifecycle', op: 'eq', value: 'active' } as const
await compare(
  'list of 50, filtered, sorted',
  1_000,
  async () => JSON.stringify(await records.list('customer', { filter, sort: ['-created_at'] })),
  async () => JSON.stringify({ data: (await bare.query({ name: 'list', text: listText, values: ['active'] })).rows }),
)

const { rows } = await bare.query<{ id: string }>(
  'select id from customer where deleted_at is null order by id limit 5000',
)
const idAt = (i: number) => rows[(i * 7) % rows.length]!.id
const getText = `select ${columns} from customer where id = $1`
await compare(
  'get',
  3_000,
  async (i) => JSON.stringify(await records.get('customer', idAt(i))),
  async (i) => JSON.stringify((await bare.query({ name: 'get', text: getText, values: [idAt(i)] })).rows[0]),
)

let made = 2_000_000
const values = () => {
  const { orders: _, value: __, ...given } = inventedCustomer(made++)
  return { ...given, external_id: `R${made}-${process.pid}`, phones: given.phones ?? undefined }
}
const names = Object.keys(values())
const insertText = `insert into customer (id, ${names.map((name) => `"${name}"`).join(', ')}, search, created_at, updated_at, version)
  values ($1, ${names.map((_, i) => `$${i + 2}`).join(', ')}, $${names.length + 2}, $${names.length + 3}, $${names.length + 3}, 1) returning ${columns}`
await compare(
  'create, durable',
  400,
  async () => JSON.stringify(await records.create('customer', values())),
  async () => {
    const row: { [name: string]: unknown } = values()
    const encoded = names.map((name) =>
      typeof row[name] === 'object' && row[name] ? JSON.stringify(row[name]) : row[name],
    )
    const all = [newId(), ...encoded, searchTokens(customer, row), clock().toISOString()]
    return JSON.stringify((await bare.query({ name: 'create', text: insertText, values: all })).rows[0])
  },
)
await bare.end()
await db.close()

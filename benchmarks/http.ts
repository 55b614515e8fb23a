/*
 * What a request costs in CPU, of the server and of PostgreSQL together, against the bare ceiling in the same run.
 *
 *   node benchmarks/http.ts [folder of the database, kept for the next run] [customers] [rounds]
 */
import { fork } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '@rapport/server/config.ts'
import type { Runner } from '@rapport/server/database/runner.ts'
import { sql } from '@rapport/server/database/sql.ts'
import { openHouse } from '@rapport/server/house.ts'
import { createOwner } from '@rapport/server/http/setup.ts'
import { cpuSeconds } from './http/cpu.ts'
import { openFilled } from './http/fill.ts'
import { type Ask, type Sender, sendAll } from './http/load.ts'

const folder = process.argv[2] ?? join(tmpdir(), 'rapport-benchmark')
const customers = Number(process.argv[3] ?? 1_000_000)
const rounds = Number(process.argv[4] ?? 7)
const connections = 10
const owner = { name: 'Bench', email: 'bench@example.com', password: 'seven blue lanterns', language: 'en' as const }

const start = (file: string, ...args: string[]): Promise<{ pid: number; port: number; stop: () => void }> =>
  new Promise((resolve, reject) => {
    const child = fork(new URL(`./http/${file}`, import.meta.url), args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.once('message', ({ port }: { port: number }) => resolve({ pid: child.pid!, port, stop: () => child.kill() }))
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })

const countries = ['Germany', 'France', 'Spain', 'Italy', 'China', 'Japan', 'Canada', 'Brazil', 'India', 'Norway']
const lifecycles = ['prospective', 'active', 'lapsed']
const pick = <T>(list: readonly T[], i: number): T => list[i % list.length]!

let made = 0
const newCustomer = (i: number): string => {
  const n = `${process.pid}-${made++}-${i}`
  return JSON.stringify({
    type: 'person',
    name: `Bench Number${n}`,
    emails: [{ value: `bench.${n}@example.com` }],
    phones: [{ value: `+4930${String(1_000_000 + i)}` }],
    country: pick(countries, i),
    lifecycle: pick(lifecycles, i),
    external_id: `B${n}`,
  })
}

interface Work {
  readonly name: string
  readonly count: number
  readonly ceiling: (i: number) => Ask
  readonly house: (i: number) => Ask
}

const filterOf = (i: number) =>
  encodeURIComponent(
    JSON.stringify({
      all: [
        { field: 'lifecycle', op: 'eq', value: pick(lifecycles, i) },
        { field: 'country', op: 'eq', value: pick(countries, i) },
      ],
    }),
  )

const works = (ids: readonly string[]): Work[] => [
  {
    name: 'list of 50, filtered and sorted',
    count: 600,
    ceiling: (i) => ({ method: 'GET', path: `/list?lifecycle=${pick(lifecycles, i)}&country=${pick(countries, i)}` }),
    house: (i) => ({ method: 'GET', path: `/api/v1/customers?sort=-created_at&limit=50&filter=${filterOf(i)}` }),
  },
  {
    name: 'get',
    count: 4_000,
    ceiling: (i) => ({ method: 'GET', path: `/get/${pick(ids, i * 7)}` }),
    house: (i) => ({ method: 'GET', path: `/api/v1/customers/${pick(ids, i * 7)}` }),
  },
  {
    name: 'create, durable',
    count: 1_500,
    ceiling: (i) => ({ method: 'POST', path: '/create', body: newCustomer(i) }),
    house: (i) => ({ method: 'POST', path: '/api/v1/customers', body: newCustomer(i) }),
  },
]

async function signedIn(db: Parameters<typeof openHouse>[0]['db']): Promise<void> {
  const known = await db.maybe(sql`select 1 from "user" where email = ${owner.email}`)
  if (known) return
  const config = { ...readConfig({ RAPPORT_DATA: folder }, process.cwd()), url: 'http://localhost' }
  const house = await openHouse({ db, config, clock: () => new Date() })
  await createOwner(house, owner)
  await house.close()
}

const cookieFrom = async (port: number): Promise<string> => {
  const reply = await fetch(`http://127.0.0.1:${port}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: owner.email, password: owner.password }),
  })
  if (!reply.ok) throw new Error(`Signing in failed: ${await reply.text()}`)
  return reply.headers.get('set-cookie')!.split(';')[0]!
}

const someIds = async (db: Runner) =>
  (await db.query<{ id: string }>(sql`select id from customer tablesample system (0.5) limit 3000`)).map(
    (row) => row.id,
  )

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!
const microseconds = (seconds: number): string => `${(seconds * 1e6).toFixed(0)} µs`

type Filled = Awaited<ReturnType<typeof openFilled>>

async function main() {
  const filled = await openFilled(folder, customers, console.log)
  // A PostgreSQL left behind would go on holding the folder.
  try {
    await measure(filled)
  } finally {
    await filled.db.close()
    await filled.cluster.stop()
  }
}

async function measure({ cluster, address, db }: Filled) {
  await signedIn(db)
  const ids = await someIds(db)
  const ceiling = await start('ceiling.ts', JSON.stringify(address))
  const house = await start('house.ts', JSON.stringify(address), folder)
  const cookie = await cookieFrom(house.port)
  const senders: Record<'ceiling' | 'house', Sender & { pid: number }> = {
    ceiling: { port: ceiling.port, headers: {}, connections, pid: ceiling.pid },
    house: { port: house.port, headers: { cookie }, connections, pid: house.pid },
  }
  const costOf = async (who: 'ceiling' | 'house', work: Work): Promise<{ server: number; database: number }> => {
    const before = [cpuSeconds(senders[who].pid), cpuSeconds(cluster.pid()!)]
    await sendAll(senders[who], work[who], work.count)
    const after = [cpuSeconds(senders[who].pid), cpuSeconds(cluster.pid()!)]
    return { server: (after[0]! - before[0]!) / work.count, database: (after[1]! - before[1]!) / work.count }
  }
  console.log(
    `${customers} customers, ${rounds} rounds, ${connections} connections; CPU per request, server + PostgreSQL`,
  )
  for (const work of works(ids)) {
    const costs = {
      ceiling: [] as { server: number; database: number }[],
      house: [] as { server: number; database: number }[],
    }
    for (let round = -1; round < rounds; round++)
      for (const who of ['ceiling', 'house'] as const) {
        const cost = await costOf(who, work)
        if (round >= 0) costs[who].push(cost)
      }
    const sum = (who: 'ceiling' | 'house') => median(costs[who].map((one) => one.server + one.database))
    const part = (who: 'ceiling' | 'house', which: 'server' | 'database') =>
      microseconds(median(costs[who].map((one) => one[which])))
    const ratios = costs.house.map(
      (one, i) => (one.server + one.database) / (costs.ceiling[i]!.server + costs.ceiling[i]!.database),
    )
    console.log(
      `${work.name}: ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}); ` +
        `ceiling ${microseconds(sum('ceiling'))} = ${part('ceiling', 'server')} + ${part('ceiling', 'database')}; ` +
        `Rapport ${microseconds(sum('house'))} = ${part('house', 'server')} + ${part('house', 'database')}`,
    )
  }
  ceiling.stop()
  house.stop()
}

await main()

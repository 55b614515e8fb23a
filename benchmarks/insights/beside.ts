/*
 * Whether lists answer as fast while a model learns: requests come at a steady rate, for a while with and for a while without learning in
 * the same server process, in turn.
 *
 *   node benchmarks/insights/beside.ts <URL of a filled database> [kind, lapse] [requests a second, 5] [seconds of each while, 40] [rounds, 3]
 */
import { fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { readConfig } from '@rapport/server/config.ts'
import { openDatabase } from '@rapport/server/database/pool.ts'
import { sql } from '@rapport/server/database/sql.ts'
import { openHouse } from '@rapport/server/house.ts'
import { createOwner } from '@rapport/server/http/setup.ts'

const [url, kind = 'lapse', rate = '5', seconds = '40', rounds = '3'] = process.argv.slice(2)
if (!url) throw new Error('Give the URL of a filled database.')
const owner = { name: 'Bench', email: 'bench@example.com', password: 'seven blue lanterns', language: 'en' as const }
const folder = join(tmpdir(), 'rapport-benchmark-beside')
mkdirSync(folder, { recursive: true })
const db = openDatabase({ address: { url }, connections: 2 })

async function model(): Promise<string> {
  const there = await db.maybe<{ id: string }>(sql`select id from model where kind = ${kind} and deleted_at is null`)
  if (there) return there.id
  const { id } = await db.one<{ id: string }>(sql`
    insert into model (id, name, kind, object, status, refresh, created_at, updated_at, version)
    values (gen_random_uuid(), ${kind}, ${kind}, 'customer', 'draft', 'nightly', now(), now(), 1) returning id`)
  return id
}

async function signUp(): Promise<void> {
  if (await db.maybe(sql`select 1 from "user" where email = ${owner.email}`)) return
  const config = { ...readConfig({ RAPPORT_DATA: folder, DATABASE_URL: url! }, process.cwd()), url: 'http://localhost' }
  // The first person is made in a house without any; those that records/fill.ts made come back after.
  await db.run(sql`create table invented as select * from "user"`)
  await db.run(sql`delete from "user"`)
  const house = await openHouse({ db: openDatabase({ address: { url: url! } }), config, clock: () => new Date() })
  await createOwner(house, owner)
  await house.close()
  await db.run(sql`insert into "user" select * from invented`)
  await db.run(sql`drop table invented`)
}

const percentile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!

await signUp()
const id = await model()
const { until } = await db.one<{ until: string }>(sql`select max(placed_at) as until from "order"`)
const house = fork(new URL('./beside-house.ts', import.meta.url), [url, folder])
const port = await new Promise<number>((resolve) =>
  house.once('message', (word: { port: number }) => resolve(word.port)),
)
const base = `http://127.0.0.1:${port}/api/v1`
const signedIn = await fetch(`${base}/auth/sign-in`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ email: owner.email, password: owner.password }),
})
if (!signedIn.ok) throw new Error(`Signing in failed: ${await signedIn.text()}`)
const headers = { cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! }

const countries = ['Germany', 'France', 'Spain', 'Italy', 'China', 'Japan', 'Norway']
const asks: readonly ((i: number) => string)[] = [
  () => '/customers?sort=-created_at&limit=50',
  (i) =>
    `/customers?sort=name&limit=50&filter=${encodeURIComponent(JSON.stringify({ field: 'country', op: 'eq', value: countries[i % countries.length] }))}`,
  () => '/orders?sort=-placed_at&limit=50',
  () => '/customers?sort=-value&limit=50',
]

/** Each request is sent at its moment, whether or not those before have been answered. */
async function lists(): Promise<number[]> {
  const times: number[] = []
  const count = Number(rate) * Number(seconds)
  const began = performance.now()
  const sent = Array.from({ length: count }, async (_, i) => {
    await setTimeout(Math.max(0, (i * 1_000) / Number(rate) - (performance.now() - began)))
    const at = performance.now()
    const reply = await fetch(`${base}${asks[i % asks.length]!(i)}`, { headers })
    await reply.arrayBuffer()
    if (!reply.ok) throw new Error(`A list answered ${reply.status}.`)
    times.push(performance.now() - at)
  })
  await Promise.all(sent)
  return times
}

const told = (name: string, times: readonly number[]): void =>
  console.log(
    `${name.padEnd(8)} median ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms; load ${loadavg()[0]!.toFixed(1)}`,
  )

const stages = new Set<string>()
let ended = true
house.on('message', (word: { stage?: string; ended?: true; failed?: string }) => {
  if (word.stage) stages.add(word.stage)
  if (word.ended) ended = true
  if (word.failed) console.log(`learning ended: ${word.failed}`)
})
const learn = (): void => {
  ended = false
  house.send({ learn: 'train', input: { model: id }, now: new Date(Date.parse(until) + 86_400_000).toISOString() })
}

await lists()
const [alone, beside]: [number[], number[]] = [[], []]
for (let round = 0; round < Number(rounds); round++) {
  const some = await lists()
  told('alone', some)
  alone.push(...some)
  if (ended) learn()
  const others = await lists()
  told(ended ? 'partly' : 'learning', others)
  beside.push(...others)
  house.send('stop')
  while (!ended) await setTimeout(200)
}
told('alone', alone)
told('learning', beside)
console.log(
  `p95 beside learning is ${(percentile(beside, 0.95) / percentile(alone, 0.95)).toFixed(2)} of that alone (at most 1.20)`,
)
console.log(`stages: ${[...stages].join(', ')}`)
house.kill('SIGKILL')
await db.close()

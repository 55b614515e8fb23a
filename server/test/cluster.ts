/*
 * One PostgreSQL for a whole run of the tests, started by the first file that asks for a world: the embedded one,
 * or the one that RAPPORT_TEST_DATABASE_URL names. Files get databases of their own, cloned from one template.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startCluster } from '../database/embedded/cluster.ts'
import { stopLeftover } from '../database/embedded/leftover.ts'
import { pause } from '../database/embedded/process.ts'
import { migrate } from '../database/migrate.ts'
import type { Address } from '../database/pool.ts'
import { openSession } from '../database/session.ts'
import { sql } from '../database/sql.ts'

/** Where the run keeps its things, and the prefix of every database it makes. */
export type Run = { folder: string; prefix: string }
export type TestCluster = { address: Address; template: string }

declare module 'vitest' {
  interface ProvidedContext {
    run: Run
  }
}

export default function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-test-'))
  const run = { folder, prefix: `rapport_test_${process.pid}_${process.hrtime()[1]}` }
  project.provide('run', run)
  return () => teardown(run)
}

async function teardown(run: Run) {
  const outside = outsideAddress()
  if (outside && existsSync(readyFile(run))) await dropAll(outside, run.prefix)
  const database = join(run.folder, 'database')
  if (existsSync(database)) await stopLeftover(database)
  rmSync(run.folder, { recursive: true, force: true })
}

const readyFile = (run: Run) => join(run.folder, 'ready.json')

function outsideAddress(): Address | undefined {
  const url = process.env.RAPPORT_TEST_DATABASE_URL
  return url ? { url } : undefined
}

/** The same server, another database. */
export function inDatabase(address: Address, database: string): Address {
  if (!('url' in address)) return { ...address, database }
  const url = new URL(address.url)
  url.pathname = `/${database}`
  return { url: url.href }
}

/** The cluster of this run; whoever asks first starts it, the others wait. */
export async function theCluster(run: Run): Promise<TestCluster> {
  if (!existsSync(readyFile(run)) && isFirst(run)) await start(run)
  for (let waited = 0; !existsSync(readyFile(run)); waited += 20) {
    if (waited > 60_000) throw new Error('The PostgreSQL of this test run did not start; see the first failing file.')
    await pause(20)
  }
  return JSON.parse(readFileSync(readyFile(run), 'utf8')) as TestCluster
}

function isFirst(run: Run): boolean {
  try {
    mkdirSync(join(run.folder, 'starting'))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

// Tests throw their data away, so they need not wait for the disk; those about durability start their own server.
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' }

async function start(run: Run) {
  const settings = { ...fast, max_connections: '150' }
  const address = outsideAddress() ?? (await startCluster({ dataFolder: run.folder, settings })).address()
  const template = `${run.prefix}_template`
  await createDatabase(address, template)
  await migrate(inDatabase(address, template))
  writeFileSync(`${readyFile(run)}.new`, JSON.stringify({ address, template }))
  renameSync(`${readyFile(run)}.new`, readyFile(run))
}

export async function createDatabase(address: Address, name: string, template = 'template0') {
  const session = await openSession(address)
  try {
    await session.run(sql`create database ${sql.id(name)} template ${sql.id(template)} encoding 'UTF8'`)
  } finally {
    await session.close()
  }
}

export async function dropDatabase(address: Address, name: string) {
  const session = await openSession(address)
  try {
    await session.run(sql`drop database if exists ${sql.id(name)} with (force)`)
  } finally {
    await session.close()
  }
}

async function dropAll(address: Address, prefix: string) {
  const session = await openSession(address)
  const names = await session.query<{ datname: string }>(
    sql`select datname from pg_database where starts_with(datname, ${prefix})`,
  )
  await session.close()
  for (const { datname } of names) await dropDatabase(address, datname)
}

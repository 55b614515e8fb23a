import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { sql } from '../sql.ts'
import { startDatabase } from '../start.ts'
import { isRunning, postgresIn, signal, until } from './process.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-sudden-'))
const database = join(folder, 'database')
const writer = fileURLToPath(new URL('./writer.ts', import.meta.url))
afterAll(() => {
  for (const pid of postgresIn(database)) signal(pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const acknowledged: number[] = []

type Writer = { child: ChildProcess; postgres: number; told: string[]; count(): number }

function startWriter(): Promise<Writer> {
  const from = Math.max(-1, ...acknowledged) + 1_000
  const child = spawn(process.execPath, [writer, folder, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const told: string[] = []
  let rest = ''
  let mine = 0
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The writer ended with ${code}: ${told.join(' ')}`)))
    child.stdout.on('data', (chunk) => {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line.startsWith('#')) told.push(line)
        else if (line.startsWith('ready')) resolve({ child, postgres: Number(line.slice(6)), told, count: () => mine })
        else {
          acknowledged.push(Number(line))
          mine++
        }
      }
    })
  })
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('close', resolve))

/** Rounds differ in how long they write before the end comes, so that it comes at every kind of moment. */
const writesBefore = (round: number) => 40 + ((round * 67) % 300)

async function round(n: number, kill: (writer: Writer) => void) {
  const writer = await startWriter()
  expect(await until(() => writer.count() >= writesBefore(n), 20_000, 2)).toBe(true)
  const closed = ended(writer.child)
  kill(writer)
  await closed
  return writer
}

async function lost(): Promise<number[]> {
  const config = readConfig({ RAPPORT_DATA: folder }, folder)
  const { db, stop } = await startDatabase(config, () => undefined)
  const rows = await db.query<{ n: number }>(sql`select n from acknowledged`)
  await stop()
  const there = new Set(rows.map((row) => row.n))
  return acknowledged.filter((n) => !there.has(n))
}

test('the server killed in the middle of writes loses nothing it acknowledged', { timeout: 300_000 }, async () => {
  for (let n = 0; n < 8; n++) await round(n, ({ child }) => child.kill('SIGKILL'))
  expect(await lost()).toEqual([])
  expect(acknowledged.length).toBeGreaterThan(8 * 40)
})

test('the server and PostgreSQL killed together lose nothing', { timeout: 300_000 }, async () => {
  for (let n = 0; n < 8; n++)
    await round(n, ({ child, postgres }) => {
      if (n % 2 === 0) child.kill('SIGKILL')
      for (const pid of n % 4 < 2 ? [postgres] : postgresIn(database)) signal(pid, 'SIGKILL')
      child.kill('SIGKILL')
    })
  expect(await lost()).toEqual([])
})

test('PostgreSQL killed under a running server comes back, and writing goes on', { timeout: 300_000 }, async () => {
  const writer = await startWriter()
  for (let n = 0; n < 6; n++) {
    const target = writer.count() + writesBefore(n)
    expect(await until(() => writer.count() >= target, 30_000, 2)).toBe(true)
    const [postmaster, ...others] = postgresIn(database)
    // Now the whole, now one of its children, after which PostgreSQL resets itself.
    signal(n % 2 === 0 ? postmaster! : others.at(-1)!, 'SIGKILL')
  }
  const target = writer.count() + 100
  expect(await until(() => writer.count() >= target, 30_000, 2)).toBe(true)
  const closed = ended(writer.child)
  writer.child.kill('SIGKILL')
  await closed
  expect(writer.told.some((line) => line.includes('ended unexpectedly'))).toBe(true)
  expect(await lost()).toEqual([])
})

test('a PostgreSQL left behind is found, stopped and told of', { timeout: 120_000 }, async () => {
  const first = await round(1, ({ child }) => child.kill('SIGKILL'))
  expect(isRunning(first.postgres)).toBe(true)
  const told: string[] = []
  const { stop } = await startDatabase(readConfig({ RAPPORT_DATA: folder }, folder), (line) => told.push(line))
  await stop()
  expect(isRunning(first.postgres)).toBe(false)
  expect(told).toContain('A PostgreSQL left behind by an earlier run was found and stopped.')
  expect(postgresIn(database)).toEqual([])
})

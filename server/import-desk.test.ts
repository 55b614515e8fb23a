import { type ChildProcess, spawn } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { postgresIn, signal, until } from './database/embedded/process.ts'
import { sql } from './database/sql.ts'
import { joinDatabase } from './database/start.ts'
import { type OpenHouse, openHouse } from './house.ts'
import { importDesk } from './import-desk.ts'
import { theSystem } from './records/person.ts'
import { openDesk } from './test/import.ts'
import { useWorld } from './test/world.ts'

const world = useWorld()
const folder = mkdtempSync(join(tmpdir(), 'rapport-import-desk-'))
const me = theSystem('import')
const clock = () => new Date('2026-11-29T08:00:00Z')
const people = (rows: number): string =>
  `Customer ID,Name,E-mail,Phone,Country\n${Array.from({ length: rows }, (_, i) => `K${i},Name ${i},n${i}@example.com,020 7946 ${String(i % 10_000).padStart(4, '0')},United Kingdom\n`).join('')}`

const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  for (const pid of postgresIn(join(folder, 'database'))) signal(pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

test('a thread of its own imports, undoes, tells of changes and leaves off when told', async () => {
  const { imports, admin, upload, place } = await openDesk(world.db)
  let told = 0
  const desk = importDesk({ db: world.db, config: readConfig({}, folder), clock, changed: () => told++ })
  const row = await upload(people(6_000))
  const task = { id: row.id, what: 'run', person: admin, path: place(row.file_sha256), sheet: false } as const
  await imports.start(admin, row.id)
  const stopped = AbortSignal.abort()
  await expect(desk(task, stopped)).rejects.toThrow('The server stops.')
  expect(await imports.get(admin, row.id)).toMatchObject({ done: 0 })
  await desk(task, new AbortController().signal)
  expect(await imports.get(admin, row.id)).toMatchObject({ state: 'done', counts: { created: 6_000 } })
  expect(told).toBeGreaterThan(0)
  const [change] = await world.db.query(sql`select person, via from change limit 1`)
  expect(change).toEqual({ person: admin.id, via: 'import' })
  await imports.undo(admin, row.id)
  await desk({ ...task, what: 'undo' }, new AbortController().signal)
  expect(await imports.get(admin, row.id)).toMatchObject({ state: 'undone', undone: { undone: 6_000 } })
})

const config = readConfig({ RAPPORT_DATA: folder }, folder)
const main = fileURLToPath(new URL('./main.ts', import.meta.url))

/** The house on the running server's database, or on a database started for the while. */
const visit = async <T>(work: (house: OpenHouse) => Promise<T>): Promise<T> => {
  const { db, stop } = await joinDatabase(config, () => undefined)
  const house = await openHouse({ db, config, clock, tell: () => undefined })
  try {
    return await work(house)
  } finally {
    await house.close()
    await stop()
  }
}

/** Asks again and again until the answer will do. */
const once = async <T>(ask: () => Promise<T>, will: (answer: T) => boolean): Promise<T> => {
  for (let tries = 0; ; tries++) {
    const answer = await ask()
    if (will(answer) || tries === 6_000) return answer
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const serve = async (): Promise<ChildProcess> => {
  const env = { PATH: process.env.PATH, RAPPORT_DATA: folder, PORT: '0' }
  const child = spawn(process.execPath, [main, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  expect(await until(() => said.includes('Rapport runs at') || child.exitCode !== null, 60_000, 20)).toBe(true)
  return child
}

test('an import survives the server killed in its middle, twice, and every row is there once', {
  timeout: 300_000,
}, async () => {
  const rows = 40_000
  const file = join(folder, 'people.csv')
  const id = await visit(async (house) => {
    writeFileSync(file, people(rows))
    const stored = await house.files.put(createReadStream(file), 'people.csv', Number.MAX_SAFE_INTEGER)
    const row = await house.imports.begin(me, { name: 'people.csv', ...stored })
    await house.wake()
    await house.imports.start(me, row.id)
    return row.id
  })
  for (const reached of [1, 12_000]) {
    const child = await serve()
    const closed = new Promise((resolve) => child.once('close', resolve))
    await visit(async ({ imports }) => {
      await once(
        () => imports.get(me, id),
        ({ done, state }) => done >= reached || state === 'done',
      )
      child.kill('SIGKILL')
      await closed
      const left = await imports.get(me, id)
      expect(left).toMatchObject({ state: 'running' })
      expect(left.done).toBeGreaterThanOrEqual(reached)
      expect(left.done).toBeLessThan(rows)
    })
  }
  const child = await serve()
  await visit(async ({ imports, db }) => {
    await once(
      () => imports.get(me, id),
      ({ state }) => state !== 'running' && state !== 'waiting',
    )
    expect(await imports.get(me, id)).toMatchObject({ done: rows, counts: { created: rows, updated: 0, refused: 0 } })
    const sums = await db.one(sql`
      select count(*)::int as rows, count(distinct external_id)::int as keys,
        (select count(distinct record)::int from change where batch = ${id}::uuid and verb = 'create') as changes,
        (select count(*)::int from change where batch = ${id}::uuid) as all_changes
      from customer`)
    expect(sums).toEqual({ rows, keys: rows, changes: rows, all_changes: rows })
  })
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGTERM')
  await closed
})

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorld, type World } from '../test/world.ts'
import { migrate } from './migrate.ts'
import { readMigrations } from './migrations.ts'
import { sql } from './sql.ts'

let world: World
let folder: string

beforeEach(async () => {
  world = await openWorld({ empty: true })
  folder = mkdtempSync(join(tmpdir(), 'rapport-migrations-'))
})

afterEach(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const run = (upTo?: number) => migrate(world.address, { migrations: readMigrations(folder), upTo })

test('migrations run in order, once each', async () => {
  write('0002_second.sql', 'alter table thing add column name text;')
  write('0001_first.sql', 'create table thing (id int); insert into thing values (1);')
  write('notes.txt', 'not a migration')
  expect(await run()).toEqual({ applied: ['0001_first.sql', '0002_second.sql'], version: 2 })
  expect(await run()).toEqual({ applied: [], version: 2 })
  expect(await world.db.query(sql`select * from thing`)).toEqual([{ id: 1, name: null }])
})

test('a migration in TypeScript gets the transaction', async () => {
  write(
    '0001_first.ts',
    'export const up = async (tx: { copyIn: unknown, query(s: unknown): Promise<unknown> }) => { await tx.query({ text: "create table typed (id int)", values: [] }) }',
  )
  await run()
  expect(await world.db.query(sql`select * from typed`)).toEqual([])
})

test('a failing migration is undone whole, named with its line, and halts the rest', async () => {
  write('0001_good.sql', 'create table good (id int);')
  write('0002_bad.sql', 'create table half (id int);\n\nalter table missing add column x int;\n')
  write('0003_never.sql', 'create table never (id int);')
  await expect(run()).rejects.toMatchObject({
    code: 'migration_failed',
    message: expect.stringMatching(/^Migration 0002_bad\.sql failed.*relation "missing" does not exist/),
  })
  const tables = await world.db.query(sql`select tablename from pg_tables where schemaname = 'public'`)
  expect(tables).toEqual([{ tablename: 'good' }])
})

test('a syntax error is named with its line', async () => {
  write('0001_bad.sql', 'create table a (id int);\ncreate tabel b (id int);\n')
  await expect(run()).rejects.toThrow('Migration 0001_bad.sql failed in line 2')
})

test('a migration edited after it ran is refused', async () => {
  write('0001_first.sql', 'create table thing (id int);')
  await run()
  write('0001_first.sql', 'create table thing (id bigint);')
  await expect(run()).rejects.toMatchObject({ code: 'migration_changed' })
})

test('line endings of another system are not an edit', async () => {
  write('0001_first.sql', 'create table thing\n(id int);')
  await run()
  write('0001_first.sql', 'create table thing\r\n(id int);')
  expect((await run()).applied).toEqual([])
})

test('a database of a newer version is refused', async () => {
  write('0001_first.sql', 'select 1;')
  write('0002_newer.sql', 'select 2;')
  await run()
  rmSync(join(folder, '0002_newer.sql'))
  await expect(run()).rejects.toMatchObject({
    code: 'schema_newer',
    message: expect.stringContaining('0002_newer.sql'),
  })
})

test('a restore can stop at an earlier version', async () => {
  write('0001_first.sql', 'select 1;')
  write('0002_second.sql', 'select 2;')
  expect(await run(1)).toEqual({ applied: ['0001_first.sql'], version: 1 })
  expect(await run()).toEqual({ applied: ['0002_second.sql'], version: 2 })
})

test('an index can be built without a transaction', async () => {
  write('0001_first.sql', 'create table thing (id int);')
  write('0002_index.sql', '-- without transaction\ncreate index concurrently thing_id on thing (id);')
  expect((await run()).version).toBe(2)
})

test('two migrations with one number are refused', () => {
  write('0001_first.sql', 'select 1;')
  write('0001_other.sql', 'select 2;')
  expect(() => readMigrations(folder)).toThrow('carry the number')
})

test('processes that start at the same moment migrate once', async () => {
  write('0001_first.sql', 'create table thing (id int); select pg_sleep(0.3);')
  write('0002_second.sql', 'insert into thing values (1);')
  const racer = fileURLToPath(new URL('./migrate.racer.ts', import.meta.url))
  const race = () =>
    new Promise<number | null>((resolve) => {
      spawn(process.execPath, [racer, JSON.stringify(world.address), folder], { stdio: 'inherit' }).once(
        'exit',
        resolve,
      )
    })
  expect(await Promise.all([race(), race(), race()])).toEqual([0, 0, 0])
  expect(await world.db.query(sql`select id from thing`)).toEqual([{ id: 1 }])
})

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createDatabase, dropDatabase, inDatabase } from '../../test/cluster.ts'
import { openWorld, type World } from '../../test/world.ts'
import { startCluster } from '../embedded/cluster.ts'
import { readMigrations } from '../migrations.ts'
import type { Address } from '../pool.ts'
import { openSession } from '../session.ts'
import { sql } from '../sql.ts'
import { backUp, filesIn } from './backup.ts'
import { describe } from './description.ts'
import { withRows } from './manifest.ts'
import { restore } from './restore.ts'

let world: World
const folder = mkdtempSync(join(tmpdir(), 'rapport-backup-'))
const file = join(folder, 'all.zip')
const files = join(folder, 'files')
const opened: World[] = []

beforeAll(async () => {
  world = await openWorld()
  await fill(world)
  for (const [path, text] of [
    ['a/photo.bin', '\0\u0001binary'],
    ['b/c/名字.txt', '文件'],
    ['empty', ''],
  ] as const) {
    mkdirSync(dirname(join(files, path)), { recursive: true })
    writeFileSync(join(files, path), text)
  }
  await save(world.address, file)
})
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

const save = (from: Address, to: string, filesFolder = files) =>
  backUp({ from, filesFolder, to, createdAt: '2026-11-23T12:00:00Z', rapport: '0.1.0' })

/** What users and other programs make beside our own tables: every shape that a backup has to carry. */
async function fill({ address }: World) {
  const session = await openSession(address)
  await session.script(`
    create schema auth2; create extension if not exists pg_trgm;
    create type auth2.mood as enum ('calm', 'it''s fine');
    create function auth2.twice(n int) returns int language sql immutable as 'select n * 2';
    create sequence auth2.counter start 5 increment 5;
    create table auth2.person (
      id int generated always as identity primary key, "select" text not null default 'x''y', mood auth2.mood,
      doubled int generated always as (auth2.twice(40)) stored, code serial, chief int references auth2.person (id),
      tags text[], extra jsonb, amount numeric(12, 2) check (amount >= 0), at timestamptz not null default now(), raw bytea,
      counted bigint not null default nextval('auth2.counter'));
    create index person_trigram on auth2.person using gin ("select" gin_trgm_ops);
    create unique index person_mood on auth2.person (mood) where mood = 'calm';
    create view auth2.calm as select id from auth2.person where mood = 'calm';
    create materialized view auth2.total as select count(*) as n from auth2.person;
    create function auth2.stamp() returns trigger language plpgsql as 'begin new.at = now(); return new; end';
    create trigger stamp before update on auth2.person for each row execute function auth2.stamp();
    create table auth2.visit (id int, at date not null, primary key (id, at)) partition by range (at);
    create table auth2.visit_2026 partition of auth2.visit for values from ('2026-01-01') to ('2027-01-01');
    create table auth2.visit_rest partition of auth2.visit default;
    create table auth2.nothing (id int);
    create table "Ein Name; mit -- Tücken" ("spalte ""x""" text);
    insert into "Ein Name; mit -- Tücken" values (E'tab\\there\\nline \\\\ backslash'), (null), ('');
    insert into auth2.visit select i, '2025-12-30'::date + i from generate_series(1, 500) i;
    insert into auth2.person ("select", mood, chief, tags, extra, amount, raw)
      select '客户 ' || i, case when i = 1 then 'calm'::auth2.mood end, nullif((i * 7) % 100, 0) , array['a,b', null, '{}'],
        jsonb_build_object('n', i), i * 1.5, decode(md5(i::text), 'hex') from generate_series(1, 99) i;
    alter table internal.migration owner to current_user;`)
  await session.close()
}

/** Every row of every table as one text, and the whole description of the database. */
async function everything(address: Address) {
  const session = await openSession(address)
  const state = await session.transaction(async (tx) => {
    const description = await describe(tx)
    const rows: Record<string, string[]> = {}
    for (const { schema, name } of withRows(description)) {
      const found = await tx.query<{ row: string }>(sql`select t::text as row from ${sql.id(schema, name)} t`)
      rows[`${schema}.${name}`] = found.map(({ row }) => row).sort()
    }
    const sorted = Object.entries(description).map(([part, list]) => [
      part,
      list.map((one) => JSON.stringify(sortColumns(one))).sort(),
    ])
    return { rows, description: Object.fromEntries(sorted) }
  })
  await session.close()
  return state
}

// A column that a user added lies last in the original and may lie elsewhere in the copy.
const sortColumns = (one: unknown) =>
  typeof one === 'object' && one !== null && 'columns' in one
    ? { ...one, columns: (one.columns as { name: string }[]).toSorted((a, b) => (a.name < b.name ? -1 : 1)) }
    : one

async function emptyWorld() {
  const one = await openWorld({ empty: true })
  opened.push(one)
  return one
}

test('every row, every object and every file comes back', { timeout: 120_000 }, async () => {
  const copy = await emptyWorld()
  const arrived = join(folder, 'arrived')
  const manifest = await restore({ from: file, into: copy.address, filesFolder: arrived })
  expect(await everything(copy.address)).toEqual(await everything(world.address))
  expect(await filesIn(arrived)).toEqual(['a/photo.bin', 'b/c/名字.txt', 'empty'])
  for (const path of await filesIn(files))
    expect(readFileSync(join(arrived, path))).toEqual(readFileSync(join(files, path)))
  expect(manifest.tables.find((table) => table.schema === 'auth2' && table.name === 'visit')?.rows).toBe(500)
})

test('numbers go on where they were', async () => {
  const copy = await emptyWorld()
  await restore({ from: file, into: copy.address, filesFolder: join(folder, 'numbers') })
  const made = await copy.db.one(sql`insert into auth2.person default values returning id, code, counted`)
  expect(made).toEqual({ id: 100, code: 100, counted: '500' })
})

test('a database that holds data is left alone, unless it is to be replaced', { timeout: 120_000 }, async () => {
  const copy = await emptyWorld()
  await copy.db.run(sql`create table precious (id int)`)
  const into = { from: file, into: copy.address, filesFolder: join(folder, 'kept') }
  await expect(restore(into)).rejects.toMatchObject({ code: 'restore_not_empty' })
  expect(await copy.db.query(sql`select * from precious`)).toEqual([])
  await restore({ ...into, replace: true })
  expect(await everything(copy.address)).toEqual(await everything(world.address))
})

test.each([0.2, 0.5, 0.8, 0.999])(
  'a file damaged at %f of its length is refused before anything is touched',
  async (at) => {
    const damaged = join(folder, `damaged-${at}.zip`)
    const bytes = readFileSync(file)
    const from = Math.floor(bytes.length * at)
    bytes.fill(bytes[from]! ^ 0xff, from, from + 8)
    writeFileSync(damaged, bytes)
    const copy = await emptyWorld()
    const failed = restore({ from: damaged, into: copy.address, filesFolder: join(folder, 'never') })
    await expect(failed).rejects.toMatchObject({ code: 'backup_invalid', message: expect.stringContaining(damaged) })
    expect((await everything(copy.address)).rows).toEqual({})
  },
)

test('half a file and a foreign file are refused', async () => {
  const copy = await emptyWorld()
  const half = join(folder, 'half.zip')
  copyFileSync(file, half)
  writeFileSync(half, readFileSync(file).subarray(0, statSync(file).size / 2))
  const into = { into: copy.address, filesFolder: join(folder, 'never') }
  await expect(restore({ from: half, ...into })).rejects.toMatchObject({ code: 'backup_invalid' })
  await expect(restore({ from: join(files, 'empty'), ...into })).rejects.toMatchObject({ code: 'backup_invalid' })
})

test('a backup of a newer version is refused', async () => {
  const copy = await emptyWorld()
  const older = readMigrations().slice(0, 1)
  const failed = restore({ from: file, into: copy.address, filesFolder: join(folder, 'never'), migrations: older })
  await expect(failed).rejects.toMatchObject({ code: 'schema_newer' })
})

test('writers go on while it is saved, and it holds one moment', async () => {
  const busy = await openWorld({ empty: true })
  opened.push(busy)
  await busy.db.run(sql`create table left_side (n int)`)
  await busy.db.run(sql`create table right_side (n int, filler text default repeat('x', 500))`)
  let writing = true
  let n = 0
  const writer = (async () => {
    for (; writing; n++)
      await busy.db.transaction(async (tx) => {
        await tx.run(sql`insert into left_side values (${n})`)
        await tx.run(sql`insert into right_side values (${n})`)
      })
  })()
  for (let round = 0; round < 5; round++) {
    const manifest = await save(busy.address, join(folder, `busy-${round}.zip`))
    const [left, right] = ['left_side', 'right_side'].map(
      (name) => manifest.tables.find((table) => table.name === name)?.rows,
    )
    expect(left).toBe(right)
  }
  writing = false
  await writer
  expect(n).toBeGreaterThan(0)
})

test('nothing stays behind of a backup that could not be written', async () => {
  await expect(save(world.address, join(folder, 'no-such-folder', 'x.zip'))).rejects.toThrow(
    'no such file or directory',
  )
})

const outside = process.env.RAPPORT_TEST_DATABASE_URL
const round = outside ? test : test.skip

round('from the embedded database to an outside server and back nothing is lost', { timeout: 180_000 }, async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'rapport-embedded-'))
  const cluster = await startCluster({ dataFolder, settings: { shared_buffers: '64MB' } })
  const name = `rapport_round_${process.pid}`
  const admin = { url: outside! }
  const there = inDatabase(admin, name)
  try {
    const here = cluster.address()
    await restore({ from: file, into: here, filesFolder: join(folder, 'here') })
    await save(here, join(folder, 'out.zip'), join(folder, 'here'))
    await createDatabase(admin, name)
    await restore({ from: join(folder, 'out.zip'), into: there, filesFolder: join(folder, 'there') })
    await save(there, join(folder, 'back.zip'), join(folder, 'there'))
    const back = inDatabase(here, 'back')
    await createDatabase(here, 'back')
    await restore({ from: join(folder, 'back.zip'), into: back, filesFolder: join(folder, 'back') })
    // Two versions print the same view in different words, so descriptions are compared on one of them.
    expect(await everything(back)).toEqual(await everything(here))
    expect((await everything(there)).rows).toEqual((await everything(world.address)).rows)
    expect((await everything(back)).rows).toEqual((await everything(world.address)).rows)
    expect(await filesIn(join(folder, 'back'))).toEqual(await filesIn(files))
  } finally {
    await dropDatabase(admin, name)
    await cluster.stop()
    rmSync(dataFolder, { recursive: true })
  }
})

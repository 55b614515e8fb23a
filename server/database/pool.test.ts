import { expect, test } from 'vitest'
import { useWorld } from '../test/world.ts'
import { openDatabase } from './pool.ts'
import { openSession } from './session.ts'
import { sql } from './sql.ts'

const world = useWorld({ empty: true })

test('one row is answered, and its absence is a problem', async () => {
  expect(await world.db.one(sql`select 1 as a`)).toEqual({ a: 1 })
  expect(await world.db.maybe(sql`select 1 where false`)).toBeUndefined()
  await expect(world.db.one(sql`select 1 where false`)).rejects.toMatchObject({ code: 'row_missing', status: 404 })
})

test('a change answers how many rows it touched', async () => {
  await world.db.run(sql`create table touched (id int)`)
  expect(await world.db.run(sql`insert into touched select generate_series(1, 5)`)).toBe(5)
  expect(await world.db.run(sql`update touched set id = 0 where id > ${3}`)).toBe(2)
})

test('a transaction commits whole, or not at all', async () => {
  await world.db.run(sql`create table account (name text primary key, amount int)`)
  await world.db.transaction(async (tx) => {
    await tx.run(sql`insert into account values ('a', 1)`)
    await tx.run(sql`insert into account values ('b', 2)`)
  })
  const broken = world.db.transaction(async (tx) => {
    await tx.run(sql`delete from account`)
    throw new Error('on second thoughts')
  })
  await expect(broken).rejects.toThrow('on second thoughts')
  expect(await world.db.query(sql`select name from account order by name`)).toEqual([{ name: 'a' }, { name: 'b' }])
})

test('an inner transaction undoes its own part only', async () => {
  await world.db.run(sql`create table step (n int)`)
  await world.db.transaction(async (tx) => {
    await tx.run(sql`insert into step values (1)`)
    await tx
      .transaction(async (inner) => {
        await inner.run(sql`insert into step values (2)`)
        throw new Error('not this one')
      })
      .catch((error) => expect(error.message).toBe('not this one'))
    await tx.run(sql`insert into step values (3)`)
  })
  expect(await world.db.query(sql`select n from step order by n`)).toEqual([{ n: 1 }, { n: 3 }])
})

test('what waits for the commit runs after it, and not after a rollback', async () => {
  const seen: string[] = []
  await world.db.transaction(async (tx) => {
    tx.afterCommit(() => seen.push('committed'))
    expect(seen).toEqual([])
  })
  const failed = world.db.transaction(async (tx) => {
    tx.afterCommit(() => seen.push('never'))
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  expect(seen).toEqual(['committed'])
})

test('twenty serializable increments at once all count', async () => {
  await world.db.run(sql`create table counter (n int)`)
  await world.db.run(sql`insert into counter values (0)`)
  const increment = () =>
    world.db.transaction(
      async (tx) => {
        const { n } = await tx.one<{ n: number }>(sql`select n from counter`)
        await tx.run(sql`update counter set n = ${n + 1}`)
      },
      { isolation: 'serializable' },
    )
  await Promise.all(Array.from({ length: 20 }, increment))
  expect(await world.db.one(sql`select n from counter`)).toEqual({ n: 20 })
})

test('a transaction whose connections are all cut runs again', async () => {
  await world.db.run(sql`create table once (n int)`)
  let tries = 0
  await world.db.transaction(async (tx) => {
    tries++
    await tx.run(sql`insert into once values (${tries})`)
    if (tries === 1) await cutAllOthers()
    await tx.run(sql`select 1`)
  })
  expect(tries).toBe(2)
  expect(await world.db.query(sql`select n from once`)).toEqual([{ n: 2 }])
})

async function cutAllOthers() {
  const session = await openSession(world.address)
  await session.run(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
  await session.close()
}

test('a single read survives a cut, a single change is not sent twice', async () => {
  await Promise.all([1, 2, 3].map(() => world.db.query(sql`select pg_sleep(0.01)`)))
  const slow = world.db.query(sql`select 'still here' as a from pg_sleep(0.3)`)
  await new Promise((resolve) => setTimeout(resolve, 100))
  await cutAllOthers()
  expect(await slow).toEqual([{ a: 'still here' }])
})

test('prepared statements follow a change of their table', async () => {
  await world.db.run(sql`create table growing (a int)`)
  await world.db.run(sql`insert into growing values (1)`)
  const read = () => world.db.query(sql`select * from growing`)
  for (let i = 0; i < 4; i++) await read()
  await world.db.run(sql`alter table growing add column b int default 2`)
  expect(await read()).toEqual([{ a: 1, b: 2 }])
})

test('what is planned once is planned for all values from the first time on, other statements are not', async () => {
  const one = openDatabase({ address: world.db.direct, connections: 1 })
  const plans = (text: string) =>
    one.one(
      sql`select generic_plans::int as generic, custom_plans::int as custom from pg_prepared_statements where statement like ${text}`,
    )
  for (let i = 0; i < 4; i++) {
    expect(await one.one(sql`select ${i}::int as once`, { prepare: 'once' })).toEqual({ once: i })
    expect(await one.one(sql`select ${i}::int as again`)).toEqual({ again: i })
  }
  expect(await plans('%as once')).toEqual({ generic: 3, custom: 0 })
  expect(await plans('%as again')).toEqual({ generic: 0, custom: 3 })
  await one.close()
})

test('endlessly many shapes of statements do not pile up', async () => {
  const small = openDatabase({ address: world.address, connections: 1 })
  for (let i = 0; i < 1_100; i++)
    for (let twice = 0; twice < 2; twice++) await small.query(sql`select ${sql.raw(String(i))}`)
  const { kept } = await small.one<{ kept: number }>(sql`select count(*)::int as kept from pg_prepared_statements`)
  await small.close()
  expect(kept).toBeLessThanOrEqual(501)
})

test('a renewal leaves nobody waiting', async () => {
  const small = openDatabase({ address: world.address, connections: 2 })
  const reads = Array.from({ length: 60 }, (_, i) => small.one(sql`select ${i}::int as i from pg_sleep(0.005)`))
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    small.renew()
  }
  expect(await Promise.all(reads)).toEqual(Array.from({ length: 60 }, (_, i) => ({ i })))
  await small.close()
})

test('a database that stays away is told of as such', async () => {
  const gone = openDatabase({ address: { url: 'postgres://127.0.0.1:1/none' }, patience: { conflicts: 1, lostMs: 50 } })
  await expect(gone.query(sql`select 1`)).rejects.toMatchObject({ code: 'postgres_unreachable', status: 503 })
  await gone.close()
})

test('behind a pooler no statement is named', async () => {
  const pooled = openDatabase({ address: world.address, pooled: true, connections: 1 })
  for (let i = 0; i < 5; i++) await pooled.query(sql`select ${i}::int`)
  const { kept } = await pooled.one<{ kept: number }>(sql`select count(*)::int as kept from pg_prepared_statements`)
  await pooled.close()
  expect(kept).toBe(0)
})

test('rows stream in and out by COPY', async () => {
  await world.db.run(sql`create table copied (id int, name text)`)
  async function* rows() {
    for (let i = 0; i < 20_000; i++) yield `${i}\tcustomer ${i}\n`
  }
  expect(await world.db.copyIn(sql`copy copied (id, name) from stdin`, rows())).toBe(20_000)
  const bytes = await world.db.copyOut(sql`copy copied to stdout`, async (chunks) => {
    let total = 0
    for await (const chunk of chunks) total += chunk.length
    return total
  })
  expect(bytes).toBe(2 * (10 + 90 * 2 + 900 * 3 + 9_000 * 4 + 10_000 * 5) + 20_000 * 11)
})

test('a COPY that fails half way keeps nothing and leaves the connection usable', async () => {
  await world.db.run(sql`create table half (id int)`)
  async function* rows() {
    yield '1\n2\n'
    throw new Error('the file ended')
  }
  await expect(world.db.copyIn(sql`copy half from stdin`, rows())).rejects.toThrow('the file ended')
  await expect(
    world.db.copyIn(
      sql`copy half from stdin`,
      (async function* () {
        yield 'x\n'
      })(),
    ),
  ).rejects.toMatchObject({ code: '22P02' })
  expect(await world.db.one(sql`select count(*)::int as n from half`)).toEqual({ n: 0 })
})

test('a reader that stops early leaves the connection usable', async () => {
  const one = openDatabase({ address: world.address, connections: 1 })
  const stopped = one.copyOut(sql`copy (select generate_series(1, 200000)) to stdout`, async (chunks) => {
    for await (const _ of chunks) throw new Error('enough')
  })
  await expect(stopped).rejects.toThrow('enough')
  expect(await one.one(sql`select 1 as a`)).toEqual({ a: 1 })
  await one.close()
})

test('a COPY with values is refused, since PostgreSQL takes none', async () => {
  const rows = (async function* () {
    yield ''
  })()
  await expect(world.db.copyIn(sql`copy t from stdin where ${1}`, rows)).rejects.toThrow('COPY takes no parameters')
})

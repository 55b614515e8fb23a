import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'
import { createRecords } from './records.ts'
import { searchTokens } from './search-tokens.ts'
import { settleTrigrams } from './trigrams.ts'

const world = useWorld()
let office: Office
const customer = vocabulary.find('customer')!
const count = 4_000

/** Every tenth lies in Spain, all of them at the end of the alphabet. */
beforeAll(async () => {
  office = await openOffice(world.db)
  for (let from = 0; from < count; from += 500) {
    const rows = Array.from({ length: 500 }, (_, i) => {
      const n = from + i
      const spain = n % 10 === 0
      const row = { name: `${spain ? 'Zoe' : 'Ann'} Lind${n}`, emails: [{ value: `mail${n}@ex%ample_.com` }] }
      return {
        id: office.engine.newId(),
        ...row,
        country: spain ? 'Spain' : 'Norway',
        search: searchTokens(customer, row),
      }
    })
    await world.db.run(sql`
      insert into customer (id, type, name, emails, country, lifecycle, created_at, updated_at, version, search)
      select one.id, 'person', one.name, one.emails, one.country, 'active', now(), now(), 1, one.search
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) one (id uuid, name text, emails jsonb, country text, search int4[])`)
  }
  await settleTrigrams(world.db, vocabulary, new AbortController().signal)
  await world.db.run(sql`analyze customer`)
})

/** The records, on a database that gives up a list at once when it may be read in another way. */
const hurried = () => {
  const asked: string[] = []
  const db: Runner = {
    ...world.db,
    query: (statement, how) => {
      if (statement.text.includes('order by')) asked.push(statement.text)
      return typeof how?.limit === 'number'
        ? Promise.reject(Object.assign(new Error('Given up.'), { code: '57014' }))
        : world.db.query(statement, how)
    },
  }
  return { asked, records: createRecords({ ...office.engine, db }).as(office.admin) }
}

async function pages(records: ReturnType<typeof office.as>, filter: Filter, sort: string): Promise<unknown[]> {
  const found: unknown[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await records.list('customer', {
      filter,
      sort: [sort],
      limit: 70,
      cursor,
      fields: ['name', 'country'],
    })
    found.push(...page.data)
    if (page.next === null) return found
    cursor = page.next
  }
}

const filters: readonly (readonly [string, Filter, number])[] = [
  ['what is common', { field: 'country', op: 'eq', value: 'norway' }, 3_600],
  ['what is rare', { field: 'country', op: 'eq', value: 'spain' }, 400],
  ['nobody', { field: 'name', op: 'contains', value: 'xyxy' }, 0],
  ['a piece of a name', { field: 'name', op: 'contains', value: 'ind39' }, 111],
  ['a piece of an address', { field: 'emails', op: 'contains', value: 'L399@' }, 1],
  ['letters that patterns use', { field: 'emails', op: 'contains', value: 'ex%ample_' }, 4_000],
  ['the same letters elsewhere', { field: 'emails', op: 'contains', value: 'exxample' }, 0],
]

test.each(filters)('a list by %s is the same, page for page, in whatever way it is read', async (_, filter, size) => {
  for (const sort of ['name', '-name', '-created_at']) {
    const usual = await pages(office.as(office.admin), filter, sort)
    expect(usual).toHaveLength(size)
    expect(await pages(hurried().records, filter, sort)).toEqual(usual)
  }
})

test('one that is given up is read along its order, and gathered when that leads nowhere', async () => {
  const { asked, records } = hurried()
  const filter: Filter = { field: 'country', op: 'eq', value: 'Spain' }
  await world.db.run(sql`update pg_class set reltuples = 1000000 where relname = 'customer'`)
  expect((await records.list('customer', { filter, sort: ['name'], limit: 10 })).data).toHaveLength(10)
  expect(asked.filter((text) => text.includes('offset 0'))).toHaveLength(1)
})

test('a piece that the planner takes for rare is counted before all that has it is gathered', async () => {
  await world.db.run(sql`delete from pg_statistic where starelid = 'customer'::regclass`)
  const { asked, records } = hurried()
  const filter: Filter = { field: 'name', op: 'contains', value: 'ind' }
  expect((await records.list('customer', { filter, sort: ['name'], limit: 10 })).data).toHaveLength(10)
  expect(asked.filter((text) => text.includes('offset 0'))).toEqual([])
  await world.db.run(sql`analyze customer`)
})

test('a piece of a text is looked up in an index', async () => {
  const explained = await world.db.transaction(async (tx) => {
    await tx.run(sql`set local enable_seqscan = off`)
    return tx.query<{ 'QUERY PLAN': string }>(
      sql`explain select id from customer where lower(name collate "und-x-icu") like '%ind39%'`,
      { prepare: false },
    )
  })
  expect(explained.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Bitmap Index Scan on xt_customer_name/)
})

test('indexes that nobody asks for any more are dropped, the others stay', async () => {
  await world.db.run(
    sql`create index xt_customer_old on customer using gin (lower(name collate "und-x-icu") gin_trgm_ops)`,
  )
  const names = () =>
    world.db.query(sql`select indexname from pg_indexes where indexname like 'xt\\_customer\\_%' order by 1`)
  const before = await names()
  await settleTrigrams(world.db, vocabulary, new AbortController().signal)
  expect(await names()).toEqual(before.filter((row) => row.indexname !== 'xt_customer_old'))
  expect(before.length).toBeGreaterThan(1)
})

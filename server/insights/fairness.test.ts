import { beforeAll, expect, test, vi } from 'vitest'
import { sql } from '../database/sql.ts'
import { useApp } from '../test/app.ts'
import { analysed } from '../test/insight.ts'
import { openShop } from '../test/shop.ts'

// Each waits for work that goes on in threads of its own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const house = useApp({ awake: true, real: true })
let [version, model]: string[] = []

const compared = (field: string, who = house.owner, above = '0.5') =>
  who.get(`/insights/versions/${version}/fairness?field=${field}&above=${above}`)

beforeAll(async () => {
  await openShop(house.db, new Date().toISOString())
  await house.db.run(sql`update customer set salutation = case when hashtext(id::text) % 2 = 0 then 'Ms' else 'Mr' end`)
  await house.db.run(sql`update customer set birthday = '1990-05-05' where country = 'Norway'`)
  model = house.house.newId()
  await house.db.run(sql`
    insert into model (id, name, kind, object, status, refresh, created_at, updated_at, version)
    values (${model}, 'Lapse', 'lapse', 'customer', 'draft', 'nightly', now(), now(), 1)`)
  const { output } = await analysed(house.owner, 'train', { model })
  version = String(output!.version)
})

test('a version is compared by a field that it did not learn from, on the cases kept apart', async () => {
  const { groups, task, gone, others } = (await compared('salutation')).json()
  expect([task, gone, others]).toEqual(['yes_no', 0, { groups: 0, rows: 0 }])
  const counted = await house.db.query<object>(sql`
    select t.salutation as word, count(*)::int as rows, avg(j.came)::float8 as base, avg(j.said)::float8 as said,
      avg((j.said >= 0.5)::int)::float8 as above, avg((j.said >= 0.5)::int) filter (where j.came = 1)::float8 as hits,
      avg((j.said >= 0.5)::int) filter (where j.came = 0)::float8 as alarms
    from insight.judged j join customer t on t.id = j.record where j.version = ${version} group by 1 order by 2 desc`)
  const told = groups.map((one: { [name: string]: { value: number } | number | string }) => {
    const value = (name: string) => (one[name] as { value: number }).value
    const { word, rows, said } = one
    return {
      word,
      rows,
      base: value('base'),
      said,
      above: value('above'),
      hits: value('hits'),
      alarms: value('alarms'),
    }
  })
  expect(told).toEqual(
    counted.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          typeof value === 'number' ? expect.closeTo(value, 9) : value,
        ]),
      ),
    ),
  )
})

test('what was said and what came is told month by month', async () => {
  const { data } = (await house.owner.get(`/insights/models/${model}/watched`)).json()
  const counted = await house.db.query<{ rows: number; said: number; came: number }>(
    sql`select count(*)::int as rows, avg(said)::float8 as said, avg(came)::float8 as came from insight.judged where version = ${version}`,
  )
  expect(data).toMatchObject(counted.map((one) => ({ ...one, number: 1 })))
  expect(data[0].low).toBeLessThan(data[0].came)
  expect(data[0].high).toBeGreaterThan(data[0].came)
  expect((await house.owner.get(`/insights/models/${version}/watched`)).statusCode).toBe(404)
})

test('people are grouped by age in tens of years, and whoever has no birthday stands apart', async () => {
  const { groups } = (await compared('birthday')).json()
  expect(groups.map(({ word }: { word: string | null }) => word)).toEqual([null, '30'])
})

test('a field that makes no groups is refused with what would be right', async () => {
  expect((await compared('name')).json()).toMatchObject({
    code: 'invalid',
    detail: expect.stringMatching(/different values among/),
  })
  expect((await compared('revenue')).json()).toMatchObject({
    code: 'invalid',
    detail: expect.stringMatching(/makes no groups/),
  })
  expect((await compared('nothing')).statusCode).toBe(404)
  expect((await compared('country', house.owner, '7')).json().code).toBe('query_invalid')
})

test('a group is told to nobody who may not see the field, or only some of the records', async () => {
  const role = await house.db.one<{ id: string; version: number }>(
    sql`select id, version from role where code = 'member'`,
  )
  const set = (grants: object, at: number) =>
    house.owner.patch(`/roles/${role.id}`, { grants }, { 'if-match': `"${at}"` })
  const mia = await house.join('member', 'mia@acme.example')
  expect((await compared('country', mia)).statusCode).toBe(200)
  await set({ '*': { read: 'all' }, customer: { read: 'all', fields: { salutation: 'hidden' } } }, role.version)
  expect((await compared('salutation', mia)).statusCode).toBe(404)
  expect((await compared('country', mia)).statusCode).toBe(200)
  await set({ '*': { read: 'all' }, customer: { read: 'own' } }, role.version + 1)
  expect((await compared('country', mia)).json().code).toBe('ability_missing')
})

test('a record that is gone for ever is not among the cases any more', async () => {
  const before = (await compared('country')).json()
  const { record } = await house.db.one<{ record: string }>(
    sql`select record from insight.judged where version = ${version} limit 1`,
  )
  await house.db.run(sql`delete from "order" where customer = ${record}`)
  await house.db.run(sql`delete from customer where id = ${record}`)
  const after = (await compared('country')).json()
  const rows = (all: { groups: { rows: number }[] }) => all.groups.reduce((sum, one) => sum + one.rows, 0)
  expect([after.gone, rows(after)]).toEqual([1, rows(before) - 1])
})

import { vocabulary as base } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { type Office, openOffice } from '../../test/office.ts'
import { useWorld } from '../../test/world.ts'
import { type LivingVocabulary, openVocabulary } from '../vocabulary.ts'
import { type Custom, openCustom } from './custom.ts'
import { rollupsOn } from './derived.ts'
import { rollUp } from './rolled-up.ts'

const world = useWorld({ connections: 4 })
let office: Office
let living: LivingVocabulary
let custom: Custom
beforeAll(async () => {
  living = await openVocabulary(world.db, base)
  office = await openOffice(world.db, { vocabulary: () => living.current() })
  const { engine } = office
  custom = openCustom({ db: world.db, base, living, clock: engine.clock, newId: engine.newId, engine })
})

const l = (en: string) => ({ en, zh: en })
const open = { field: 'status', op: 'eq', value: 'open' }
const from = 'deal.customer'
const rollups = {
  x_count: { kind: 'integer', rollup: { from, measure: 'count', where: open } },
  x_sum: { kind: 'money', rollup: { from, measure: 'sum', field: 'amount', where: open } },
  x_least: { kind: 'money', rollup: { from, measure: 'min', field: 'amount' } },
  x_last: { kind: 'date', rollup: { from, measure: 'max', field: 'expected_on' } },
  x_mean: { kind: 'number', rollup: { from, measure: 'mean', field: 'probability' } },
}
const names = Object.keys(rollups)

const standing = () =>
  world.db.query(sql`select id, ${sql.join(names.map((name) => sql.id(name)))} from customer order by id`)

async function countedAnew() {
  const customer = living.current().find('customer')!
  const ids = sql`array(select id from customer)`
  const found = rollupsOn(living.current(), customer)
  const kept = await standing()
  await world.db.run(rollUp(living.current(), found, ids), { prepare: false })
  return [kept, await standing()]
}

test('what statements carry on is what counting anew gives, whatever they did to which rows', async () => {
  const { admin } = office
  const own = office.as(admin)
  const customers = await Promise.all(['A', 'B', 'C'].map(async (name) => (await own.create('customer', { name })).id))
  for (const [name, field] of Object.entries(rollups))
    await custom.addField(admin, 'customer', name, { label: l(name), ...field })
  const all = sql`array[${sql.join(customers.map((id) => sql`${id}::uuid`))}]`
  const statements = [
    sql`insert into deal (id, name, customer, amount, expected_on, probability, status, created_at, updated_at, version)
      select gen_random_uuid(), i::text, (${all})[1 + i % 4], i * 1.25, date '2026-01-01' + i, i % 100,
        case when i % 3 = 0 then 'won' else 'open' end, now(), now(), 1 from generate_series(1, 60) i`,
    sql`update deal set amount = amount * 3, version = version + 1 where name::int % 2 = 0`,
    sql`update deal set status = case status when 'open' then 'won' else 'open' end where name::int % 5 = 0`,
    sql`update deal set customer = (${all})[1 + (name::int + 1) % 4], amount = null where name::int % 7 < 3`,
    sql`update deal set deleted_at = now() where name::int % 11 < 4`,
    sql`update deal set deleted_at = null, status = 'open' where name::int % 11 < 2`,
    sql`update deal set name = name || '0'`,
    sql`delete from deal where name::int % 13 < 5`,
    sql`insert into deal (id, name, customer, amount, status, created_at, updated_at, version)
      select gen_random_uuid(), '9', (${all})[1], 99999999999999, 'open', now(), now(), 1 from generate_series(1, 3)`,
    sql`delete from deal where name = '9'`,
    sql`delete from deal`,
  ]
  for (const statement of statements) {
    await world.db.run(statement, { prepare: false })
    const [kept, counted] = await countedAnew()
    expect(kept).toEqual(counted)
  }
  expect((await standing()).map(({ x_count, x_sum, x_last }) => [x_count, x_sum, x_last])).toEqual(
    customers.map(() => [0, '0.0000', null]),
  )
})

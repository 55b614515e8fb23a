import { beforeAll, expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'
import { createRecords } from './records.ts'
import { tokenOf } from './token-set.ts'

const world = useWorld()
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})

test('search finds names, companies, e-mails, phones and codes by what people type', async () => {
  const admin = office.as(office.admin)
  const make = async (values: object) => (await admin.create('customer', { name: 'x', ...values })).id
  const mueller = await make({
    name: 'Jürgen Müller-Lüdenscheidt',
    emails: [{ value: 'j.mueller@weber-stahl.example' }],
  })
  const wang = await make({ name: '王小明', type: 'person', phones: [{ value: '+8613800138000' }] })
  const company = await make({ name: '上海宏达贸易有限公司', type: 'company' })
  const acme = await make({ name: "O'Neill & Sons Ltd", external_id: 'AB-123/7', phones: [{ value: '+442071838750' }] })
  const finds = async (query: string) => (await admin.search(query)).map((hit) => hit.id)
  for (const query of [
    'ju',
    'jürgen',
    'JURGEN',
    'muller',
    'Müller',
    'lüdensch',
    'ludenscheidt',
    'weber',
    'j.mueller@weber',
    'stahl',
    'jurg mull',
  ])
    expect(await finds(query), query).toContain(mueller)
  for (const query of [
    '王',
    '小明',
    '王小',
    '明',
    'wang',
    'wangxiaoming',
    'wxm',
    '13800138000',
    '8000',
    '+86 138 0013 8000',
    '138001',
  ])
    expect(await finds(query), query).toContain(wang)
  for (const query of ['宏达', '贸易', '有限公司', 'shanghai', 'shhd', '上海宏达贸易'])
    expect(await finds(query), query).toContain(company)
  for (const query of [
    'neill',
    'sons',
    "o'neill",
    'ab123',
    'AB-123',
    'ab-123/7',
    '020 7183 8750',
    '02071838750',
    '+44 20 7183',
    '8750',
  ])
    expect(await finds(query), query).toContain(acme)
  for (const query of ['', ' ', '!!', '%', 'zzzz', 'müllerx', 'wangxiaominx', 'rgen'])
    expect(await finds(query), query).toEqual([])
  for (let i = 0; i < 30; i++) await make({ name: `Annabel ${i}` })
  const ann = await make({ name: 'Ann' })
  expect((await finds('ann'))[0]).toBe(ann)
  // A rare name is not lost among many that begin alike.
  const tokens = ['ch', 'chr', 'chri', 'chris', 'christ'].map(tokenOf)
  await world.db.run(sql`
    insert into customer (id, type, name, created_at, updated_at, version, search)
    select gen_random_uuid(), 'person', 'Christoph ' || i, now(), now(), 1, ${tokens}::int4[] from generate_series(1, 3000) i`)
  const rare = await make({ name: 'Christabel Rare' })
  expect(await finds('christabel')).toEqual([rare])
  expect((await admin.search('wang', { objects: ['product'] })).length).toBe(0)
})

test('a timeline brings together what points to a record and its own changes, page by page', async () => {
  const admin = office.as(office.admin)
  const { id } = await admin.create('customer', { name: 'Tim' })
  await admin.create('order', { number: 'T-1', customer: id, placed_at: '2026-01-01T00:00:00Z' })
  await admin.create('note', { text: 'hello', customer: id, about: `customer/${id}` })
  await admin.create('note', { text: 'about', about: `customer/${id}` })
  await admin.create('order', { number: 'T-2', placed_at: '2026-01-02T00:00:00Z' })
  await admin.update('customer', id, { country: 'Spain' })
  const whole = (await admin.timeline('customer', id)).data
  expect(whole.map((one) => one.change?.verb ?? one.object)).toEqual(['update', 'note', 'note', 'create', 'order'])
  expect(whole.at(-1)).toMatchObject({ title: 'T-1', fields: { status: 'open' } })
  const paged = []
  let cursor: string | undefined
  do {
    const page = await admin.timeline('customer', id, { limit: 2, cursor })
    paged.push(...page.data)
    cursor = page.next ?? undefined
  } while (cursor)
  expect(paged).toEqual(whole)
  expect((await admin.history('customer', id)).data.map((one) => one.verb)).toEqual(['update', 'create'])
})

test('numbers over a list are grouped and measured exactly', async () => {
  const admin = office.as(office.admin)
  const pipeline = await admin.create('pipeline', { name: 'P' })
  for (const [i, amount] of ['0.10', '0.20', '99999999999999.99', null].entries())
    await admin.create('deal', { name: `Deal ${i}`, amount, pipeline: i % 2 ? pipeline.id : null })
  const filter = { field: 'name', op: 'starts', value: 'Deal ' } as const
  const total = await admin.aggregate('deal', {
    filter,
    measures: [
      { measure: 'sum', field: 'amount' },
      { measure: 'count' },
      { measure: 'count', field: 'amount' },
      { measure: 'max', field: 'amount' },
      { measure: 'mean', field: 'amount' },
    ],
  })
  expect(total.rows).toEqual([
    { group: [], values: ['100000000000000.2900', 4, 3, '99999999999999.9900', '33333333333333.4300'] },
  ])
  const grouped = await admin.aggregate('deal', {
    filter,
    group: [{ field: 'pipeline' }],
    measures: [{ measure: 'sum', field: 'amount' }],
  })
  expect(grouped.rows).toEqual([
    { group: [null], values: ['100000000000000.0900'] },
    { group: [pipeline.id], values: ['0.2000'] },
  ])
  expect(grouped.included).toEqual({ pipeline: { [pipeline.id]: { id: pipeline.id, title: 'P' } } })
  await admin.create('order', { number: 'M-1', placed_at: '2025-12-31T23:30:00Z', channel: 'M' })
  await admin.create('order', { number: 'M-2', placed_at: '2026-01-15T12:00:00Z', channel: 'M' })
  const months = {
    filter: { field: 'channel', op: 'eq', value: 'm' },
    group: [{ field: 'placed_at', by: 'month' }],
    measures: [{ measure: 'count' }],
  } as const
  expect((await admin.aggregate('order', months)).rows.map((row) => row.group[0])).toEqual(['2025-12-01', '2026-01-01'])
  const ahead = office.as({ ...office.admin, offsetMinutes: 480 })
  expect((await ahead.aggregate('order', months)).rows.map((row) => row.group[0])).toEqual(['2026-01-01'])
})

test('counts are exact up to a bound and say when they are estimates', async () => {
  const admin = office.as(office.admin)
  expect((await admin.list('survey', { total: true })).total).toEqual({ value: 0, exact: true })
  await world.db.run(sql`
    insert into tag (id, name, created_at, updated_at, version)
    select gen_random_uuid(), 'tag ' || i, now(), now(), 1 from generate_series(1, 10500) i`)
  await world.db.run(sql`analyze tag`)
  const { total } = await admin.list('tag', { total: true })
  expect(total!.exact).toBe(false)
  expect(total!.value).toBeGreaterThan(9_999)
  expect(total!.value).toBeLessThan(12_000)
})

test('linked records are named in the answer when that is asked for', async () => {
  const admin = office.as(office.admin)
  const customer = await admin.create('customer', { name: 'Named' })
  const tag = await admin.create('tag', { name: 'vip' })
  await admin.update('customer', customer.id, { tags: [tag.id] })
  await admin.create('order', { number: 'E-1', customer: customer.id })
  const page = await admin.list('order', {
    filter: { field: 'number', op: 'eq', value: 'e-1' },
    expand: ['customer', 'owner'],
    fields: ['number', 'customer', 'owner'],
  })
  expect(page.included).toEqual({
    customer: { [customer.id]: { id: customer.id, title: 'Named' } },
    user: { [office.admin.id]: { id: office.admin.id, title: 'Ada' } },
  })
  expect(Object.keys(page.data[0]!).sort()).toEqual(['customer', 'id', 'number', 'owner', 'version'])
  expect(await admin.expand('customer', [await admin.get('customer', customer.id)], ['tags'])).toEqual({
    tag: { [tag.id]: { id: tag.id, title: 'vip' } },
  })
})

test('rules complete and refuse drafts, hear of what was written, and verbs do named changes', async () => {
  const heard: string[] = []
  const { Problem } = await import('../errors.ts')
  const areas = {
    order: {
      rules: {
        before: (draft: { verb: string; values: { [field: string]: unknown } }) => {
          if (draft.values.channel === 'forbidden') throw new Problem('forbidden', 'Not by this channel.')
          if (draft.verb === 'create') draft.values.total = '5.00'
        },
        after: async (changes: readonly { verb: string }[]) => {
          heard.push(...changes.map((one) => one.verb))
        },
      },
      verbs: {
        ship: async ({ id }: { id: string }, context: { records: ReturnType<Office['as']> }) =>
          context.records.update('order', id, { status: 'shipped' }),
      },
    },
  }
  const records = createRecords({ ...office.engine, areas }).as(office.member)
  const order = await records.create('order', { number: 'R-1' })
  expect(order).toMatchObject({ total: '5.0000', owner: office.member.id })
  await expect(records.create('order', { number: 'R-2', channel: 'forbidden' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await records.verb('order', order.id, 'ship')).toMatchObject({ status: 'shipped' })
  await expect(records.verb('order', order.id, 'explode')).rejects.toMatchObject({ code: 'verb_missing' })
  await expect(records.verb('order', order.id, 'ship', { extra: 1 })).rejects.toMatchObject({ code: 'invalid' })
  await expect(
    createRecords({ ...office.engine, areas })
      .as(office.stranger)
      .verb('order', order.id, 'ship'),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await records.bulk('order', { ids: [order.id], values: { country: 'Spain' } })
  await records.remove('order', order.id)
  expect(heard).toEqual(['create', 'update', 'update', 'delete'])
  expect((await records.history('order', order.id)).data.map((one) => one.via)).toEqual(['web', 'web', 'rule', 'web'])
})

test('a list that the time limit of the database stops is said to be too slow', async () => {
  await world.db
    .transaction(async (tx) => {
      await tx.run(sql`set local statement_timeout = '1ms'`)
      const records = createRecords(office.engine).as(office.admin, tx)
      const filter = { not: { field: 'name', op: 'contains', value: 'a' } } as const
      const slow = Array.from({ length: 20 }, () => filter)
      await expect(records.list('tag', { filter: { all: slow }, sort: ['-name', 'created_at'] })).rejects.toMatchObject(
        { code: 'query_too_slow' },
      )
      throw new Error('rolled back')
    })
    .catch((error) => expect(String(error)).toMatch(/rolled back/))
})

import { vocabulary as base } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { type Office, openOffice } from '../../test/office.ts'
import { useWorld } from '../../test/world.ts'
import { type LivingVocabulary, openVocabulary } from '../vocabulary.ts'
import { type Custom, openCustom } from './custom.ts'
import { settleTables } from './tables.ts'

const world = useWorld({ connections: 12 })
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
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code ?? String(error),
  )
const said = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => error.message,
  )

test('a formula follows what it reads: one record, many at once, and the records that stood before', async () => {
  const { admin } = office
  const deals = office.as(admin)
  const old = await deals.create('deal', { name: 'Old', amount: '200', probability: 25 })
  const formula = { kind: 'money', label: l('Expected'), formula: 'amount * probability / 100', index: true }
  await custom.addField(admin, 'deal', 'x_expected', formula)
  expect(await deals.get('deal', old.id)).toMatchObject({ x_expected: '50.0000', version: 1 })
  const made = await deals.create('deal', { name: 'New', amount: '0.1', probability: 50 })
  expect(made).toMatchObject({ x_expected: '0.0500' })
  expect(await deals.update('deal', made.id, { amount: '10' })).toMatchObject({ x_expected: '5.0000' })
  expect(await code(deals.update('deal', made.id, { x_expected: '1' }))).toBe('invalid')
  await custom.addField(admin, 'deal', 'x_large', { kind: 'boolean', label: l('Large'), formula: 'x_expected >= 20' })
  const { batch } = await deals.bulk('deal', { ids: [made.id], values: { amount: '100' } })
  expect(await deals.get('deal', made.id)).toMatchObject({ x_expected: '50.0000', x_large: true })
  await deals.undo(batch)
  expect(await deals.get('deal', made.id)).toMatchObject({ x_expected: '5.0000', x_large: false })
  const filter = { field: 'x_expected', op: 'gte', value: '5' } as const
  expect((await deals.list('deal', { filter, sort: ['-x_expected'] })).data.map((row) => row.name)).toEqual([
    'Old',
    'New',
  ])
  await custom.changeField(admin, 'deal', 'x_expected', { ...formula, formula: 'amount' })
  expect(await deals.get('deal', old.id)).toMatchObject({ x_expected: '200.0000', x_large: true })
  await custom.removeField(admin, 'deal', 'x_large')
  await custom.removeField(admin, 'deal', 'x_expected')
  expect(await deals.update('deal', made.id, { amount: '3' })).not.toHaveProperty('x_expected')
  await settleTables(world.db, living.current())
})

test('what is wrong with a formula is said with its place, and cycles are refused', async () => {
  const { admin } = office
  const add = (name: string, formula: string, kind = 'number') =>
    said(custom.addField(admin, 'order', name, { kind, label: l(name), formula }))
  expect(await add('x_a', 'totl + 1')).toMatch(/no field “totl”; perhaps total is meant \(at character 1\)/)
  expect(await add('x_a', 'total +')).toMatch(/missing at the end/)
  expect(await add('x_a', 'status = "nonsense"', 'boolean')).toMatch(/no choice of status/)
  expect(await add('x_a', '"a" + 1')).toMatch(/joined by &/)
  expect(await add('x_a', 'total', 'text')).toMatch(/holds a text/)
  expect(await add('x_a', `${'('.repeat(500)}1${')'.repeat(500)}`)).toMatch(/nested|at most/)
  expect(await add('x_a', 'pg_sleep(10)')).toMatch(/no function/)
  expect(await add('x_a', 'x_a + 1')).toMatch(/depend on itself/)
  expect(await add('x_a', 'total')).toBe('done')
  expect(await add('x_b', 'x_a + 1')).toBe('done')
  expect(
    await said(custom.changeField(admin, 'order', 'x_a', { kind: 'number', label: l('A'), formula: 'x_b' })),
  ).toMatch(/itself/)
  expect(await said(custom.removeField(admin, 'order', 'x_a'))).toMatch(/x_b|no field/)
})

test('a roll-up follows the records that point here, whatever happens to them', async () => {
  const { admin } = office
  const records = office.as(admin)
  const first = await records.create('customer', { name: 'First' })
  const second = await records.create('customer', { name: 'Second' })
  const deal = await records.create('deal', { name: 'Before', customer: first.id, amount: '5' })
  const open = { field: 'status', op: 'eq', value: 'open' }
  await custom.addField(admin, 'customer', 'x_deals', {
    kind: 'integer',
    label: l('Deals'),
    rollup: { from: 'deal.customer', measure: 'count' },
  })
  await custom.addField(admin, 'customer', 'x_sum', {
    kind: 'money',
    label: l('Open'),
    rollup: { from: 'deal.customer', measure: 'sum', field: 'amount', where: open },
  })
  await custom.addField(admin, 'customer', 'x_last', {
    kind: 'date',
    label: l('Last'),
    rollup: { from: 'deal.customer', measure: 'max', field: 'expected_on' },
  })
  await custom.addField(admin, 'customer', 'x_mean', { kind: 'number', label: l('Mean'), formula: 'x_sum / x_deals' })
  const of = async (id: string) => {
    const { x_deals, x_sum, x_last, x_mean, version } = await records.get('customer', id)
    return { x_deals, x_sum, x_last, x_mean, version }
  }
  expect(await of(first.id)).toEqual({ x_deals: 1, x_sum: '5.0000', x_last: null, x_mean: 5, version: 1 })
  const more = await records.create('deal', {
    name: 'More',
    customer: first.id,
    amount: '2.5',
    expected_on: '2027-01-02',
  })
  expect(await of(first.id)).toMatchObject({ x_deals: 2, x_sum: '7.5000', x_last: '2027-01-02', x_mean: 3.75 })
  await records.update('deal', more.id, { customer: second.id })
  expect([await of(first.id), await of(second.id)]).toMatchObject([{ x_deals: 1 }, { x_deals: 1, x_sum: '2.5000' }])
  await records.remove('deal', more.id)
  expect(await of(second.id)).toMatchObject({ x_deals: 0, x_sum: '0.0000', x_last: null, x_mean: null })
  await records.restore('deal', more.id)
  const { batch } = await records.bulk('deal', { ids: [deal.id, more.id], values: { amount: '100' } })
  expect([await of(first.id), await of(second.id)]).toMatchObject([{ x_sum: '100.0000' }, { x_sum: '100.0000' }])
  await records.undo(batch)
  const merged = await records.merge('customer', first.id, [second.id])
  expect(await of(first.id)).toMatchObject({ x_deals: 2, x_sum: '7.5000' })
  await records.unmerge(merged.change)
  expect([await of(first.id), await of(second.id)]).toMatchObject([{ x_sum: '5.0000' }, { x_sum: '2.5000' }])
  await Promise.all(
    Array.from({ length: 12 }, (_, at) =>
      records.create('deal', { name: `At once ${at}`, customer: first.id, amount: '1' }),
    ),
  )
  expect(await of(first.id)).toMatchObject({ x_deals: 13, x_sum: '17.0000' })
  const round = { kind: 'integer', label: l('R'), rollup: { from: 'deal.customer', measure: 'sum', field: 'x_round' } }
  expect(await said(custom.addField(admin, 'customer', 'x_bad', round))).toMatch(/cannot be the sum/)
  expect(
    await said(
      custom.addField(admin, 'customer', 'x_bad', { ...round, rollup: { from: 'deal.stage', measure: 'count' } }),
    ),
  ).toMatch(/point to/)
  const relative = { from: 'deal.customer', measure: 'count', where: { field: 'created_at', op: 'gte', value: '-30d' } }
  expect(await said(custom.addField(admin, 'customer', 'x_bad', { ...round, rollup: relative }))).toMatch(
    /no relative dates/,
  )
})

test('values of a table too large for one go are worked out in the background, from where they stood', async () => {
  const { admin } = office
  await custom.addObject(admin, {
    name: 'x_many',
    label: l('Many'),
    title: 'name',
    fields: { name: { kind: 'text', label: l('N') }, n: { kind: 'integer', label: l('n') } },
  })
  await world.db.run(sql`insert into x_many (id, name, n, created_at, updated_at, version)
    select gen_random_uuid(), i::text, i, now(), now(), 1 from generate_series(1, 21000) i`)
  const asked: string[] = []
  const { engine } = office
  const patient = openCustom({
    db: world.db,
    base,
    living,
    clock: engine.clock,
    newId: engine.newId,
    engine,
    later: async (name) => asked.push(name),
  })
  await patient.addField(admin, 'x_many', 'x_double', { kind: 'integer', label: l('Double'), formula: 'n * 2' })
  expect(asked).toEqual(['x_many'])
  expect(await patient.recounts()).toMatchObject([{ object: 'x_many', total: 21_000, done: 20_000 }])
  const { recount } = await import('./recount.ts')
  expect(await recount(world.db, living.current(), living.current().find('x_many')!)).toBe(true)
  const left = await world.db.one<{ wrong: string }>(
    sql`select count(*)::text as wrong from x_many where x_double is distinct from n * 2`,
  )
  expect([left.wrong, await patient.recounts()]).toEqual(['0', []])
})

test('a rule is kept by the engine: for one record, for many, and for what is imported', async () => {
  const { admin, member } = office
  const when = { field: 'status', op: 'eq', value: 'lost' }
  const rule = (effect: string, fields: string[], label = 'Lost deals say why') => ({
    label: l(label),
    effect,
    fields,
    when,
  })
  await custom.putRule(admin, 'deal', 'x_why', rule('required', ['competitor']))
  await custom.putRule(admin, 'deal', 'x_fixed', rule('read_only', ['amount'], 'Lost is lost'))
  const deals = office.as(member)
  expect(await said(deals.create('deal', { name: 'L', status: 'lost' }))).toMatch(
    /must have a value: Lost deals say why/,
  )
  const deal = await deals.create('deal', { name: 'O', amount: '1' })
  expect(await code(deals.update('deal', deal.id, { status: 'lost' }))).toBe('invalid')
  expect(await code(deals.bulk('deal', { ids: [deal.id], values: { status: 'lost' } }))).toBe('invalid')
  await deals.update('deal', deal.id, { status: 'lost', competitor: 'Globex', amount: '2' })
  expect(await said(deals.update('deal', deal.id, { amount: '3' }))).toMatch(/cannot be changed now: Lost is lost/)
  expect(await code(deals.update('deal', deal.id, { amount: '2', note: 'n' }))).toBe('done')
  const about = (name: string, given: object) =>
    said(custom.putRule(admin, 'deal', name, { ...rule('required', ['competitor']), ...given }))
  expect(await about('x_bad', { fields: ['nothing'] })).toMatch(/which is no field/)
  expect(await about('x_bad', { effect: 'magic' })).toMatch(/one of/)
  expect(await about('x_bad', { when: { field: 'nothing', op: 'eq', value: 1 } })).toMatch(/condition/)
  expect(await about('x_bad', { when: { field: 'customer.name', op: 'eq', value: 'x' } })).toMatch(/record itself/)
  await custom.removeRule(admin, 'deal', 'x_why')
  await custom.removeRule(admin, 'deal', 'x_fixed')
  expect(await code(deals.update('deal', deal.id, { competitor: null }))).toBe('done')
})

import { vocabulary as base } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../database/pool.ts'
import { draft } from '../../database/schema/draft.ts'
import { sql } from '../../database/sql.ts'
import { type Office, openOffice } from '../../test/office.ts'
import { useWorld } from '../../test/world.ts'
import { type LivingVocabulary, openVocabulary } from '../vocabulary.ts'
import { type Custom, openCustom } from './custom.ts'
import { settleTables } from './tables.ts'

const world = useWorld({ connections: 20 })
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

test('a field named like a keyword is written, found, sorted, searched, counted and undone like any other', async () => {
  for (const name of ['x_select', 'x_order', 'x_user', 'x_from'])
    await custom.addField(office.admin, 'customer', name, {
      kind: 'text',
      label: l('Select'),
      index: true,
      search: true,
      default: 'none',
    })
  const admin = office.as(office.admin)
  const old = await admin.create('customer', { name: 'Old' })
  expect(old).toMatchObject({ x_select: 'none', x_order: 'none' })
  const made = await admin.create('customer', { name: 'Kay', x_select: 'drop table', x_from: 'Frominator' })
  expect(await admin.get('customer', made.id)).toMatchObject({ x_select: 'drop table' })
  const filter = { field: 'x_select', op: 'eq', value: 'DROP TABLE' } as const
  expect((await admin.list('customer', { filter, sort: ['-x_order', 'x_user'] })).data.map((row) => row.id)).toEqual([
    made.id,
  ])
  expect(await admin.search('frominator')).toMatchObject([{ id: made.id }])
  expect(
    (await admin.aggregate('customer', { group: [{ field: 'x_select' }], measures: [{ measure: 'count' }] })).rows,
  ).toContainEqual({ group: ['drop table'], values: [1] })
  const { batch } = await admin.bulk('customer', { filter, values: { x_select: 'bulk' } })
  expect(await admin.undo(batch)).toMatchObject({ undone: 1 })
  expect(await admin.get('customer', made.id)).toMatchObject({ x_select: 'drop table' })
  const used = await world.db.query<{ plan: string }>(
    sql`select indexdef as plan from pg_indexes where tablename = 'customer' and indexname like 'xi_customer_x_select%'`,
  )
  expect(used).toHaveLength(1)
})

test('a field of every kind can be added, and built-in migrations leave it alone', async () => {
  const { kinds } = await import('@rapport/vocabulary/define/kinds/index.ts')
  for (const kind of Object.keys(kinds)) {
    const isLink = kind === 'link' || kind === 'links'
    const isChoice = kind === 'choice' || kind === 'choices'
    const definition = {
      kind,
      label: l(kind),
      ...(isLink && { to: 'product' }),
      ...(isChoice && { choices: { a: { label: l('A') }, 'B c': { label: l('B') } } }),
      index: true,
    }
    await custom.addField(office.admin, 'deal', `x_${kind}`, definition)
  }
  expect(living.current().find('deal')!.fields.x_links).toMatchObject({ kind: 'links', to: 'product', custom: true })
  expect(await draft(world.db, base.objects)).toEqual({ steps: [], leftOver: [] })
})

test('an object of a user is a real object: linked, merged, trashed, permitted, searched', async () => {
  await custom.addObject(office.admin, {
    name: 'x_machine',
    plural: 'x_machines',
    label: l('Machine'),
    labels: l('Machines'),
    title: 'select',
    fields: {
      select: { kind: 'text', label: l('Name'), search: true, index: true },
      customer: { kind: 'link', label: l('Customer'), to: 'customer', reverse: l('Machines') },
      order: { kind: 'number', label: l('Order') },
    },
  })
  const admin = office.as(office.admin)
  const [a, b] = [await admin.create('customer', { name: 'A' }), await admin.create('customer', { name: 'B' })]
  const machine = await admin.create('x_machine', { select: 'Lathe', customer: b.id, order: 3 })
  const { change } = await admin.merge('customer', a.id, [b.id])
  expect(await admin.get('x_machine', machine.id)).toMatchObject({ customer: a.id })
  await admin.unmerge(change)
  expect(await admin.get('x_machine', machine.id)).toMatchObject({ customer: b.id })
  expect(await admin.search('lath')).toMatchObject([{ object: 'x_machine', title: 'Lathe' }])
  expect(await code(office.as(office.viewer).create('x_machine', { select: 'No' }))).toBe('forbidden')
  await custom.addField(office.admin, 'x_machine', 'x_weight', { kind: 'money', label: l('Weight') })
  expect(await admin.update('x_machine', machine.id, { x_weight: '12.50' })).toMatchObject({ x_weight: '12.5000' })
  await custom.removeObject(office.admin, 'x_machine')
  expect(await code(admin.list('x_machine'))).toBe('not_found')
  expect(await custom.trash(office.admin)).toMatchObject([{ kind: 'object', name: 'x_machine' }])
  await custom.restore(office.admin, 'object', 'x_machine', 'x_machine')
  expect(await admin.get('x_machine', machine.id)).toMatchObject({ select: 'Lathe', x_weight: '12.5000' })
  expect(Object.keys(living.current().find('x_machine')!.own)).toEqual(['select', 'customer', 'order', 'x_weight'])
})

test('a field can change and go; other processes hear of it', async () => {
  await custom.addField(office.admin, 'product', 'x_grade', {
    kind: 'choice',
    label: l('Grade'),
    choices: { a: { label: l('A') } },
  })
  const elsewhere = await openVocabulary(world.db, base)
  await custom.changeField(office.admin, 'product', 'x_grade', {
    kind: 'choice',
    label: l('Class'),
    choices: { a: { label: l('A') }, b: { label: l('B') } },
    index: true,
  })
  expect(elsewhere.current().find('product')!.fields.x_grade!.label.en).toBe('Grade')
  await elsewhere.reload()
  expect(elsewhere.current().find('product')!.fields.x_grade!.label.en).toBe('Class')
  const admin = office.as(office.admin)
  const product = await admin.create('product', { name: 'P', x_grade: 'b' })
  expect(await code(custom.changeField(office.admin, 'product', 'x_grade', { kind: 'text', label: l('x') }))).toBe(
    'definition_invalid',
  )
  await custom.removeField(office.admin, 'product', 'x_grade')
  expect(await office.as(office.admin).get('product', product.id)).not.toHaveProperty('x_grade')
  expect(await code(custom.removeField(office.admin, 'product', 'name'))).toBe('definition_invalid')
})

test('a field becomes unique only when no value stands twice', async () => {
  await custom.addField(office.admin, 'tag', 'x_code', { kind: 'code', label: l('Code') })
  const admin = office.as(office.admin)
  await admin.create('tag', { name: 't1', x_code: 'same' })
  const second = await admin.create('tag', { name: 't2', x_code: 'SAME' })
  const unique = { kind: 'code', label: l('Code'), unique: true }
  expect(await code(custom.changeField(office.admin, 'tag', 'x_code', unique))).toBe('definition_invalid')
  expect(living.current().find('tag')!.fields.x_code!.unique).toBeFalsy()
  await admin.update('tag', second.id, { x_code: 'other' })
  await custom.changeField(office.admin, 'tag', 'x_code', unique)
  expect(await code(office.as(office.admin).create('tag', { name: 't3', x_code: 'Other' }))).toBe('invalid')
})

test('definitions that are not right are refused with a sentence', async () => {
  const field = (definition: unknown, name = 'x_new') =>
    code(custom.addField(office.admin, 'customer', name, definition))
  const good = { kind: 'text', label: l('New') }
  for (const name of ['new', 'x_', 'x_New', 'x_a b', 'x_"; drop table customer; --', `x_${'a'.repeat(60)}`])
    expect(await field(good, name), name).toBe('definition_invalid')
  const wrong: unknown[] = [
    null,
    [],
    'text',
    { kind: 'text' },
    { kind: 'alien', label: l('x') },
    { ...good, derived: true },
    { ...good, __proto__: 1, evil: 1 },
    { kind: 'choice', label: l('x') },
    { kind: 'link', label: l('x'), to: 'nothing' },
    { ...good, to: 'customer' },
    { ...good, pattern: '(' },
    { ...good, pattern: '(a+)+' },
    { ...good, max: 'x' },
    { kind: 'number', label: l('x'), default: 'x' },
    { kind: 'choice', label: l('x'), choices: { 'a"}': { label: l('x') } } },
    { kind: 'links', label: l('x'), to: 'tag', unique: true },
  ]
  for (const definition of wrong) expect(await field(definition), JSON.stringify(definition)).toBe('definition_invalid')
  expect(await code(custom.addField(office.manager, 'customer', 'x_new', good))).toBe('ability_missing')
  expect(
    await code(custom.addObject(office.admin, { name: 'machine', label: l('x'), title: 'a', fields: { a: good } })),
  ).toBe('definition_invalid')
  expect(
    await code(
      custom.addObject(office.admin, { name: 'x_m', label: l('x'), title: 'search', fields: { search: good } }),
    ),
  ).toBe('definition_invalid')
})

test('people who change definitions at the same moment, while others write, get a table that fits the definitions', async () => {
  const db = openDatabase({ address: world.address, connections: 5 })
  const other = await openVocabulary(db, base)
  const second = openCustom({
    db,
    base,
    living: other,
    clock: office.engine.clock,
    newId: office.engine.newId,
    engine: { ...office.engine, db, vocabulary: () => other.current() },
  })
  let writing = true
  const writer = (async () => {
    let written = 0
    while (writing) {
      await office.as(office.admin).create('customer', { name: `Writer ${written++}` })
    }
    return written
  })()
  const define = { kind: 'text', label: l('Race'), index: true, search: true, default: 'd' }
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      code((i % 2 ? second : custom).addField(office.admin, 'customer', `x_race_${Math.floor(i / 2)}`, define)),
    ),
  )
  writing = false
  expect(await writer).toBeGreaterThan(0)
  await db.close()
  expect(outcomes.filter((one) => one === 'done')).toHaveLength(6)
  expect(outcomes.filter((one) => one === 'definition_invalid')).toHaveLength(6)
  await living.reload()
  const columns = await world.db.query(
    sql`select attname from pg_attribute where attrelid = 'customer'::regclass and attname like 'x_race%' and not attisdropped`,
  )
  expect(columns).toHaveLength(6)
  await settleTables(world.db, living.current())
  const broken = await world.db.query(sql`select indexrelid::regclass::text from pg_index where not indisvalid`)
  expect(broken).toEqual([])
  expect(await office.as(office.admin).create('customer', { name: 'After' })).toMatchObject({ x_race_5: 'd' })
}, 60_000)

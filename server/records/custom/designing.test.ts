import { vocabulary as base } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../../test/office.ts'
import { useWorld } from '../../test/world.ts'
import { type LivingVocabulary, openVocabulary } from '../vocabulary.ts'
import { type Custom, openCustom } from './custom.ts'

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
const field = (object: string, name: string) => living.current().find(object)!.fields[name]!
const latest = async () => (await custom.history(office.admin))[0]!

test('a removed field keeps what it held, and comes back with it', async () => {
  const { admin } = office
  await custom.addField(admin, 'customer', 'x_size', { kind: 'integer', label: l('Size'), required: true, default: 1 })
  const made = await office.as(admin).create('customer', { name: 'Kept', x_size: 7 })
  await custom.removeField(admin, 'customer', 'x_size')
  await office.as(admin).create('customer', { name: 'Made meanwhile' })
  expect(await office.as(admin).get('customer', made.id)).not.toHaveProperty('x_size')
  expect(await said(custom.addField(admin, 'customer', 'x_size', { kind: 'text', label: l('Size') }))).toMatch(/trash/)
  expect(await custom.trash(admin)).toMatchObject([{ object: 'customer', name: 'x_size', until: expect.any(String) }])
  const { batch } = await latest()
  await custom.takeBack(admin, batch)
  expect(await office.as(admin).get('customer', made.id)).toMatchObject({ x_size: 7 })
  expect(await latest()).toMatchObject({ takes_back: batch, changes: [{ verb: 'restore' }] })
  expect((await custom.history(admin)).find((one) => one.batch === batch)).toMatchObject({ taken_back: true })
  await custom.removeField(admin, 'customer', 'x_size')
  await custom.forget(admin, 'field', 'customer', 'x_size')
  await custom.addField(admin, 'customer', 'x_size', { kind: 'text', label: l('Size') })
  expect(await office.as(admin).get('customer', made.id)).toMatchObject({ x_size: null })
})

test('a choice in use does not vanish silently, and taking it back gives the records back what they had', async () => {
  const { admin } = office
  const choices = { b: { label: l('🚀 Big') }, a: { label: l('Small') }, c: { label: l('None'), colour: 'red' } }
  await custom.addField(admin, 'product', 'x_grade', { kind: 'choice', label: l('Grade'), choices })
  await custom.addField(admin, 'product', 'x_marks', { kind: 'choices', label: l('Marks'), choices })
  expect(Object.keys(field('product', 'x_grade').choices!)).toEqual(['b', 'a', 'c'])
  const products = office.as(admin)
  const one = await products.create('product', { name: 'P', x_grade: 'b', x_marks: ['b', 'a'] })
  const without = { kind: 'choice', label: l('Grade'), choices: { a: choices.a, c: choices.c } }
  expect(await custom.uses(admin, 'product', 'x_grade')).toEqual({ b: 1 })
  expect(await said(custom.changeField(admin, 'product', 'x_grade', without))).toMatch(/1 records have the choice "b"/)
  await custom.changeField(admin, 'product', 'x_grade', without, { b: 'c' })
  await custom.changeField(admin, 'product', 'x_marks', { ...without, kind: 'choices' }, { b: 'a' })
  expect(await products.get('product', one.id)).toMatchObject({ x_grade: 'c', x_marks: ['a'] })
  const [marks, grade] = await custom.history(admin)
  await custom.takeBack(admin, grade!.batch)
  await custom.takeBack(admin, marks!.batch)
  expect(await products.get('product', one.id)).toMatchObject({ x_grade: 'b', x_marks: ['b', 'a'] })
  expect(Object.keys(field('product', 'x_grade').choices!)).toEqual(['b', 'a', 'c'])
})

test('words and choices of built-in fields can be adjusted, and nothing that Rapport relies on goes', async () => {
  const { admin } = office
  const built = base.find('deal')!.own.lost_reason!
  const more = { ...built.choices, x_moved: { label: l('Moved away'), colour: 'pink' } }
  await custom.changeField(admin, 'deal', 'lost_reason', { label: l('Reason'), help: l('Ask twice'), choices: more })
  expect(field('deal', 'lost_reason')).toMatchObject({ label: l('Reason'), help: l('Ask twice') })
  expect(await office.as(admin).create('deal', { name: 'D', lost_reason: 'x_moved' })).toMatchObject({
    lost_reason: 'x_moved',
  })
  const { price: _, ...fewer } = built.choices!
  expect(await said(custom.changeField(admin, 'deal', 'lost_reason', { choices: fewer }))).toMatch(/Retire it/)
  expect(await said(custom.changeField(admin, 'deal', 'name', { required: false }))).toMatch(/required by Rapport/)
  expect(await code(custom.changeField(admin, 'deal', 'amount', { unique: true }))).toBe('definition_invalid')
  await custom.takeBack(admin, (await latest()).batch).catch(() => undefined)
})

test('fields keep the order they are given, and an object can be renamed', async () => {
  const { admin } = office
  await custom.addObject(admin, {
    name: 'x_boat',
    label: l('Boat'),
    title: 'name',
    fields: { name: { kind: 'text', label: l('Name') }, year: { kind: 'integer', label: l('Year') } },
  })
  await custom.addField(admin, 'x_boat', 'order', { kind: 'text', label: l('Order') })
  await custom.orderFields(admin, 'x_boat', ['order', 'year', 'name'])
  const boat = living.current().find('x_boat')!
  expect(Object.keys(boat.own)).toEqual(['order', 'year', 'name'])
  expect(boat.page.sections[0]!.fields).toEqual(['order', 'year', 'name'])
  await custom.changeObject(admin, 'x_boat', { label: l('Ship'), labels: l('Ships'), icon: 'flag', name: 'x_evil' })
  expect(living.current().find('x_boat')).toMatchObject({ label: l('Ship'), icon: 'flag', plural: 'x_boats' })
  expect(await said(custom.orderFields(admin, 'x_boat', ['order', 'order']))).toMatch(/each once/)
  expect(await said(custom.addField(admin, 'x_boat', 'version', { kind: 'text', label: l('V') }))).toMatch(/already/)
})

test('two hundred fields fit on one object, and the next is refused', async () => {
  const { admin } = office
  const fields = Object.fromEntries(
    Array.from({ length: 199 }, (_, at) => [`field_${at}`, { kind: 'number', label: l(`Field ${at}`) }]),
  )
  await custom.addObject(admin, {
    name: 'x_wide',
    label: l('Wide'),
    title: 'name',
    fields: { name: { kind: 'text', label: l('N') }, ...fields },
  })
  const wide = office.as(admin)
  const made = await wide.create('x_wide', { name: 'W', field_198: 1.5 })
  expect(await wide.get('x_wide', made.id)).toMatchObject({ field_198: 1.5 })
  expect(await said(custom.addField(admin, 'x_wide', 'one_more', { kind: 'text', label: l('No') }))).toMatch(
    /at most 200/,
  )
})

test('a configuration goes to another company as one file, is shown before, and is taken back whole', async () => {
  const { admin } = office
  const ship = {
    name: 'x_ship',
    label: l('Ship'),
    title: 'name',
    fields: { name: { kind: 'text', label: l('N') }, fleet: { kind: 'link', label: l('F'), to: 'x_ship' } },
  }
  await custom.addObject(admin, ship)
  await custom.addField(admin, 'customer', 'x_ship', { kind: 'link', label: l('Ship'), to: 'x_ship' })
  const records = office.as({ ...admin, abilities: [...admin.abilities] })
  const captain = await records.create('role', { name: 'Captain', grants: { '*': { read: 'own' } } })
  await records.create('layout', {
    object: 'customer',
    place: 'page',
    role: captain.id,
    settings: { top: [], side: [{ key: 'a', widget: 'fields', fields: ['note', 'x_ship'] }], main: [], tabs: [] },
  })
  const file = JSON.parse(JSON.stringify(await custom.exportConfiguration(admin)))
  expect((await custom.importConfiguration(admin, file, true)).filter((one) => one.change !== 'same')).toEqual([])
  file.definitions = file.definitions.filter(
    (one: { object: string }) => one.object === 'x_ship' || one.object === 'customer',
  )
  for (const one of file.definitions) {
    if (one.object === 'x_ship') one.object = 'x_boats_new'
    if (one.kind === 'object')
      Object.assign(one, {
        name: 'x_boats_new',
        definition: { ...one.definition, name: 'x_boats_new', plural: 'x_boats_news' },
      })
    if (one.definition.to === 'x_ship') one.definition.to = 'x_boats_new'
    if (one.name === 'x_ship') one.name = 'x_other_ship'
  }
  file.records.roles[0].description = 'Steers'
  file.records.pipelines = [
    { name: 'Sea', stages: [{ name: 'Harbour', position: 1, outcome: 'open', card_limit: 4, colour: 'teal' }] },
  ]
  expect(file.records.layouts).toEqual([
    {
      object: 'customer',
      place: 'page',
      role: 'Captain',
      settings: { top: [], side: [{ key: 'a', widget: 'fields', fields: ['note', 'x_ship'] }], main: [], tabs: [] },
    },
  ])
  const settings = { lanes: { status: { open: { limit: 3 } }, stage: { any: { limit: 1 } } } }
  file.records.layouts = [
    { object: 'deal', place: 'board', role: null, settings },
    {
      object: 'x_boats_new',
      place: 'page',
      role: 'Captain',
      settings: { side: [{ key: 'a', widget: 'fields', fields: ['fleet'] }] },
    },
  ]
  const seen = await custom.importConfiguration(admin, file, true)
  expect(seen.filter((one) => one.change === 'add').map((one) => one.name)).toEqual(
    expect.arrayContaining(['x_boats_new', 'x_other_ship', 'Sea', 'Harbour']),
  )
  expect(living.current().find('x_boats_new')).toBeUndefined()
  await custom.importConfiguration(admin, file, false)
  expect(living.current().find('x_boats_new')!.own.fleet).toMatchObject({ to: 'x_boats_new' })
  expect((await records.list('pipeline', {})).data).toMatchObject([{ name: 'Sea' }])
  const ofDeals = { filter: { field: 'object', op: 'eq', value: 'deal' } } as const
  expect((await records.list('layout', ofDeals)).data).toMatchObject([
    { settings: { lanes: { status: { open: { limit: 3 } } } } },
  ])
  await custom.takeBack(admin, (await latest()).batch)
  expect(living.current().find('x_boats_new')).toBeUndefined()
  expect([(await records.list('pipeline', {})).data, (await records.list('role', {})).data[0]!.description]).toEqual([
    [],
    null,
  ])
  expect((await records.list('layout', ofDeals)).data).toEqual([])
  for (const wrong of [
    null,
    {},
    { format: 'rapport-configuration', version: 2 },
    { ...file, definitions: [{ kind: 'magic' }] },
    { ...file, records: [] },
  ])
    expect(await code(custom.importConfiguration(admin, wrong, true))).toBe('definition_invalid')
})

test('changes of roles and people stand in the same list, and are taken back as long as nothing came after', async () => {
  const { admin } = office
  const records = office.as(admin)
  const role = await records.create('role', { name: 'Guest', description: 'Looks', grants: {} })
  await records.update('role', role.id, { description: 'Looks around' })
  const step = await latest()
  expect(step).toMatchObject({
    taken_back: false,
    changes: [
      { kind: 'record', object: 'role', name: 'Guest', verb: 'update', after: { description: 'Looks around' } },
    ],
  })
  await records.update('role', role.id, { description: 'Stays' })
  expect(await code(custom.takeBack(admin, step.batch))).toBe('definition_invalid')
  await custom.takeBack(admin, (await latest()).batch)
  await custom.takeBack(admin, step.batch)
  expect(await records.get('role', role.id)).toMatchObject({ description: 'Looks' })
  const steps = await custom.history(admin)
  expect(steps.find((one) => one.batch === step.batch)).toMatchObject({ taken_back: true })
  expect(steps[0]).toMatchObject({ takes_back: step.batch })
  expect(await code(custom.takeBack(office.member, step.batch))).toBe('ability_missing')
})

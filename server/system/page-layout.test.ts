import { standardPage } from '@rapport/vocabulary/define/page-layout.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { areas } from '../areas.ts'
import { type Custom, openCustom } from '../records/custom/custom.ts'
import { type LivingVocabulary, openVocabulary } from '../records/vocabulary.ts'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'

const world = useWorld()
let office: Office
let living: LivingVocabulary
let custom: Custom
beforeAll(async () => {
  living = await openVocabulary(world.db, vocabulary)
  office = await openOffice(world.db, { areas, vocabulary: () => living.current() })
  const { engine } = office
  custom = openCustom({ db: world.db, base: vocabulary, living, clock: engine.clock, newId: engine.newId, engine })
})

const said = (settings: unknown): Promise<string> =>
  office
    .as(office.admin)
    .create('layout', { object: 'customer', place: 'page', settings })
    .then(
      () => 'done',
      (error) => error.message,
    )
const side = (section: object) => ({ side: [{ key: 'a', ...section }] })

test('every object has a page by its definition that may be kept as it is', async () => {
  const records = office.as(office.admin)
  for (const object of vocabulary.objects) {
    const settings = standardPage(object)
    const made = await records.create('layout', { object: object.name, place: 'page', settings })
    expect((await records.get('layout', made.id)).settings).toEqual(settings)
    await records.remove('layout', made.id)
  }
})

test('a page that does not fit is refused with what is not right', async () => {
  expect(await said([])).toMatch(/lists of sections named top, side, main/)
  expect(await said({ left: [] })).toMatch(/lists of sections/)
  expect(await said(side({ widget: 'magic' }))).toMatch(/no section of the kind “magic”; there are fields, own/)
  expect(await said({ side: [{ widget: 'own' }] })).toMatch(/has a key/)
  expect(await said(side({ widget: 'fields', fields: ['name', 'shoe_size'] }))).toMatch(/no field “shoe_size”/)
  expect(await said(side({ widget: 'related', link: 'order.number' }))).toMatch(/Nothing points to Customers by/)
  expect(await said(side({ widget: 'own', label: { en: 'Only' } }))).toMatch(/in English \(en\) and Chinese/)
  expect(await said(side({ widget: 'own', when: { field: 'shoe_size', op: 'empty' } }))).toMatch(/condition/)
  const linked = { field: 'employer.name', op: 'eq', value: 'Acme' }
  expect(await said(side({ widget: 'own', when: linked }))).toMatch(/fields of the record itself/)
  expect(await said({ top: [{ key: 'a', widget: 'own' }], main: [{ key: 'a', widget: 'own' }] })).toMatch(/twice/)
  expect(await said({ tabs: [{ key: 'b', sections: [{ key: 'c', widget: 'magic' }] }] })).toMatch(/of the kind/)
})

test('what stood on a page may stay, and only designers change it', async () => {
  const records = office.as(office.admin)
  const section = {
    key: 'a',
    widget: 'fields',
    label: { en: 'First', zh: '首要' },
    fields: ['name', 'name', 'country'],
    when: { field: 'lifecycle', op: 'eq', value: 'active' },
    stray: 1,
  }
  const made = await records.create('layout', { object: 'customer', place: 'page', settings: { side: [section] } })
  const { stray: _stray, ...kept } = section
  expect((await records.get('layout', made.id)).settings).toEqual({
    top: [],
    side: [{ ...kept, fields: ['name', 'country'] }],
    main: [],
    tabs: [],
  })
  await expect(
    office.as(office.member).update('layout', made.id, { settings: standardPage(vocabulary.find('customer')!) }),
  ).rejects.toMatchObject({ code: expect.stringMatching(/forbidden|ability_missing/) })
  await expect(records.update('layout', made.id, { settings: side({ widget: 'no' }) })).rejects.toMatchObject({
    code: 'definition_invalid',
  })
  await records.remove('layout', made.id)
})

test('a removed field leaves its place, and a file brings a page together with what it shows', async () => {
  const { admin } = office
  const records = office.as(admin)
  const l = (en: string) => ({ en, zh: en })
  await custom.addField(admin, 'product', 'x_shelf', { kind: 'text', label: l('Shelf') })
  const shown = (fields: string[]) => ({ top: [], side: [{ key: 'a', widget: 'fields', fields }], main: [], tabs: [] })
  const settings = shown(['name', 'x_shelf'])
  const made = await records.create('layout', { object: 'product', place: 'page', settings })
  const whole = JSON.parse(JSON.stringify(await custom.exportConfiguration(admin)))
  await custom.removeField(admin, 'product', 'x_shelf')
  const again = shown(['x_shelf', 'name'])
  await records.update('layout', made.id, { settings: again })
  expect((await custom.exportConfiguration(admin)).records.layouts).toEqual([
    { object: 'product', place: 'page', role: null, settings: shown(['name']) },
  ])
  await records.remove('layout', made.id)
  await custom.forget(admin, 'field', 'product', 'x_shelf')
  const plan = await custom.importConfiguration(admin, whole, false)
  expect(plan.filter((one) => one.change === 'add').map((one) => `${one.what} ${one.name}`)).toEqual([
    'field x_shelf',
    'layout page',
  ])
  expect((await records.list('layout', {})).data).toMatchObject([{ settings }])
})

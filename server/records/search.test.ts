import { beforeAll, expect, test } from 'vitest'
import { type Office, openOffice, personWith } from '../test/office.ts'
import { useWorld } from '../test/world.ts'
import { tokenOf } from './token-set.ts'

const world = useWorld()
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})

const make = async (values: object) => (await office.as(office.admin).create('customer', { name: 'x', ...values })).id
const finds = async (query: string) => (await office.as(office.admin).search(query)).map((hit) => hit.id)

test('a long code is found with and without what parts it, and by several long words at once', async () => {
  const coded = await make({ name: 'Barnaby Featherstone', external_id: 'KD-2047/731.X_9 (b)' })
  const alike = await make({ name: 'Barnaby Featherington', external_id: 'KD-2047/732' })
  for (const query of ['KD-2047/731', 'kd2047731', 'kd2047731x9b', 'barnaby featherstone', 'featherstone kd2047731x'])
    expect(await finds(query), query).toEqual([coded])
  expect((await finds('feather barnaby')).sort()).toEqual([coded, alike].sort())
  for (const query of ['kd2047739', 'barnaby featherstones', 'featherstone kd2047732'])
    expect(await finds(query), query).toEqual([])
})

test('a long number is found from its country, its area or its end, and not when a digit differs', async () => {
  const called = await make({ phones: [{ value: '+442079460958' }, { value: '+4915112345678' }] })
  for (const query of ['+44 20 7946 0958', '020 7946 0958', '0044 20 7946', '79460958', '0151 1234 5678'])
    expect(await finds(query), query).toContain(called)
  for (const query of ['+44 20 7946 0959', '0151 1234 5679']) expect(await finds(query), query).toEqual([])
})

test('long words beyond ASCII are found as they are written and as they are typed', async () => {
  const strasse = await make({ name: 'Gödeke-Großmann Kälteanlagenbau' })
  const trade = await make({ name: '北京长城国际贸易有限责任公司' })
  for (const query of ['kälteanlagen', 'kalteanlagenbau', 'KÄLTEANLAGENBAU'])
    expect(await finds(query), query).toEqual([strasse])
  for (const query of ['长城国际贸易有限', '北京长城国际贸易有限责任公司', 'beijingchangcheng'])
    expect(await finds(query), query).toEqual([trade])
})

test('a long word of a field that is hidden finds nothing', async () => {
  const { id } = await office.as(office.admin).create('customer', { name: 'Openhanded', external_id: 'QX-9047-5512' })
  const grants = { '*': { read: 'all' }, customer: { read: 'all', fields: { external_id: 'hidden' } } } as const
  const blind = office.as(personWith('Blind', grants))
  expect(await finds('qx90475512')).toEqual([id])
  expect(await blind.search('qx90475512')).toEqual([])
  expect((await blind.search('openhanded')).map((hit) => hit.id)).toEqual([id])
})

test('records whose tokens share a number with what was typed are told apart by their text, however many they are', async () => {
  // FNV-1a makes the same number of both.
  expect(tokenOf('glbvs')).toBe(tokenOf('yacxa'))
  const meant = await make({ name: 'Meant', emails: [{ value: 'yacxa@example.org' }] })
  const others = Array.from({ length: 130 }, (_, i) => ({ name: `Glbvs ${i}` }))
  for (const one of others) await make(one)
  expect(await finds('yacxa')).toEqual([meant])
  expect(await finds('yacxa meant')).toEqual([meant])
  expect(await finds('glbvs')).toHaveLength(20)
  const list = (op: 'starts' | 'contains') =>
    office.as(office.admin).list('customer', { filter: { field: 'name', op, value: 'yacxa' } })
  for (const op of ['starts', 'contains'] as const) expect((await list(op)).data).toEqual([])
})

import { beforeAll, expect, test } from 'vitest'
import { type Office, openOffice, personWith } from '../test/office.ts'
import { useWorld } from '../test/world.ts'

const world = useWorld()
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})

test('a record can be seen as it was at each of its versions, and given back by an ordinary change', async () => {
  const admin = office.as(office.admin)
  const { id } = await admin.create('customer', { name: 'Emmy', country: 'Bavaria', employees: 3 })
  await admin.update('customer', id, { country: 'Germany', employees: 5 })
  await admin.update('customer', id, { country: 'USA', emails: [{ value: 'emmy@example.com' }] })
  const first = await admin.getAt('customer', id, 1)
  expect(first).toMatchObject({ name: 'Emmy', country: 'Bavaria', employees: 3, emails: null, version: 1 })
  expect(await admin.getAt('customer', id, 2)).toMatchObject({
    country: 'Germany',
    employees: 5,
    emails: null,
    version: 2,
  })
  expect(await admin.getAt('customer', id, 3)).toEqual(await admin.get('customer', id))
  const { country, employees, emails } = first
  await admin.update('customer', id, { country, employees, emails }, { version: 3 })
  const verbs = (await admin.history('customer', id)).data.map((one) => one.verb)
  expect(verbs).toEqual(['update', 'update', 'update', 'create'])
  expect(await admin.getAt('customer', id, 3)).toMatchObject({ country: 'USA', version: 3 })
})

test('a version that is not there yet, and fields that are hidden, are not told of', async () => {
  const admin = office.as(office.admin)
  const { id } = await admin.create('customer', { name: 'Sofja', country: 'Russia' })
  await admin.update('customer', id, { country: 'Sweden' })
  await expect(admin.getAt('customer', id, 9)).rejects.toMatchObject({ code: 'not_found' })
  const blind = personWith('Blind', {
    '*': { read: 'all' },
    customer: { read: 'all', fields: { country: 'hidden' } },
  })
  const seen = await office.as(blind).getAt('customer', id, 1)
  expect(seen).toMatchObject({ name: 'Sofja', version: 1 })
  expect(JSON.stringify(seen)).not.toMatch(/Russia|Sweden/)
})

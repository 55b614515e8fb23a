import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../test/app.ts'

const house = useApp()
const label = (en: string) => ({ en, zh: en })
const boat = {
  name: 'x_boat',
  plural: 'x_boats',
  label: label('Boat'),
  labels: label('Boats'),
  title: 'name',
  fields: {
    name: { kind: 'text', label: label('Name'), required: true, search: true },
    owner_customer: { kind: 'link', label: label('Customer'), to: 'customer' },
    length: { kind: 'number', label: label('Length'), index: true },
  },
}

beforeAll(async () => {
  const added = await house.owner.post('/custom-objects', { object: boat })
  expect(added.statusCode, added.body).toBe(201)
})

test('an object that users add has every address at once, and stands in the document', async () => {
  const made = await house.owner.post('/x_boats', { name: 'Argo', length: 12.5 })
  expect(made.json()).toMatchObject({ name: 'Argo', length: 12.5, version: 1 })
  const filter = encodeURIComponent(JSON.stringify({ field: 'length', op: 'gt', value: 10 }))
  expect((await house.owner.get(`/x_boats?sort=-length&filter=${filter}`)).json().data).toHaveLength(1)
  expect((await house.owner.get('/search?q=arg')).json().data).toMatchObject([{ object: 'x_boat', title: 'Argo' }])
  const document = (await house.owner.get('/api/openapi.json')).json()
  expect(document.paths['/api/v1/x_boats'].get.operationId).toBe('listXBoats')
  expect((await house.owner.get('/api/docs/x_boats')).statusCode).toBe(200)
  const anyone = (await house.anyone.get('/api/openapi.json')).json()
  expect(anyone.paths['/api/v1/x_boats']).toBeUndefined()
  expect((await house.owner.delete('/custom-objects/x_boat')).statusCode).toBe(204)
  expect((await house.owner.get('/x_boats')).statusCode).toBe(404)
  const [step] = (await house.owner.get('/design/changes')).json().data
  expect(step).toMatchObject({ person: { name: 'Olga Owner' }, changes: [{ verb: 'delete', name: 'x_boat' }] })
  expect((await house.owner.post(`/design/changes/${step.batch}/take-back`)).statusCode).toBe(204)
  expect((await house.owner.get('/x_boats')).json().data).toMatchObject([{ name: 'Argo' }])
})

test('a field that users add, named like a keyword of SQL, works like any other', async () => {
  for (const name of ['x_select', 'x_user', 'x_order']) {
    const field = { kind: 'text', label: label(name), index: true }
    const added = await house.owner.post('/custom-fields', { object: 'customer', name, field })
    expect(added.statusCode, added.body).toBe(201)
    const row = (await house.owner.post('/customers', { name: 'Ada', [name]: 'drop table' })).json()
    expect(row[name]).toBe('drop table')
    const filter = encodeURIComponent(JSON.stringify({ field: name, op: 'eq', value: 'drop table' }))
    expect((await house.owner.get(`/customers?sort=${name}&filter=${filter}`)).json().data[0].id).toBe(row.id)
  }
  const listed = (await house.owner.get('/custom-fields')).json().data
  expect(listed.map((one: { name: string }) => one.name)).toContain('x_select')
  const changed = await house.owner.patch('/custom-fields/customer/x_user', {
    field: { kind: 'text', label: label('Nick') },
  })
  expect(changed.json().field.label.en).toBe('Nick')
  expect((await house.owner.delete('/custom-fields/customer/x_order')).statusCode).toBe(204)
  expect((await house.owner.get('/customers?sort=x_order')).json().code).toBe('sort_invalid')
})

test('the vocabulary tells of it, and answers 304 as long as nothing changes', async () => {
  const first = await house.owner.get('/vocabulary')
  const tag = String(first.headers.etag)
  const seen = first.json().objects.find((one: { name: string }) => one.name === 'x_boat')
  expect(seen).toMatchObject({
    custom: true,
    access: { read: 'all' },
    fields: { name: { kind: 'text', access: 'write' }, version: { access: 'read' } },
  })
  expect((await house.owner.get('/vocabulary', { 'if-none-match': tag })).statusCode).toBe(304)
  await house.owner.post('/custom-fields', {
    object: 'x_boat',
    name: 'x_sail',
    field: { kind: 'text', label: label('Sail') },
  })
  expect((await house.owner.get('/vocabulary', { 'if-none-match': tag })).statusCode).toBe(200)
})

test('what is wrong with a definition is said, and only designers define', async () => {
  for (const body of [
    { object: 'customer', name: 'nickname', field: { kind: 'text', label: label('N') } },
    { object: 'customer', name: 'x_a"; drop', field: { kind: 'text', label: label('N') } },
    { object: 'customer', name: 'x_a', field: { kind: 'nothing', label: label('N') } },
    { object: 'customer', name: 'x_a', field: { kind: 'link', label: label('N'), to: 'nothing' } },
    { object: 'customer', name: 'x_a' },
  ])
    expect((await house.owner.post('/custom-fields', body)).statusCode, JSON.stringify(body)).toBe(422)
  const manager = await house.join('manager', 'mona@acme.example')
  const refused = await manager.post('/custom-fields', {
    object: 'customer',
    name: 'x_b',
    field: { kind: 'text', label: label('B') },
  })
  expect(refused.json().code).toBe('ability_missing')
})

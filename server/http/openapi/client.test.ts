import { OpenAPIClientAxios } from 'openapi-client-axios'
import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../test/app.ts'

/* A client that knows nothing of Rapport but its OpenAPI document, over a real socket. */

const house = useApp({ real: true })
type Call = (
  parameters?: unknown,
  body?: unknown,
  config?: object,
) => Promise<{ status: number; data: never; headers: Record<string, string> }>
let client: Record<string, Call>
let asked: string[] = []

beforeAll(async () => {
  const url = await house.app.listen({ port: 0, host: '127.0.0.1' })
  const role = (await house.owner.get('/roles')).json().data.find((one: { code: string }) => one.code === 'admin')
  const { key } = (await house.owner.post('/api-keys', { name: 'client', role: role.id })).json()
  const definition = (await house.owner.get('/api/openapi.json')).json()
  const api = new OpenAPIClientAxios({
    definition,
    axiosConfigDefaults: { baseURL: url, headers: { authorization: `Bearer ${key}` }, validateStatus: () => true },
  })
  client = (await api.init()) as unknown as Record<string, Call>
  asked = Object.keys(client)
})

test('it finds an operation for everything', () => {
  for (const name of [
    'listCustomers',
    'getCustomer',
    'createCustomer',
    'updateCustomer',
    'deleteCustomer',
    'mergeCustomer',
    'bulkCustomer',
    'aggregateCustomer',
    'historyOfCustomer',
    'winDeal',
    'search',
    'getMe',
    'signIn',
    'uploadFile',
  ])
    expect(typeof client[name], `${name} of ${asked.length}`).toBe('function')
})

test('it creates, reads, changes, lists and deletes', async () => {
  const made = await client.createCustomer!(null, { name: 'Client & Söhne', country: 'Austria' })
  expect(made.status).toBe(201)
  const { id, version } = made.data as { id: string; version: number }
  const changed = await client.updateCustomer!({ id, 'if-match': `"${version}"` }, { name: 'Client' })
  expect(changed.data).toMatchObject({ name: 'Client', version: 2 })
  const stale = await client.updateCustomer!({ id, 'if-match': `"${version}"` }, { name: 'Late' })
  expect(stale.data).toMatchObject({ code: 'conflict' })
  const filter = JSON.stringify({ field: 'country', op: 'eq', value: 'Austria' })
  const page = await client.listCustomers!({ filter, sort: '-created_at,name', limit: 10, total: '1' })
  expect(page.data).toMatchObject({ data: [{ id, name: 'Client' }], next: null, total: { value: 1 } })
  expect((await client.historyOfCustomer!({ id })).data).toMatchObject({
    data: [{ verb: 'update' }, { verb: 'create' }],
  })
  expect((await client.deleteCustomer!({ id })).status).toBe(204)
  const after = await client.listCustomers!({ filter, trash: '1' })
  expect(after.data).toMatchObject({ data: [{ id }] })
})

test('it does verbs', async () => {
  const deal = await client.createDeal!(null, { name: 'Ship' })
  const { id } = deal.data as { id: string }
  const won = await client.winDeal!({ id }, {})
  expect(won.status).toBe(200)
  expect((await client.getDeal!({ id })).data).toMatchObject({ status: 'won' })
})

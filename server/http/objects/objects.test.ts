import { expect, test } from 'vitest'
import { useApp } from '../../test/app.ts'

const house = useApp()
const filterOf = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`
const make = async (values: object = {}) => (await house.owner.post('/customers', { name: 'Ada', ...values })).json()

test('a list is filtered, sorted, paged, counted and named as the query string says', async () => {
  for (const name of ['Cara', 'Abel', 'Bela']) await make({ name, source: 'paging' })
  const filter = filterOf({ field: 'source', op: 'eq', value: 'paging' })
  const first = (
    await house.owner.get(`/customers?${filter}&sort=name&limit=2&fields=name&total=1&expand=owner`)
  ).json()
  expect(first.data.map((row: { name: string }) => row.name)).toEqual(['Abel', 'Bela'])
  expect(Object.keys(first.data[0]).sort()).toEqual(['id', 'name', 'version'])
  expect(first.total).toEqual({ value: 3, exact: true })
  const second = (await house.owner.get(`/customers?${filter}&sort=name&limit=2&cursor=${first.next}`)).json()
  expect(second.data.map((row: { name: string }) => row.name)).toEqual(['Cara'])
  expect(second.next).toBeNull()
})

test('a change with the version that was read holds; with an older one it is refused with what stands', async () => {
  const row = await make()
  const saved = await house.owner.patch(`/customers/${row.id}`, { name: 'Ben' }, { 'if-match': '"1"' })
  expect(saved.headers.etag).toBe('"2"')
  const stale = await house.owner.patch(`/customers/${row.id}`, { name: 'Cid' }, { 'if-match': '"1"' })
  expect(stale.statusCode).toBe(409)
  expect(stale.json()).toMatchObject({
    code: 'conflict',
    current: { name: 'Ben', version: 2 },
    changes: [{ version: 2, fields: ['name'] }],
  })
  expect((await house.owner.delete(`/customers/${row.id}`, { 'if-match': '"1"' })).json().code).toBe('conflict')
  expect((await house.owner.patch(`/customers/${row.id}`, {}, { 'if-match': 'two' })).json().code).toBe(
    'request_unreadable',
  )
  expect((await house.owner.patch(`/customers/${row.id}`, { name: 'Dee' }, { 'if-match': '*' })).statusCode).toBe(200)
})

test('a verb with a key is done once: the same again does nothing more and answers the record', async () => {
  const { id } = (await house.owner.post('/deals', { name: 'Boat' })).json()
  const win = (key: string) => house.owner.post(`/deals/${id}/win`, {}, { 'idempotency-key': key })
  expect((await win('won-once')).statusCode).toBe(200)
  const again = await win('won-once')
  expect(again.statusCode).toBe(200)
  expect(again.json()).toMatchObject({ id, status: 'won' })
  expect((await win('another')).json().code).toBe('verb_refused')
  const other = await house.owner.post(`/deals/${id}/reopen`, {}, { 'idempotency-key': 'won-once' })
  expect(other.json().code).toBe('idempotency_reused')
})

test('what was meant for one person is not done in the name of another', async () => {
  const me = (await house.owner.get('/me')).json().id
  const stranger = '0190a000-0000-7000-8000-000000000000'
  const made = await house.owner.post('/customers', { name: 'Kept' }, { 'rapport-for': me })
  expect(made.statusCode).toBe(201)
  const refused = await house.owner.patch(`/customers/${made.json().id}`, { name: 'Not' }, { 'rapport-for': stranger })
  expect(refused.json().code).toBe('person_differs')
  expect((await house.owner.get(`/customers/${made.json().id}`)).json().name).toBe('Kept')
})

test('fifty at once on one record: those that saw an older version are told, none is lost silently', async () => {
  const row = await make()
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      house.owner.patch(`/customers/${row.id}`, { name: `Writer ${i}` }, { 'if-match': '"1"' }),
    ),
  )
  expect(replies.map((reply) => reply.statusCode).filter((status) => status === 200)).toHaveLength(1)
  expect(replies.every((reply) => [200, 409].includes(reply.statusCode))).toBe(true)
  expect((await house.owner.get(`/customers/${row.id}`)).json().version).toBe(2)
})

test('the same idempotency key creates once, also when it is sent many times at once', async () => {
  const headers = { 'idempotency-key': 'order-4711' }
  const replies = await Promise.all(
    Array.from({ length: 8 }, () => house.owner.post('/customers', { name: 'Once' }, headers)),
  )
  expect(new Set(replies.map((reply) => reply.json().id)).size).toBe(1)
  const numbered = { 'idempotency-key': 'ticket-4711' }
  const tickets = await Promise.all(
    Array.from({ length: 4 }, () =>
      house.owner.post('/tickets', { subject: 'Once, with a number of its own' }, numbered),
    ),
  )
  expect(new Set(tickets.map((reply) => `${reply.statusCode} ${reply.json().number}`)).size).toBe(1)
  const other = await house.owner.post('/customers', { name: 'Twice' }, headers)
  expect(other.json().code).toBe('idempotency_reused')
  expect((await house.owner.post('/customers', { name: 'X' }, { 'idempotency-key': 'a b' })).json().code).toBe(
    'request_unreadable',
  )
})

test('what a person may not see is not there; what they may not change is forbidden', async () => {
  const [mine, other] = [await house.join('member', 'mia@acme.example'), await house.join('member', 'sam@acme.example')]
  const row = (await mine.post('/customers', { name: 'Mine' })).json()
  expect((await other.get(`/customers/${row.id}`)).statusCode).toBe(200)
  expect((await other.patch(`/customers/${row.id}`, { name: 'X' })).json().code).toBe('forbidden')
  expect((await other.delete(`/customers/${row.id}`)).json().code).toBe('forbidden')
  expect((await other.get('/customers/export')).json().code).toBe('forbidden')
  const another = await make()
  const narrow = {
    name: 'Narrow',
    grants: { customer: { read: 'own', create: 'own', update: 'own', fields: { phones: 'hidden', country: 'read' } } },
  }
  const role = (await house.owner.post('/roles', narrow)).json()
  await house.owner.patch(`/users/${other.id}`, { roles: [role.id] })
  for (const path of ['', '/history', '/timeline', '/content'])
    expect((await other.get(`/customers/${row.id}${path}`)).statusCode).toBe(404)
  expect((await other.post(`/customers/${row.id}/merge`, { others: [another.id] })).statusCode).toBe(404)
  expect((await other.get('/customers')).json().data).toEqual([])
  expect((await other.get('/deals')).statusCode).toBe(404)
  const own = (await other.post('/customers', { name: 'Own', country: 'Peru' })).json()
  expect(own).toMatchObject({ code: 'invalid', fields: { country: { code: 'read_only' } } })
  expect((await other.post('/customers', { name: 'Own', phones: [] })).json().fields.phones.code).toBe('unknown_field')
  expect((await other.get(`/customers?${filterOf({ field: 'phones', op: 'not_empty' })}`)).statusCode).toBe(422)
  expect((await other.get('/vocabulary')).json().objects.map((one: { name: string }) => one.name)).toEqual(['customer'])
  const document = (await other.get('/api/openapi.json')).json()
  expect(Object.keys(document.components.schemas.Customer.properties)).not.toContain('phones')
  expect(document.paths['/api/v1/deals']).toBeUndefined()
})

test.each([
  ["name'; drop table customer; --", 'sort'],
  ['name desc', 'sort'],
  ['pg_sleep(5)', 'sort'],
  ['constructor', 'sort'],
  ['__proto__', 'fields'],
  ['name,"x"', 'fields'],
  ['owner; select 1', 'expand'],
  ['{"field":"name\' or 1=1 --","op":"eq","value":"x"}', 'filter'],
  ['{"field":"__proto__","op":"eq","value":"x"}', 'filter'],
  ['{"field":"name","op":"eq); drop table customer","value":"x"}', 'filter'],
  ['{"some":"order.customer) or (1=1"}', 'filter'],
  ['{"field":"name"', 'filter'],
  ['[]', 'filter'],
  ["1'", 'limit'],
  ['-1', 'limit'],
  ['501', 'limit'],
  ['1e3', 'limit'],
  ['true', 'total'],
  ["' union select 1 --", 'cursor'],
])('%j as %s is refused by name and does nothing', async (value, name) => {
  const reply = await house.owner.get(`/customers?${name}=${encodeURIComponent(value)}`)
  expect([400, 422]).toContain(reply.statusCode)
  expect(reply.headers['content-type']).toContain('application/problem+json')
  expect((await house.owner.get('/customers?limit=1')).statusCode).toBe(200)
})

test('values that look like SQL, HTML or paths are values', async () => {
  for (const name of [
    "Robert'); drop table customer;--",
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '{{7*7}}',
    '=1+1',
    '💣\u202e',
  ]) {
    const row = await make({ name })
    expect(row.name).toBe(name)
    const found = await house.owner.get(`/customers?${filterOf({ field: 'name', op: 'eq', value: name })}`)
    expect(found.json().data.map((one: { id: string }) => one.id)).toContain(row.id)
  }
})

test('a parameter that is unknown, empty or given twice is named', async () => {
  for (const [query, detail] of [
    ['sorted=name', 'The parameter "sorted" is not known here. Known are: filter, sort'],
    ['limit=1&limit=2', 'The parameter "limit" is given more than once.'],
    ['limit=', 'The parameter "limit" must be a whole number from 1 to 500.'],
    ['filter=%7B', 'The parameter "filter" must be JSON'],
  ] as const)
    expect((await house.owner.get(`/customers?${query}`)).json()).toMatchObject({
      code: 'query_invalid',
      detail: expect.stringContaining(detail),
    })
})

test('a body is never bent into shape', async () => {
  const wrong = (await house.owner.post('/customers', { name: 5, employees: '12', invented: true, nonsense: 1 })).json()
  expect(Object.keys(wrong.fields).sort()).toEqual(['employees', 'invented', 'name', 'nonsense'])
  expect(wrong.fields.name.detail).toEqual({ en: expect.any(String), zh: expect.any(String) })
  for (const body of ['[]', '"x"', '1', 'null'])
    expect((await house.owner.post('/customers', body, { 'content-type': 'application/json' })).json().code).toBe(
      'invalid',
    )
  for (const body of ['{', '{"name":"x","name":', '{"__proto__":{"a":1},"name":"x"}'])
    expect((await house.owner.post('/customers', body, { 'content-type': 'application/json' })).statusCode).toBe(400)
  const large = await house.owner.post('/customers', { name: 'x', note: 'y'.repeat(6_000_000) })
  expect(large.json().code).toBe('body_too_large')
  const nothing = await house.owner.ask('POST', '/customers', '', { 'content-type': 'application/json' })
  expect(nothing.json().code).toBe('request_unreadable')
})

test('a merge, a change of many and their undoing', async () => {
  const [a, b] = [await make({ name: 'Keep' }), await make({ name: 'Twin', website: 'https://twin.example' })]
  const merged = (await house.owner.post(`/customers/${a.id}/merge`, { others: [b.id] })).json()
  expect(merged.row).toMatchObject({ id: a.id, website: 'https://twin.example' })
  expect((await house.owner.get(`/customers/${b.id}`)).json().deleted_at).not.toBeNull()
  expect((await house.owner.post(`/merges/${merged.change}/undo`)).json()).toMatchObject({ kept: [] })
  expect((await house.owner.get(`/customers/${b.id}`)).json().deleted_at).toBeNull()
  const many = (await house.owner.post('/customers/bulk', { ids: [a.id, b.id], values: { source: 'fair' } })).json()
  expect(many).toMatchObject({ matched: 2, changed: 2, refused: 0 })
  expect((await house.owner.post(`/bulk/${many.batch}/undo`)).json()).toMatchObject({ undone: 2, kept: [] })
  expect((await house.owner.get(`/customers/${a.id}`)).json().source).toBeNull()
  for (const body of [
    {},
    { ids: [a.id] },
    { ids: [a.id], values: {}, remove: true },
    { ids: 'all', remove: true },
    { filter: {}, x: 1 },
  ])
    expect([400, 422]).toContain((await house.owner.post('/customers/bulk', body)).statusCode)
})

test('sums and groups', async () => {
  for (const employees of [10, 5]) await make({ employees, source: 'sums' })
  const filter = { field: 'source', op: 'eq', value: 'sums' }
  const measures = [{ measure: 'sum', field: 'employees' }, { measure: 'count' }]
  const all = await house.owner.post('/customers/aggregate', { filter, measures })
  expect(all.json().rows).toMatchObject([{ group: [], values: [15, 2] }])
  const grouped = await house.owner.post('/customers/aggregate', { filter, measures, group: [{ field: 'type' }] })
  expect(grouped.json().rows).toMatchObject([{ group: ['person'], values: [15, 2] }])
  const wrong = [
    {},
    { measures: [] },
    { measures: [{ measure: 'sum; drop' }] },
    { measures: 1 },
    { measures, filter: 1 },
  ]
  for (const body of wrong) expect((await house.owner.post('/customers/aggregate', body)).statusCode).toBe(422)
  const nothing = { measures: [{ measure: 'sum', field: 'nothing' }] }
  expect((await house.owner.post('/customers/aggregate', nothing)).json().code).toBe('fields_invalid')
})

test('search answers as one types', async () => {
  await make({ name: '王小明', emails: [{ value: 'wang@example.cn' }] })
  const { data } = (await house.owner.get(`/search?q=${encodeURIComponent('小明')}&objects=customer`)).json()
  expect(data).toMatchObject([{ object: 'customer', title: '王小明' }])
  expect((await house.owner.get('/search?q=wxm')).json().data[0].title).toBe('王小明')
  expect((await house.owner.get('/search')).json().code).toBe('query_invalid')
})

test('an address that is not there, and a method that is not taken', async () => {
  for (const path of ['/nothing', '/nothing/1', '/customers/a/b/c/d'])
    expect((await house.owner.get(path)).json().code).toBe('route_missing')
  expect((await house.owner.ask('PUT', '/customers', {})).statusCode).toBe(405)
  expect((await house.owner.post(`/customers/${(await make()).id}/fly`)).json().code).toBe('verb_missing')
})

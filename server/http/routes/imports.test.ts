import { expect, test } from 'vitest'
import { useApp } from '../../test/app.ts'

const house = useApp({ awake: true, real: true })
const bytes = { 'content-type': 'application/octet-stream' }
const people = 'Name,E-mail,Customer ID\nAda Lovelace,ada@example.com,C1\nBob,bob at example,C2\nCid,,C3\n'

const upload = async (contents: string, name = 'people.csv') => {
  const reply = await house.owner.post(`/imports?name=${name}`, contents, bytes)
  expect(reply.statusCode).toBe(201)
  return reply.json()
}
const until = async (id: string, state: string) => {
  for (let i = 0; i < 600; i++) {
    const row = (await house.owner.get(`/imports/${id}`)).json()
    if (row.state === state) return row
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The import never became ${state}.`)
}

test('a file goes from upload to records, refused rows and undo', async () => {
  const made = await upload(people)
  expect(made).toMatchObject({ state: 'ready', total: 3, mapping: { object: 'customer' } })
  const preview = (await house.owner.get(`/imports/${made.id}/preview`)).json()
  expect(preview.counts).toMatchObject({ created: 2, refused: 1 })
  const fixed = { ...made.mapping, fixes: { 3: { 1: 'bob@example.com' } } }
  expect((await house.owner.put(`/imports/${made.id}/mapping`, { mapping: fixed })).statusCode).toBe(200)
  expect((await house.owner.post(`/imports/${made.id}/start`)).json().state).toMatch(/waiting|running|done/)
  expect((await until(made.id, 'done')).counts).toMatchObject({ created: 3, refused: 0 })
  const refused = await house.owner.get(`/imports/${made.id}/refused`)
  expect(refused.headers['content-type']).toContain('text/csv')
  expect(refused.body).toBe('\ufeffLine,Reason,Name,E-mail,Customer ID\r\n')
  expect((await house.owner.get('/customers?total=1')).json().total.value).toBe(3)
  await house.owner.post(`/imports/${made.id}/undo`)
  expect((await until(made.id, 'undone')).undone).toMatchObject({ undone: 3, kept: [] })
  expect((await house.owner.get('/customers?total=1')).json().total.value).toBe(0)
  const { data } = (await house.owner.get('/imports')).json()
  expect(data[0]).toMatchObject({ id: made.id, file_name: 'people.csv', state: 'undone' })
})

test('a broken file is kept with its sentence and cannot be started', async () => {
  const made = await upload('<html></html>')
  expect(made).toMatchObject({ state: 'broken', problem: { en: expect.stringContaining('web page') } })
  expect((await house.owner.post(`/imports/${made.id}/start`)).json()).toMatchObject({
    code: 'import_state',
    status: 409,
  })
})

test('a mapping that cannot work is refused with what is wrong', async () => {
  const made = await upload(people)
  const wrong = await house.owner.put(`/imports/${made.id}/mapping`, {
    mapping: { object: 'customer', columns: [{ column: 0, to: 'shoe_size' }] },
  })
  expect(wrong.json()).toMatchObject({
    code: 'import_mapping',
    detail: '"shoe_size" is no field of customer that a file may give.',
  })
})

test('a person without the ability may not import', async () => {
  const member = await house.join('member', 'mia@acme.example')
  expect((await member.post('/imports', people, bytes)).json()).toMatchObject({ code: 'ability_missing' })
})

test('an import that a key starts has the rights of the key, not those of its maker', async () => {
  await house.owner.post('/customers', { name: 'Ada', external_id: 'K1', country: 'Spain' })
  const grants = { '*': { read: 'all', create: 'all', update: 'none' } }
  const role = (await house.owner.post('/roles', { name: 'Feeder', grants, abilities: ['imports'] })).json()
  const { key } = (await house.owner.post('/api-keys', { name: 'Feed', role: role.id })).json()
  const made = await upload('Name,Customer ID,Country\nAda,K1,France\nEve,K2,France\n', 'feed.csv')
  const started = await house.anyone.post(`/imports/${made.id}/start`, {}, { authorization: `Bearer ${key}` })
  expect(started.statusCode).toBe(200)
  expect((await until(made.id, 'done')).counts).toMatchObject({ created: 1, updated: 0, refused: 1 })
  const { data } = (await house.owner.get('/customers?sort=external_id&fields=external_id,country')).json()
  expect(data.map((row: { country: string }) => row.country)).toEqual(['Spain', 'France'])
})

import { expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp, Visitor } from '../../test/app.ts'

const house = useApp()
const roleOf = async (code: string): Promise<string> =>
  (await house.owner.get('/roles')).json().data.find((role: { code: string }) => role.code === code).id
const withKey = (key: string) => new Visitor(house.app, { authorization: `Bearer ${key}` })
const pass = (ms: number) => {
  house.clock.now = new Date(house.clock.now.getTime() + ms)
}

test('a key has the rights of its role, is shown once, and only its hash is kept', async () => {
  const made = await house.owner.post('/api-keys', { name: 'Shop', role: await roleOf('viewer') })
  expect(made.statusCode).toBe(201)
  const { key, start, id } = made.json()
  expect(key).toMatch(/^rapport_[\w-]{43}$/)
  const program = withKey(key)
  expect((await program.get('/customers')).statusCode).toBe(200)
  expect((await program.post('/customers', { name: 'X' })).json().code).toBe('forbidden')
  expect((await program.get('/me')).json()).toMatchObject({ name: 'Olga Owner', abilities: [], via: 'api' })
  const listed = (await house.owner.get('/api-keys')).json().data
  expect(listed).toMatchObject([{ id, start, name: 'Shop', last_used_at: expect.any(String) }])
  expect(JSON.stringify(listed)).not.toContain(key)
  const stored = await house.db.query(sql`select * from auth.api_key`)
  expect(JSON.stringify(stored)).not.toContain(key.slice(12))
})

test('what a key writes is written in the name of whoever made it, as coming by the API', async () => {
  const { key } = (await house.owner.post('/api-keys', { name: 'W', role: await roleOf('admin') })).json()
  const row = (await withKey(key).post('/customers', { name: 'By key' })).json()
  const { data } = (await house.owner.get(`/customers/${row.id}/history`)).json()
  expect(data[0]).toMatchObject({ via: 'api', verb: 'create', person: (await house.owner.get('/me')).json().id })
})

test('a revoked, an expired and an unknown key let nobody in', async () => {
  const role = await roleOf('viewer')
  const revoked = (await house.owner.post('/api-keys', { name: 'R', role })).json()
  const expiring = (await house.owner.post('/api-keys', { name: 'E', role, expires_in_days: 1 })).json()
  expect((await withKey(expiring.key).get('/me')).statusCode).toBe(200)
  expect((await house.owner.delete(`/api-keys/${revoked.id}`)).statusCode).toBe(204)
  expect((await house.owner.delete(`/api-keys/${revoked.id}`)).statusCode).toBe(404)
  pass(25 * 60 * 60 * 1000)
  for (const key of [revoked.key, expiring.key, `rapport_${'A'.repeat(43)}`, 'x'])
    expect((await withKey(key).get('/me')).json().code).toBe('key_invalid')
  const basic = new Visitor(house.app, { authorization: 'Basic b2xnYTpvbGdh' })
  expect((await basic.get('/me')).headers['www-authenticate']).toBe('Bearer')
})

test('a key ends with the account of whoever made it', async () => {
  const admin = await house.join('admin', 'andy@acme.example')
  const { key } = (await admin.post('/api-keys', { name: 'A', role: await roleOf('viewer') })).json()
  expect((await withKey(key).get('/me')).statusCode).toBe(200)
  await house.owner.patch(`/users/${admin.id}`, { status: 'inactive' })
  expect((await withKey(key).get('/me')).json().code).toBe('key_invalid')
})

test('a key cannot make keys or change passwords, whatever its role', async () => {
  const { key } = (await house.owner.post('/api-keys', { name: 'K', role: await roleOf('admin') })).json()
  const made = await withKey(key).post('/api-keys', { name: 'L', role: await roleOf('admin') })
  expect(made.json().code).toBe('session_needed')
  const changed = await withKey(key).post('/auth/password', { current: 'a', password: 'b' })
  expect(changed.json().code).toBe('session_needed')
})

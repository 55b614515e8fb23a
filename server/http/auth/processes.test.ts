import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDatabase } from '../../database/pool.ts'
import { type TestApp, useApp, Visitor } from '../../test/app.ts'

/** Nothing is believed for long by the clock: the test holds it still, so that only what is told can end it. */
const house = useApp({ awake: true })
let other: Awaited<ReturnType<TestApp['another']>>
beforeAll(async () => {
  other = await house.another(openDatabase({ address: house.db.direct, connections: 3 }))
})
afterAll(() => other?.close())

const there = (headers: Record<string, string>) => new Visitor(other.app, headers)
const refused = async (visitor: Visitor) => expect((await visitor.get('/me')).statusCode).toBe(401)

test('a key that one process revokes is refused by every other', async () => {
  const role = (await house.owner.get('/roles')).json().data[0].id
  const { id, key } = (await house.owner.post('/api-keys', { name: 'Shop', role })).json()
  const program = there({ authorization: `Bearer ${key}` })
  expect((await program.get('/me')).statusCode).toBe(200)
  await house.owner.delete(`/api-keys/${id}`)
  await vi.waitFor(() => refused(program), { timeout: 20_000 })
})

test('whoever signs out in one process is signed out in every other', async () => {
  const leaver = await house.join('member', 'leaver@acme.example')
  const elsewhere = there(leaver.headers)
  expect((await elsewhere.get('/me')).statusCode).toBe(200)
  await leaver.post('/auth/sign-out')
  await vi.waitFor(() => refused(elsewhere), { timeout: 20_000 })
})

test('whose account is closed in one process comes in nowhere else', async () => {
  const gone = await house.join('member', 'gone@acme.example')
  const elsewhere = there(gone.headers)
  expect((await elsewhere.get('/me')).statusCode).toBe(200)
  await house.owner.patch(`/users/${gone.id}`, { status: 'inactive' })
  await vi.waitFor(async () => expect((await elsewhere.get('/me')).statusCode).not.toBe(200), { timeout: 20_000 })
})

import { beforeAll, expect, test } from 'vitest'
import { useApp, type Visitor } from '../../test/app.ts'
import { Messenger } from './messenger.ts'

const house = useApp()
let messenger: Messenger
let mia: Visitor & { id: string }
let vic: Visitor & { id: string }
let me: string

beforeAll(async () => {
  messenger = new Messenger({
    db: house.db,
    records: house.house.records,
    find: (user) => house.house.people.find(user),
  })
  mia = await house.join('member', 'mia@acme.example')
  vic = await house.join('viewer', 'vic@acme.example')
  me = (await house.owner.get('/me')).json().id
  await messenger.run()
})

/** The feed waits for the oldest open transaction of the whole server, so what is new may take a while to be seen. */
const told = async (who: Visitor, kind: string, count: number): Promise<{ text: string; about: string }[]> => {
  const look = async () => {
    await messenger.run()
    const { data } = (await who.get('/notifications?limit=100')).json()
    return (data as { text: string; about: string; kind: string }[]).filter((one) => one.kind === kind)
  }
  await expect.poll(async () => (await look()).length, { timeout: 60_000, interval: 250 }).toBe(count)
  return look()
}

const customer = async (name: string): Promise<string> => (await house.owner.post('/customers', { name })).json().id

test('who is mentioned is told, once, in words; whoever writes is not', { timeout: 90_000 }, async () => {
  const id = await customer('Rosalind')
  await house.owner.post('/comments', { about: `customer/${id}`, text: 'Look here, Mia', mentions: [mia.id, me] })
  const [note] = await told(mia, 'mention', 1)
  expect(note).toMatchObject({ text: 'Olga Owner mentioned you: Look here, Mia', about: `customer/${id}` })
  expect(await told(house.owner, 'mention', 0)).toEqual([])
  expect(await messenger.run()).toBe(0)
})

test('followers hear of changes and comments, one unread word a record', { timeout: 90_000 }, async () => {
  const id = await customer('Ada')
  expect((await vic.post('/followers', { about: `customer/${id}` })).statusCode).toBe(201)
  await house.owner.patch(`/customers/${id}`, { country: 'Spain' })
  const [note] = await told(vic, 'change', 1)
  expect(note).toMatchObject({ text: 'Olga Owner changed “Ada”: Country', about: `customer/${id}` })
  await house.owner.patch(`/customers/${id}`, { country: 'Italy' })
  expect(await told(vic, 'change', 1)).toHaveLength(1)
})

test('only colleagues who may see the record are offered for a mention', async () => {
  const id = await customer('Grace')
  const { data } = (await house.owner.get(`/customers/${id}/readers?q=mi`)).json()
  expect(data).toEqual([{ id: mia.id, name: 'mia' }])
  expect((await mia.get('/notifications')).json().data.every((one: { owner: string }) => one.owner === mia.id)).toBe(
    true,
  )
  const mine = (await house.owner.get('/notifications?limit=1')).json().data
  expect(mine).toEqual([])
})

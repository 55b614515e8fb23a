import { request as httpRequest } from 'node:http'
import { beforeAll, expect, test, vi } from 'vitest'
import { useApp, type Visitor } from '../../test/app.ts'

// Long transactions of other test files on the same server hold the feed back for as long as they last.
vi.setConfig({ testTimeout: 120_000 })

const house = useApp({ real: true })
let port = 0
beforeAll(async () => {
  port = Number(new URL(await house.app.listen({ port: 0, host: '127.0.0.1' })).port)
})

type Event = { id?: string; event?: string; data?: { object: string; record: string; verb: string; fields: string[] } }

/** Follows the changes as a browser would, until told to stop. */
const follow = async (visitor: Visitor, path = '/changes', last?: string) => {
  const events: Event[] = []
  let text = ''
  const headers = { ...visitor.headers, ...(last && { 'last-event-id': last }) }
  const sent = httpRequest({ port, host: '127.0.0.1', path: `/api/v1${path}`, headers })
  const response = await new Promise<import('node:http').IncomingMessage>((resolve) => {
    sent.on('response', resolve)
    sent.end()
  })
  let closed = false
  response.on('close', () => {
    closed = true
  })
  response.on('data', (chunk) => {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop()!
    for (const block of blocks) {
      const lines = block.split('\n').map((line) => line.split(/: ?(.*)/s).slice(0, 2) as [string, string])
      const { data, ...event } = Object.fromEntries(lines)
      if (event.id) events.push({ ...event, ...(data && { data: JSON.parse(data) }) })
    }
  })
  const until = async (wanted: (events: Event[]) => boolean) => {
    for (let i = 0; i < 4_000 && !wanted(events); i++) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(wanted(events), JSON.stringify(events)).toBe(true)
  }
  return { status: response.statusCode, events, until, isClosed: () => closed, stop: () => sent.destroy() }
}
const about = (record: string) => (events: Event[]) => events.some((one) => one.data?.record === record)

test('whoever follows hears of a change soon after, and of its fields, not of its values', async () => {
  const stream = await follow(house.owner)
  await stream.until((events) => events.length === 1)
  const row = (await house.owner.post('/customers', { name: 'Secret name' })).json()
  await stream.until(about(row.id))
  const change = stream.events.find((one) => one.data?.record === row.id)!
  expect(change).toMatchObject({ event: 'change', data: { object: 'customer', verb: 'create', version: 1 } })
  expect(change.data!.fields).toContain('name')
  expect(JSON.stringify(stream.events)).not.toContain('Secret name')
  stream.stop()
})

test('a stream that broke off goes on where it was', async () => {
  const first = await follow(house.owner)
  const one = (await house.owner.post('/customers', { name: 'One' })).json()
  await first.until(about(one.id))
  const last = first.events.at(-1)!.id!
  first.stop()
  const two = (await house.owner.post('/customers', { name: 'Two' })).json()
  const second = await follow(house.owner, '/changes', last)
  await second.until(about(two.id))
  expect(about(one.id)(second.events)).toBe(false)
  second.stop()
  expect((await follow(house.owner, '/changes', 'nonsense')).status).toBe(422)
})

test('nobody hears of what they may not see, nor of objects they did not ask for', async () => {
  const role = (
    await house.owner.post('/roles', {
      name: 'Own',
      grants: { customer: { read: 'own', create: 'own' }, deal: { read: 'all' } },
    })
  ).json()
  const narrow = await house.join('member', 'narrow@acme.example')
  await house.owner.patch(`/users/${narrow.id}`, { roles: [role.id] })
  const [stream, deals] = [await follow(narrow), await follow(house.owner, '/changes?objects=deal')]
  const hidden = (await house.owner.post('/customers', { name: 'Hidden' })).json()
  const mine = (await narrow.post('/customers', { name: 'Mine' })).json()
  const product = (await house.owner.post('/products', { name: 'Boat' })).json()
  const deal = (await house.owner.post('/deals', { name: 'Deal' })).json()
  await stream.until((events) => about(mine.id)(events) && about(deal.id)(events))
  await deals.until(about(deal.id))
  expect(about(hidden.id)(stream.events)).toBe(false)
  expect(about(product.id)(stream.events)).toBe(false)
  expect(about(mine.id)(deals.events)).toBe(false)
  stream.stop()
  deals.stop()
})

test('a stream ends when its person is signed out', async () => {
  const visitor = await house.join('member', 'leaver@acme.example')
  const stream = await follow(visitor)
  await stream.until((events) => events.length === 1)
  await visitor.post('/auth/sign-out')
  await house.owner.post('/customers', { name: 'After' })
  await stream.until(() => stream.isClosed())
  expect(stream.events).toHaveLength(1)
})

test('nothing went wrong behind the scenes', () => expect(house.told).toEqual([]))

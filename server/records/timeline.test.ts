import { beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'

const world = useWorld()
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})

test('a timeline can be narrowed to kinds, people and a period, page by page', async () => {
  const admin = office.as(office.admin)
  const { id } = await admin.create('customer', { name: 'Narrow' })
  for (const [number, day] of [
    ['N-1', '2026-01-01'],
    ['N-2', '2026-02-01'],
    ['N-3', '2026-03-01'],
  ])
    await admin.create('order', { number, customer: id, placed_at: `${day}T00:00:00Z` })
  await admin.create('note', { text: 'mine', about: `customer/${id}`, owner: office.admin.id })
  const seen = async (options: Parameters<typeof admin.timeline>[2]) =>
    (await admin.timeline('customer', id, options)).data.map((one) => one.change?.verb ?? one.title ?? one.object)
  expect(await seen({ kinds: ['order'] })).toEqual(['N-3', 'N-2', 'N-1'])
  expect(await seen({ kinds: ['change'] })).toEqual(['create'])
  const spring = { from: '2026-01-15T00:00:00Z', until: '2026-03-01T00:00:00Z' }
  expect(await seen(spring)).toEqual(['N-2'])
  const stranger = '01900000-0000-7000-8000-00000000dead'
  expect(await seen({ people: [stranger] })).toEqual([])
  expect(await seen({ people: [office.admin.id], kinds: ['order', 'change'] })).toEqual(['create', 'N-3', 'N-2', 'N-1'])
  const first = await admin.timeline('customer', id, { kinds: ['order'], limit: 2 })
  const rest = await admin.timeline('customer', id, { kinds: ['order'], limit: 2, cursor: first.next! })
  expect([...first.data, ...rest.data].map((one) => one.title)).toEqual(['N-3', 'N-2', 'N-1'])
  await expect(seen({ kinds: ['weather'] })).rejects.toMatchObject({ code: 'query_invalid' })
})

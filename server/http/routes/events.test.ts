import { expect, test } from 'vitest'
import { useApp } from '../../test/app.ts'

const house = useApp()

test('what customers did is kept once and read latest first', async () => {
  const { id } = (await house.owner.post('/api/v1/customers', { name: 'Ada' })).json()
  const events = [
    { customer: id, type: 'page_viewed', at: '2026-11-01T08:00:00Z', id: '01900000-0000-7000-8000-0000000000e1' },
    { customer: id, type: 'cart_added', at: '2026-11-01T09:00:00Z', id: '01900000-0000-7000-8000-0000000000e2' },
  ]
  expect((await house.owner.post('/api/v1/events', { events })).json()).toEqual({ kept: 2 })
  expect((await house.owner.post('/api/v1/events', { events })).json()).toEqual({ kept: 0 })
  const { data } = (await house.owner.get(`/api/v1/events?customer=${id}`)).json()
  expect(data.map((event: { type: string }) => event.type)).toEqual(['cart_added', 'page_viewed'])
  const older = (await house.owner.get(`/api/v1/events?customer=${id}&before=${data[0].at}`)).json()
  expect(older.data).toHaveLength(1)
})

test('what is wrong is said', async () => {
  expect((await house.owner.get('/api/v1/events')).json()).toMatchObject({ code: 'query_invalid' })
  expect((await house.owner.post('/api/v1/events', { events: 1 })).json()).toMatchObject({ code: 'invalid' })
  const nobody = '01900000-0000-7000-8000-00000000dead'
  const lost = await house.owner.post('/api/v1/events', { events: [{ customer: nobody, type: 'searched' }] })
  expect(lost.statusCode).toBe(404)
  expect((await house.owner.get(`/api/v1/events?customer=${nobody}`)).statusCode).toBe(404)
})

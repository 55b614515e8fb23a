import { expect, test } from 'vitest'
import { useApp } from '../../test/app.ts'

const house = useApp()

test('an administrator sees what somebody sees, changes nothing meanwhile, and it is written down', async () => {
  const member = await house.join('member', 'mia@acme.example')
  await house.owner.post('/customers', { name: 'Anybody’s' })
  const own = (await member.post('/customers', { name: 'Mia’s' })).json()
  expect((await house.owner.post('/view-as', { user: member.id })).statusCode).toBe(204)
  const me = (await house.owner.get('/me')).json()
  expect(me).toMatchObject({ id: member.id, viewed_by: expect.any(String), abilities: [] })
  expect((await house.owner.get('/customers')).json().data).toHaveLength(2)
  const seen = (await house.owner.get('/vocabulary')).json().objects
  const customer = seen.find((one: { name: string }) => one.name === 'customer')
  expect(customer.access).toMatchObject({ read: 'all', create: 'none', update: 'none', delete: 'none' })
  const attempts = [
    house.owner.post('/customers', { name: 'No' }),
    house.owner.patch(`/customers/${own.id}`, { name: 'No' }),
    house.owner.delete(`/customers/${own.id}`),
    house.owner.patch('/me', { name: 'No' }),
    house.owner.post('/customers/bulk', { filter: { all: [] }, values: { name: 'No' } }),
    house.owner.post('/view-as', { user: member.id }),
  ]
  for (const attempt of attempts) expect([403, 409]).toContain((await attempt).statusCode)
  expect((await house.owner.get('/api-keys')).json().code).toBe('ability_missing')
  expect((await house.owner.post('/customers/aggregate', { measures: [{ measure: 'count' }] })).statusCode).toBe(200)
  expect((await house.owner.delete('/view-as')).statusCode).toBe(204)
  expect((await house.owner.get('/me')).json()).toMatchObject({ viewed_by: null, name: 'Olga Owner' })
  const history = (await house.owner.get(`/users/${member.id}/history`)).json().data
  expect(history).toContainEqual(expect.objectContaining({ verb: 'view_as' }))
  expect((await member.post('/view-as', { user: me.viewed_by })).json().code).toBe('ability_missing')
})

test('the engine writes nothing for whoever looks through the eyes of another, whatever the route', async () => {
  const viewed = { ...house.admin, viewedBy: house.admin.id }
  await expect(house.house.as(viewed).update('customer', house.admin.id, { name: 'No' })).rejects.toMatchObject({
    code: 'viewing',
  })
})

test('who leaves hands over, is out at once, and can be brought back with everything', async () => {
  const [leaving, heir] = [
    await house.join('member', 'leo@acme.example'),
    await house.join('member', 'hana@acme.example'),
  ]
  const made = (await leaving.post('/customers', { name: 'Leo’s' })).json()
  await leaving.post('/deals', { name: 'Leo’s deal' })
  expect((await house.owner.get(`/people/${leaving.id}/belongings`)).json().data).toEqual([
    { object: 'customer', count: 1 },
    { object: 'deal', count: 1 },
  ])
  expect((await house.owner.post(`/people/${leaving.id}/leave`, { to: leaving.id })).json().code).toBe('not_found')
  const left = (await house.owner.post(`/people/${leaving.id}/leave`, { to: heir.id })).json()
  expect(left).toMatchObject({ handed_over: 2 })
  expect((await house.owner.get(`/customers/${made.id}`)).json().owner).toBe(heir.id)
  expect((await leaving.get('/me')).statusCode).toBeGreaterThanOrEqual(401)
  expect((await house.owner.post(`/bulk/${left.batch}/undo`)).json()).toMatchObject({ undone: 3 })
  expect((await house.owner.get(`/customers/${made.id}`)).json().owner).toBe(leaving.id)
  expect((await house.owner.get(`/users/${leaving.id}`)).json().status).toBe('active')
  const owner = (await house.owner.get('/me')).json()
  expect((await house.owner.post(`/people/${owner.id}/leave`, { to: heir.id })).statusCode).toBe(422)
  expect((await heir.post(`/people/${owner.id}/leave`, {})).json().code).toBe('ability_missing')
})

test('a manager sees what members of teams inside teams own, and a team is never inside itself', async () => {
  const lead = await house.join('manager', 'lea@acme.example')
  const worker = await house.join('member', 'wim@acme.example')
  const [top] = [(await house.owner.post('/teams', { name: 'Top', manager: lead.id })).json()]
  const inside = (await house.owner.post('/teams', { name: 'Inside', parent: top.id })).json()
  const deepest = (await house.owner.post('/teams', { name: 'Deepest', parent: inside.id })).json()
  const made = (await worker.post('/customers', { name: 'Wim’s' })).json()
  expect((await lead.patch(`/customers/${made.id}`, { name: 'No' })).json().code).toBe('forbidden')
  await house.owner.patch(`/users/${worker.id}`, { teams: [deepest.id] })
  expect((await lead.patch(`/customers/${made.id}`, { name: 'Lea’s too' })).statusCode).toBe(200)
  const round = await house.owner.patch(`/teams/${top.id}`, { parent: deepest.id })
  expect(round.json()).toMatchObject({ code: 'invalid', fields: { parent: { detail: { zh: '位于该团队之内' } } } })
})

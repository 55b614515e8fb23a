import { standardPage } from '@rapport/vocabulary/define/page-layout.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../test/app.ts'

const house = useApp()
const customer = vocabulary.find('customer')!
const rich = { field: 'revenue', op: 'gt', value: 987654 }

type Roles = { data: { id: string; code: string; version: number }[] }

beforeAll(async () => {
  const { data } = (await house.owner.get('/roles')).json() as Roles
  const member = data.find((role) => role.code === 'member')!
  const grants = { customer: { fields: { revenue: 'hidden' } } }
  expect((await house.owner.patch(`/roles/${member.id}`, { grants })).statusCode).toBe(200)
  const page = standardPage(customer)
  const settings = {
    ...page,
    side: [
      { key: 'money', widget: 'fields', fields: ['name', 'revenue'] },
      { key: 'rich', widget: 'fields', fields: ['country'], when: rich },
    ],
  }
  const kept = await house.owner.post('/layouts', { object: 'customer', place: 'page', settings })
  expect(kept.statusCode).toBe(201)
})

test('who makes layouts reads them whole; others read nothing of fields that are hidden from them', async () => {
  const member = await house.join('member', 'mia@acme.example')
  const whole = (await house.owner.get('/me/layouts')).json().data[0]
  expect(whole.settings.side[1].when).toEqual(rich)
  const reply = await member.get('/me/layouts')
  const [seen] = reply.json().data
  expect(seen.settings.side[0].fields).toEqual(['name'])
  expect(seen.settings.side[1].when).toEqual({ any: [] })
  expect(reply.body).not.toMatch(/"revenue"|987654/)
})

test('as a record, a layout keeps its settings from who does not make layouts, also in its history', async () => {
  const member = await house.join('member', 'noa@acme.example')
  const list = (await member.get('/layouts')).json()
  expect(list.data).toHaveLength(1)
  expect(list.data[0]).not.toHaveProperty('settings')
  const { id } = list.data[0]
  for (const path of [`/layouts/${id}`, `/layouts/${id}/history`, '/layouts?fields=object']) {
    const reply = await member.get(path)
    expect(reply.statusCode).toBe(200)
    expect(reply.body).not.toMatch(/987654/)
  }
  expect((await member.get('/layouts?fields=settings')).statusCode).toBe(422)
})

test('the definitions name no hidden field in their layouts, views, rules or formulas', async () => {
  const field = { kind: 'money', label: { en: 'Rest', zh: '余额' }, formula: 'revenue * 2' }
  const made = await house.owner.post('/custom-fields', { object: 'customer', name: 'x_rest', field })
  expect(made.statusCode, made.body).toBe(201)
  const member = await house.join('member', 'lee@acme.example')
  const { objects } = (await member.get('/vocabulary')).json() as { objects: { name: string }[] }
  const seen = objects.find((one) => one.name === 'customer')!
  expect(JSON.stringify(seen)).not.toMatch(/"revenue"|revenue \* 2/)
  expect(seen).toMatchObject({ fields: { x_rest: { derived: true } } })
})

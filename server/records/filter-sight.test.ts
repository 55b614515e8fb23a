import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'

const world = useWorld()
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})

test('a hidden field cannot be filtered or sorted by, because it does not exist', async () => {
  const blind = {
    ...office.member,
    grants: { '*': { read: 'all' }, customer: { read: 'all', fields: { country: 'hidden' } } },
  } as const
  const records = office.as(blind)
  const country = { field: 'country', op: 'eq', value: 'Spain' } as const
  const nonsense = { field: 'nonsense', op: 'eq', value: 'Spain' } as const
  const said = async (filter: Filter, object = 'customer') =>
    records.list(object, { filter }).catch((error: Error) => error.message)
  expect(String(await said(country)).replace('country', 'nonsense')).toBe(await said(nonsense))
  expect(await said({ field: 'customer.country', op: 'eq', value: 'x' }, 'deal')).toMatch(/no field/)
  expect(await said({ some: 'customer.employer', where: country })).toMatch(/no field/)
  await expect(records.list('customer', { sort: ['country'] })).rejects.toMatchObject({ code: 'sort_invalid' })
  await expect(records.list('customer', { fields: ['country'] })).rejects.toMatchObject({ code: 'fields_invalid' })
})

test('what is no filter is refused with a sentence', async () => {
  const wrong: unknown[] = [
    null,
    1,
    'x',
    [],
    {},
    { all: 1 },
    { field: 'name' },
    { field: 'name', op: 'like', value: 'x' },
    { field: 'name', op: 'eq' },
    { field: 'name', op: 'in', value: 'x' },
    { some: 'deal' },
    { some: 'name' },
    { some: 'deal.customer.owner' },
    { count: 'deal.customer', op: 'in', value: [1] },
    { count: 'deal.customer', op: 'gte', value: -1 },
    { count: 'deal.customer', op: 'gte', value: '3' },
    { field: 'created_at', op: 'within', value: '-90d' },
    { some: 'deal.nothing' },
    { field: '__proto__', op: 'eq', value: 1 },
    { field: 'constructor', op: 'eq', value: 1 },
    { not: null },
  ]
  let deep: unknown = { field: 'name', op: 'not_empty' }
  for (let i = 0; i < 100; i++) deep = { not: deep }
  for (const filter of [...wrong, deep])
    await expect(
      office.as(office.admin).list('customer', { filter: filter as Filter }),
      JSON.stringify(filter),
    ).rejects.toMatchObject({ code: 'filter_invalid' })
})

test('only linked records that the person may read count', async () => {
  const admin = office.as(office.admin)
  const { id } = await admin.create('customer', { name: 'Counted' })
  const mine = office.member
  for (const owner of [mine.id, office.admin.id, office.admin.id])
    await admin.create('ticket', { subject: 'Broken', customer: id, owner })
  const own = { ...mine, grants: { '*': { read: 'all' }, ticket: { read: 'own' } } } as const
  const counted = async (filter: Filter, person: Parameters<typeof office.as>[0]) =>
    (await office.as(person).list('customer', { filter: { all: [{ field: 'id', op: 'eq', value: id }, filter] } })).data
      .length
  const three = { count: 'ticket.customer', op: 'eq', value: 3 } as const
  const one = { count: 'ticket.customer', op: 'lt', value: 2 } as const
  expect([await counted(three, office.admin), await counted(one, office.admin)]).toEqual([1, 0])
  expect([await counted(three, own), await counted(one, own)]).toEqual([0, 1])
})

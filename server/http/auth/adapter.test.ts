import { beforeAll, expect, test } from 'vitest'
import { makeIds } from '../../ids.ts'
import { useWorld } from '../../test/world.ts'
import { authAdapter } from './adapter.ts'

const world = useWorld()
const newId = makeIds(() => new Date())
type Adapter = ReturnType<ReturnType<typeof authAdapter>>
type Where = NonNullable<Parameters<Adapter['findMany']>[0]['where']>
let adapter: Adapter
const ids: string[] = []

beforeAll(async () => {
  adapter = authAdapter(world.db, newId)({})
  for (const name of ['Ada', 'Ben', '100%']) {
    const user = await adapter.create<{ id: string }>({
      model: 'user',
      data: {
        name,
        email: `${name}@example.com`,
        emailVerified: name === 'Ada',
        createdAt: new Date(),
        updatedAt: new Date(),
      },
    })
    ids.push(user.id)
  }
})
const named = async (where: Where) => {
  const found = await adapter.findMany<{ name: string }>({
    model: 'user',
    where,
    sortBy: { field: 'name', direction: 'asc' },
  })
  return found.map((user) => user.name)
}

test.each<[Where, string[]]>([
  [[{ field: 'name', value: 'Ada' }], ['Ada']],
  [[{ field: 'name', operator: 'ne', value: 'Ada' }], ['100%', 'Ben']],
  [[{ field: 'name', operator: 'in', value: ['Ada', 'Ben'] }], ['Ada', 'Ben']],
  [[{ field: 'name', operator: 'not_in', value: ['Ada', 'Ben'] }], ['100%']],
  [[{ field: 'name', operator: 'contains', value: '0%' }], ['100%']],
  [[{ field: 'name', operator: 'starts_with', value: 'B' }], ['Ben']],
  [[{ field: 'name', operator: 'ends_with', value: '_a' }], []],
  [[{ field: 'image', value: null }], ['100%', 'Ada', 'Ben']],
  [[{ field: 'createdAt', operator: 'lt', value: new Date(0) }], []],
  [
    [
      { field: 'name', value: 'Ada', connector: 'OR' },
      { field: 'name', value: 'Ben', connector: 'OR' },
    ],
    ['Ada', 'Ben'],
  ],
])('finds by %j', async (where, names) => {
  expect(await named(where)).toEqual(names)
  expect(await adapter.count({ model: 'user', where })).toBe(names.length)
})

test('moments come as dates, ids are ours, and one row is one row', async () => {
  const user = await adapter.findOne<{ id: string; createdAt: Date }>({
    model: 'user',
    where: [{ field: 'id', value: ids[0]! }],
  })
  expect(user!.createdAt).toBeInstanceOf(Date)
  expect(user!.id).toMatch(/^[0-9a-f-]{14}7/)
  const changed = await adapter.update<{ name: string }>({
    model: 'user',
    where: [{ field: 'id', value: ids[0]! }],
    update: { name: 'Adele' },
  })
  expect(changed?.name).toBe('Adele')
  expect(await adapter.updateMany({ model: 'user', where: [], update: { emailVerified: true } })).toBe(3)
  expect(await adapter.findOne({ model: 'user', where: [{ field: 'name', value: 'Nobody' }] })).toBeNull()
})

test('what is consumed is consumed once, also by many at a time', async () => {
  const at = new Date(Date.now() + 60_000)
  const data = { identifier: 'link', value: 'x', expiresAt: at, createdAt: at, updatedAt: at }
  await adapter.create({ model: 'verification', data })
  const taken = await Promise.all(
    Array.from({ length: 10 }, () =>
      adapter.consumeOne({ model: 'verification', where: [{ field: 'identifier', value: 'link' }] }),
    ),
  )
  expect(taken.filter((row) => row !== null)).toHaveLength(1)
})

test('rows go', async () => {
  await adapter.delete({ model: 'user', where: [{ field: 'id', value: ids[1]! }] })
  expect(await adapter.deleteMany({ model: 'user', where: [] })).toBe(2)
})

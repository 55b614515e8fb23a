import type { Grants } from '@rapport/vocabulary/define/permission.ts'
import { beforeAll, expect, test, vi } from 'vitest'
import { type Office, openOffice, personWith } from '../test/office.ts'
import { useWorld } from '../test/world.ts'

const world = useWorld()
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})

const everything = { read: 'all', create: 'all', update: 'all', delete: 'all', export: 'all' } as const
/** Sees everything, but of customers only the own. */
const narrow: Grants = { '*': everything, customer: { ...everything, read: 'own' } }
/** Sees everything but customers. */
const blind: Grants = { '*': everything, customer: { read: 'none' } }
const subject = { comment: { text: 'Call them' }, note: { text: 'Call them' }, task: { title: 'Call them' } }

test.each(['comment', 'note', 'task'] as const)(
  'a %s about a record that may not be seen may not be seen either',
  async (object) => {
    const admin = office.as(office.admin)
    const customer = await admin.create('customer', { name: 'Ada' })
    const product = await admin.create('product', { name: 'Lamp' })
    const secret = await admin.create(object, { ...subject[object], about: `customer/${customer.id}` })
    const open = await admin.create(object, { ...subject[object], about: `product/${product.id}` })
    for (const grants of [narrow, blind]) {
      const other = office.as(personWith('Olga', grants))
      await expect(other.get(object, secret.id)).rejects.toMatchObject({ code: 'not_found' })
      expect((await other.list(object, {})).data.map((row) => row.id)).toContain(open.id)
      expect((await other.list(object, {})).data.map((row) => row.id)).not.toContain(secret.id)
      expect((await other.search('Call', { objects: [object] })).map((hit) => hit.id)).not.toContain(secret.id)
      await expect(other.update(object, secret.id, subject[object])).rejects.toMatchObject({ code: 'not_found' })
      await expect(
        other.create(object, { ...subject[object], about: `customer/${customer.id}` }),
      ).rejects.toMatchObject({ code: 'invalid' })
    }
  },
)

test('a view is seen by its owner, and by those whom it is shared with', async () => {
  const settings = { object: 'deal', settings: {} }
  const mine = await office.as(office.member).create('view', { ...settings, name: 'Mine' })
  const ours = await office.as(office.member).create('view', { ...settings, name: 'Ours', sharing: 'team' })
  const all = await office.as(office.member).create('view', { ...settings, name: 'All', sharing: 'everyone' })
  const seen = async (person = office.member) =>
    (await office.as(person).list('view', { sort: ['created_at'] })).data.map((row) => row.id)
  expect(await seen()).toEqual([mine.id, ours.id, all.id])
  expect(await seen(office.manager)).toEqual([ours.id, all.id])
  expect(await seen(office.stranger)).toEqual([all.id])
  expect(await seen(office.admin)).toEqual([all.id])
  await expect(office.as(office.stranger).update('view', all.id, { name: 'Stolen' })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('changes of what may not be seen are not in the feed either, and are not undone', async () => {
  const admin = office.as(office.admin)
  const customer = await admin.create('customer', { name: 'Eve' })
  const { next } = await admin.changes()
  const secret = await admin.create('note', { text: 'Secret', about: `customer/${customer.id}` })
  const view = await office.as(office.member).create('view', { object: 'deal', settings: {}, name: 'Private' })
  const { batch } = await admin.bulk('note', { ids: [secret.id], values: { text: 'More secret' } })
  const blindly = office.as(personWith('Otto', blind))
  // Transactions of other test files on the same server hold the feed back for as long as they last.
  const told = async () => (await admin.changes(next)).data.filter((change) => change.record === secret.id)
  await vi.waitFor(async () => expect(await told()).toHaveLength(2), { timeout: 100_000, interval: 50 })
  const heard = (await blindly.changes(next)).data.map((change) => change.record)
  expect(heard).not.toContain(secret.id)
  expect(heard).not.toContain(view.id)
  expect((await blindly.undo(batch)).kept).toEqual([{ object: 'note', id: secret.id, reason: 'forbidden' }])
}, 120_000)

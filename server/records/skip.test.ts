import { beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'

const world = useWorld()
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})

test('a jump lands where as many pages would have led, in both directions and among empty values', async () => {
  const admin = office.as(office.admin)
  const filter = { field: 'source', op: 'eq', value: 'jump' } as const
  for (let i = 0; i < 23; i++)
    await admin.create('customer', { name: `J ${i}`, source: 'jump', ...(i % 3 > 0 && { country: `C ${i % 7}` }) })
  for (const sort of ['country', '-country', 'name', '-created_at']) {
    const all = (await admin.list('customer', { filter, sort: [sort], limit: 100 })).data.map((row) => row.id)
    for (const skip of [1, 5, 14, 15, 16, 22]) {
      const page = await admin.list('customer', { filter, sort: [sort], limit: 3, skip })
      expect(
        page.data.map((row) => row.id),
        `${sort} ${skip}`,
      ).toEqual(all.slice(skip, skip + 3))
      const again = await admin.list('customer', { filter, sort: [sort], limit: 3, cursor: page.start })
      expect(again.data).toEqual(page.data)
      const further = await admin.list('customer', { filter, sort: [sort], limit: 3, cursor: page.start, skip: 1 })
      expect(further.data.map((row) => row.id)).toEqual(all.slice(skip + 1, skip + 4))
    }
    expect(await admin.list('customer', { filter, sort: [sort], skip: 40 })).toEqual({
      data: [],
      next: null,
      skipped: 23,
    })
  }
})

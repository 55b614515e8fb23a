import { beforeAll, expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'

const world = useWorld()
const many = 24_000
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
  // Names come scattered, several times each; every fifth has no country; Mia owns every third.
  await world.db.run(sql`
    insert into customer (id, name, type, country, source, owner, created_at, updated_at, version)
    select ('01900000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid,
           (array['Ärla', 'anna', 'Bo', '李', 'zoe'])[1 + (i::bigint * 48271 % 5)::int] || ' ' || (i::bigint * 69621 % 9973)::text,
           'company', case when i % 5 > 0 then 'C ' || (i::bigint * 48271 % 61)::text end,
           case when i % 2 = 0 then 'even' end,
           case when i % 3 = 0 then ${office.member.id}::uuid end,
           now() - make_interval(mins => (i::bigint * 16807 % 30011)::int), now(), 1
    from generate_series(1, ${many}::int) i`)
  await world.db.run(sql`analyze customer`)
}, 120_000)

const records = () => office.as(office.admin)
type Asked = Parameters<ReturnType<typeof records>['list']>[1]

async function walkedThrough(asked: Asked, from?: string): Promise<string[]> {
  const ids: string[] = []
  let cursor = from
  do {
    const page = await records().list('customer', {
      ...asked,
      limit: 500,
      fields: ['name'],
      ...(cursor && { cursor }),
    })
    ids.push(...page.data.map((row) => row.id))
    cursor = page.next ?? undefined
  } while (cursor)
  return ids
}

test.each([
  { sort: ['name'] },
  { sort: ['-country'] },
  { sort: ['-created_at'] },
  { sort: ['name'], filter: { field: 'source', op: 'eq', value: 'even' } as const },
])('from a jump, pages show every row once and in order: $sort $filter', async (asked) => {
  const all = await walkedThrough(asked)
  expect(new Set(all).size).toBe(all.length)
  for (const skip of [2_001, 2_999, 3_000, 3_001, 7_513, all.length - 1]) {
    const page = await records().list('customer', { ...asked, skip, limit: 60, fields: ['name'] })
    expect(
      page.data.map((row) => row.id),
      `${skip}`,
    ).toEqual(all.slice(skip, skip + 60))
    expect(await walkedThrough(asked, page.start)).toEqual(all.slice(skip))
  }
  const beyond = await records().list('customer', { ...asked, skip: all.length + 5_000, fields: ['name'] })
  expect(beyond).toEqual({ data: [], next: null, skipped: all.length })
})

test('a jump after changes shows rows as they are, and pages go on from it without a gap', async () => {
  const asked = { sort: ['name'] }
  const before = await walkedThrough(asked)
  await world.db.run(sql`update customer set deleted_at = now() where id = any(${before.slice(4_000, 4_020)}::uuid[])`)
  const page = await records().list('customer', { ...asked, skip: 5_000, limit: 20, fields: ['name'] })
  const after = await walkedThrough(asked)
  const at = after.indexOf(page.data[0]!.id)
  expect(Math.abs(at - 5_000)).toBeLessThanOrEqual(20)
  expect(await walkedThrough(asked, page.start)).toEqual(after.slice(at))
  await world.db.run(sql`update customer set deleted_at = null where deleted_at is not null`)
})

test('landmarks of one person lead nobody else to what they may not see', async () => {
  const asked = { sort: ['name'], fields: ['name', 'owner'], limit: 50 }
  await records().list('customer', { ...asked, skip: 6_000 })
  const read = { '*': { read: 'all' }, customer: { read: 'own' } } as const
  const narrow = office.as({ ...office.member, grants: read })
  const mine = await narrow.list('customer', { ...asked, skip: 6_000 })
  expect(mine.data.length).toBe(50)
  expect(mine.data.every((row) => row.owner === office.member.id)).toBe(true)
  const stranger = office.as({ ...office.stranger, grants: read })
  expect(await stranger.list('customer', { ...asked, skip: 6_000 })).toEqual({ data: [], next: null, skipped: 0 })
})

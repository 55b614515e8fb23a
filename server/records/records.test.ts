import { beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'

const world = useWorld()
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})

test('a record that is created can be got, changed and listed, and leaves changes behind', async () => {
  const records = office.as(office.admin)
  const made = await records.create('customer', {
    name: ' Ann  Lee ',
    emails: [{ value: 'Ann@Example.com' }],
    external_id: 'C-1',
  })
  expect(made).toMatchObject({ name: 'Ann Lee', type: 'person', version: 1, owner: office.admin.id })
  expect(made.emails).toEqual([{ value: 'ann@example.com' }])
  expect(await records.get('customer', made.id)).toEqual(made)
  const changed = await records.update('customer', made.id, { lifecycle: 'active' }, { version: 1 })
  expect(changed).toMatchObject({ lifecycle: 'active', version: 2 })
  const page = await records.list('customer', { filter: { field: 'emails', op: 'has', value: 'ANN@example.com' } })
  expect(page.data).toEqual([changed])
  expect(page.next).toBeNull()
})

test('what is wrong with values is said by field', async () => {
  const records = office.as(office.admin)
  const wrong = records.create('customer', { type: 'alien', version: 7, nonsense: 1 })
  await expect(wrong).rejects.toMatchObject({
    code: 'invalid',
    extra: {
      fields: {
        type: { code: 'unknown_choice' },
        version: { code: 'read_only' },
        nonsense: { code: 'unknown_field' },
        name: { code: 'required' },
      },
    },
  })
  await expect(records.create('customer', { name: 'Bob', external_id: 'c-1' })).rejects.toMatchObject({
    code: 'invalid',
    extra: { fields: { external_id: { code: 'not_unique' } } },
  })
  await expect(
    records.create('deal', { name: 'Big', customer: '01900000-0000-7000-8000-00000000dead' }),
  ).rejects.toMatchObject({ code: 'invalid', extra: { fields: { customer: { code: 'not_found' } } } })
})

test('a change against an old version is refused and says who changed what', async () => {
  const records = office.as(office.admin)
  const { id } = await records.create('customer', { name: 'Carl' })
  await records.update('customer', id, { country: 'Spain' }, { version: 1 })
  await expect(records.update('customer', id, { country: 'France' }, { version: 1 })).rejects.toMatchObject({
    code: 'conflict',
    extra: { current: { country: 'Spain', version: 2 }, changes: [{ person: office.admin.id, fields: ['country'] }] },
  })
})

test('pages follow each other without gap or repetition, empty values last, whatever the order', async () => {
  const records = office.as(office.admin)
  const tag = `T${Math.trunc(1)}`
  for (let i = 0; i < 23; i++)
    await records.create('customer', {
      name: `Page ${i % 7}`,
      source: tag,
      ...(i % 3 ? { country: `Land ${i % 4}` } : {}),
      ...(i % 4 ? { emails: [{ value: `p${i}@example.com` }] } : {}),
    })
  for (const sort of [
    ['name'],
    ['-name'],
    ['country'],
    ['-country'],
    ['emails'],
    ['-emails'],
    ['created_at'],
    ['-country', 'name'],
    ['country', '-emails'],
  ]) {
    const filter = { field: 'source', op: 'eq', value: 't1' } as const
    const whole = (await records.list('customer', { filter, sort, limit: 100 })).data.map((row) => row.id)
    expect(whole).toHaveLength(23)
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await records.list('customer', { filter, sort, limit: 4, cursor, fields: ['name'] })
      paged.push(...page.data.map((row) => row.id))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(paged).toEqual(whole)
  }
})

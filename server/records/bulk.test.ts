import { beforeAll, expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'

const world = useWorld()
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})

const madeBy = async (person: Office['admin'], source: string, count: number) => {
  const ids: string[] = []
  for (let i = 0; i < count; i++)
    ids.push(
      (
        await office
          .as(person)
          .create('customer', { name: `Bulk ${i}`, source, country: i % 2 ? 'Spain' : 'Italy', value: undefined })
      ).id,
    )
  return ids
}

test('a bulk change touches what it may, leaves changes, and can be undone and the undoing undone', async () => {
  await madeBy(office.member, 'first', 7)
  await madeBy(office.stranger, 'first', 5)
  const member = office.as(office.member)
  const filter = { field: 'source', op: 'eq', value: 'first' } as const
  const before = (await member.list('customer', { filter })).data
  const result = await member.bulk('customer', { filter, values: { country: 'Spain', name: 'Renamed' } })
  expect(result).toMatchObject({ matched: 12, changed: 7, refused: 5 })
  expect(await member.search('Renamed', { limit: 50 })).toHaveLength(7)
  const mine = { all: [filter, { field: 'owner', op: 'eq', value: 'me' }] } as const
  for (const row of (await member.list('customer', { filter: mine })).data) {
    expect(row).toMatchObject({ country: 'Spain', name: 'Renamed', version: 2 })
    const [change] = (await member.history('customer', row.id)).data
    expect(change).toMatchObject({ verb: 'update', batch: result.batch, after: { name: 'Renamed' } })
  }
  const undone = await member.undo(result.batch)
  expect(undone).toMatchObject({ undone: 7, kept: [] })
  const plain = (rows: typeof before) => rows.map(({ version: _, updated_at: __, ...row }) => row)
  expect(plain((await member.list('customer', { filter })).data)).toEqual(plain(before))
  expect(await member.search('Renamed')).toHaveLength(0)
  expect(await member.undo(undone.batch)).toMatchObject({ undone: 7 })
  expect(await member.search('Renamed', { limit: 50 })).toHaveLength(7)
})

test('an undo keeps rows that were edited since and lists them', async () => {
  const ids = await madeBy(office.admin, 'second', 3)
  const admin = office.as(office.admin)
  const { batch } = await admin.bulk('customer', { ids, values: { industry: 'Steel' } })
  await admin.update('customer', ids[1]!, { industry: 'Wood' })
  await admin.update('customer', ids[2]!, { language: 'en' })
  expect(await admin.undo(batch)).toMatchObject({
    undone: 2,
    kept: [{ object: 'customer', id: ids[1], reason: 'changed_since' }],
  })
  const rows = await admin.getMany('customer', ids)
  expect(rows.map((row) => row.industry).sort()).toEqual(['Wood', null].sort().concat([null]).slice(0, 3))
})

test('a bulk removal takes parts along, and undoing brings them back', async () => {
  const admin = office.as(office.admin)
  const order = await admin.create('order', { number: 'B-1' })
  const line = await admin.create('order_line', { order: order.id, name: 'Lamp', quantity: 2, unit_price: '3.50' })
  const { batch, changed } = await admin.bulk('order', { ids: [order.id], remove: true })
  expect(changed).toBe(1)
  expect((await admin.get('order_line', line.id)).deleted_at).not.toBeNull()
  await admin.undo(batch)
  expect((await admin.get('order_line', line.id)).deleted_at).toBeNull()
  expect((await admin.get('order', order.id)).deleted_at).toBeNull()
})

test('trash, restore and removal for ever: parts follow, unique values are free, links are emptied', async () => {
  const admin = office.as(office.admin)
  const customer = await admin.create('customer', { name: 'Gone', external_id: 'G-1' })
  const order = await admin.create('order', { number: 'G-1', customer: customer.id })
  const line = await admin.create('order_line', { order: order.id, name: 'Lamp' })
  await admin.remove('customer', customer.id)
  const again = await admin.create('customer', { name: 'Again', external_id: 'g-1' })
  await expect(admin.restore('customer', customer.id)).rejects.toMatchObject({
    code: 'invalid',
    extra: { fields: { external_id: { code: 'not_unique' } } },
  })
  await admin.update('customer', again.id, { external_id: null })
  await admin.restore('customer', customer.id)
  await expect(admin.destroy('customer', customer.id)).rejects.toMatchObject({ code: 'conflict' })
  await admin.remove('customer', customer.id)
  await expect(office.as(office.manager).destroy('customer', customer.id)).rejects.toMatchObject({ code: 'forbidden' })
  await admin.destroy('customer', customer.id)
  await expect(admin.get('customer', customer.id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await admin.get('order', order.id)).customer).toBeNull()
  await admin.remove('order', order.id)
  await admin.destroy('order', order.id)
  await expect(admin.get('order_line', line.id)).rejects.toMatchObject({ code: 'not_found' })
  const traces = await world.db.query(
    sql`select verb from change where record = any(${[customer.id, line.id]}::uuid[])`,
  )
  expect(traces).toEqual([{ verb: 'destroy' }])
})

test('what cannot be a bulk change is refused', async () => {
  const admin = office.as(office.admin)
  const code = (request: object) =>
    admin.bulk('customer', request).then(
      () => 'done',
      (error) => error.code,
    )
  expect(await code({})).toBe('invalid')
  expect(await code({ filter: { all: [] } })).toBe('invalid')
  expect(await code({ ids: [], filter: { all: [] }, remove: true })).toBe('invalid')
  expect(await code({ ids: [], values: { name: null } })).toBe('invalid')
  expect(await code({ ids: [], values: { employer: office.admin.id } })).toBe('invalid')
  expect(await code({ ids: ['x'], values: {} })).toBe('invalid')
  await expect(admin.undo('nonsense')).rejects.toMatchObject({ code: 'not_found' })
})

test('the same value for a unique field in many records is refused whole', async () => {
  const ids = await madeBy(office.admin, 'third', 2)
  const admin = office.as(office.admin)
  await expect(admin.bulk('customer', { ids, values: { external_id: 'same' } })).rejects.toMatchObject({
    code: 'invalid',
  })
  expect((await admin.getMany('customer', ids)).every((row) => row.external_id === null)).toBe(true)
})

test('a rule that refuses a record also refuses its removal, its return and its undoing', async () => {
  const { createRecords } = await import('./records.ts')
  const { Problem } = await import('../errors.ts')
  const before = ({ verb }: { verb: string }, { person }: { person: { name: string } }) => {
    if (person.name !== 'Ada') throw new Problem('ability_missing', `Not for you to ${verb}.`)
  }
  const guarded = createRecords({ ...office.engine, areas: { role: { rules: { before } } } })
  const grants = { '*': { read: 'all', create: 'all', update: 'all', delete: 'all', export: 'all' } } as const
  const sly = guarded.as({ ...office.stranger, name: 'Sly', grants })
  const admin = guarded.as(office.admin)
  const role = await admin.create('role', { name: 'Guarded' })
  const other = await admin.create('role', { name: 'Other' })
  const { batch } = await admin.bulk('role', { ids: [role.id], values: { name: 'Changed' } })
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error) => error.code,
    )
  expect(await code(sly.remove('role', role.id))).toBe('ability_missing')
  expect(await code(sly.bulk('role', { ids: [role.id], remove: true }))).toBe('ability_missing')
  expect(await code(sly.bulk('role', { ids: [role.id], values: { name: 'x' } }))).toBe('ability_missing')
  expect(await code(sly.merge('role', role.id, [other.id]))).toBe('ability_missing')
  expect(await code(sly.undo(batch))).toBe('ability_missing')
  await admin.remove('role', role.id)
  expect(await code(sly.restore('role', role.id))).toBe('ability_missing')
  expect(await code(sly.destroy('role', role.id))).toBe('ability_missing')
  expect(await code(admin.restore('role', role.id))).toBe('done')
})

test('a record that one batch changed twice gets back what it had before both', async () => {
  const { callOf } = await import('./call.ts')
  const { setRows } = await import('./set.ts')
  const [id] = await madeBy(office.admin, 'fourth', 1)
  const call = callOf(office.engine, office.admin)
  const object = call.view.open('customer').object
  const batch = office.engine.newId()
  for (const country of ['First', 'Second', 'Third'])
    await setRows(call, {
      object,
      ids: [id!],
      sets: [{ name: 'country', value: sql`${country}::text` }],
      verb: 'update',
      now: '2026-11-23T08:00:00Z',
      batch,
    })
  const admin = office.as(office.admin)
  expect((await admin.undo(batch)).kept).toEqual([])
  expect(await admin.get('customer', id!)).toMatchObject({ country: 'Italy' })
})

test('the trash is listed by when things went, the latest first', async () => {
  const ids = await madeBy(office.admin, 'fifth', 5)
  const admin = office.as(office.admin)
  for (const id of [ids[2]!, ids[0]!, ids[4]!]) await admin.remove('customer', id)
  const filter = { field: 'source', op: 'eq', value: 'fifth' } as const
  const listed: string[] = []
  let cursor: string | undefined
  do {
    const page = await admin.list('customer', { filter, trash: true, limit: 2, cursor })
    listed.push(...page.data.map((row) => row.id))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(listed).toEqual([ids[4], ids[0], ids[2]])
  expect((await admin.list('customer', { filter })).data).toHaveLength(2)
})

test('an undo that would bring a unique value back which another record has taken says so and changes nothing', async () => {
  const admin = office.as(office.admin)
  const first = await admin.create('customer', { name: 'First', external_id: 'U-1' })
  const { batch } = await admin.bulk('customer', { ids: [first.id], values: { external_id: null } })
  await admin.create('customer', { name: 'Second', external_id: 'u-1' })
  await expect(admin.undo(batch)).rejects.toMatchObject({
    code: 'undo_impossible',
    extra: { fields: { external_id: { code: 'not_unique' } } },
  })
  expect(await admin.get('customer', first.id)).toMatchObject({ external_id: null, version: 2 })
})

test('each of several records gets values of its own, and all of them come back together', async () => {
  const ids = await madeBy(office.member, 'each', 3)
  const [strange] = await madeBy(office.stranger, 'each', 1)
  const member = office.as(office.member)
  const each = ids.map((id, i) => ({ id, values: { country: `Land ${i}`, ...(i === 0 && { employees: 5 }) } }))
  const gone = '01900000-0000-7000-8000-00000000dead'
  const done = await member.bulkEach('customer', [
    ...each,
    { id: strange!, values: { country: 'Taken' } },
    { id: gone, values: { country: 'Nowhere' } },
  ])
  expect(done).toMatchObject({ matched: 4, changed: 3, refused: 1 })
  const countries = async () => (await member.getMany('customer', ids)).map((row) => row?.country).sort()
  expect(await countries()).toEqual(['Land 0', 'Land 1', 'Land 2'])
  const undone = await member.undo(done.batch)
  expect(undone.undone).toBe(3)
  expect(await countries()).toEqual(['Italy', 'Italy', 'Spain'])
  await member.undo(undone.batch)
  expect(await countries()).toEqual(['Land 0', 'Land 1', 'Land 2'])
})

test('one wrong value among many is named with its record, and nothing is written', async () => {
  const ids = await madeBy(office.member, 'wrong', 2)
  const member = office.as(office.member)
  const refusal = member.bulkEach('customer', [
    { id: ids[0]!, values: { country: 'Norway' } },
    { id: ids[1]!, values: { employees: 'many' } },
  ])
  await expect(refusal).rejects.toMatchObject({ code: 'invalid', extra: { records: { [ids[1]!]: { employees: {} } } } })
  expect((await member.get('customer', ids[0]!)).country).not.toBe('Norway')
})

import { vocabulary } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { type Office, openOffice } from '../test/office.ts'
import { sampleValues } from '../test/sample.ts'
import { useWorld } from '../test/world.ts'

const world = useWorld()
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})

/** Everything that the tables hold, but for what every write moves on. */
async function snapshot() {
  const tables: { [name: string]: unknown } = {}
  for (const { name } of vocabulary.objects)
    tables[name] = await world.db.query(
      sql`select to_jsonb(t) - 'version' - 'updated_at' as row from ${sql.id(name)} t order by id`,
    )
  return tables
}

test('every declared link and reference follows a merge, and an un-merge gives all of it back', async () => {
  const admin = office.as(office.admin)
  const keep = await admin.create('customer', {
    name: 'Keep',
    emails: [{ value: 'keep@example.com' }],
    external_id: null,
  })
  const other = await admin.create('customer', {
    name: 'Other',
    country: 'Spain',
    emails: [{ value: 'other@example.com' }, { value: 'keep@example.com' }],
    external_id: 'X-9',
  })
  const third = await admin.create('customer', { name: 'Third', employer: other.id, industry: 'Steel' })
  const links = vocabulary.linksTo('customer')
  const made: { object: string; id: string; name: string; value: unknown }[] = []
  for (const { object, name, field } of links) {
    if (field.derived || object.name === 'customer') continue
    const value = field.kind === 'links' ? [other.id] : other.id
    const row = await admin.create(object.name, { ...(await sampleValues(admin, vocabulary, object)), [name]: value })
    made.push({ object: object.name, id: row.id, name, value: field.kind === 'links' ? [keep.id] : keep.id })
  }
  const note = await admin.create('note', { text: 'about', about: `customer/${other.id}` })
  made.push({ object: 'note', id: note.id, name: 'about', value: `customer/${keep.id}` })
  expect(made.length).toBeGreaterThan(10)
  const before = await snapshot()

  const merged = await admin.merge('customer', keep.id, [other.id, third.id], { name: other.id })
  expect(merged.row).toMatchObject({
    name: 'Other',
    country: 'Spain',
    industry: 'Steel',
    external_id: 'X-9',
    employer: null,
  })
  expect(merged.row.emails).toEqual([{ value: 'keep@example.com' }, { value: 'other@example.com' }])
  for (const { object, id, name, value } of made)
    expect((await admin.get(object, id))[name], `${object}.${name}`).toEqual(value)
  expect((await admin.get('customer', other.id)).deleted_at).not.toBeNull()
  for (const { object, name, field } of links) {
    const column = sql.id(name)
    const points =
      field.kind === 'links'
        ? sql`${column} && ${[other.id, third.id]}::uuid[]`
        : sql`${column} = any(${[other.id, third.id]}::uuid[])`
    const outside = sql`not (${object.name}::text = 'customer' and id = any(${[other.id, third.id]}::uuid[]))`
    expect(
      await world.db.query(sql`select id from ${sql.id(object.name)} where ${points} and ${outside}`),
      `${object.name}.${name}`,
    ).toEqual([])
  }

  const undone = await admin.unmerge(merged.change)
  expect(undone.kept).toEqual([])
  expect(await snapshot()).toEqual(before)
  expect(await admin.search('other@example.com')).toMatchObject([{ id: other.id }])
})

test('an un-merge keeps what was edited since, and says so', async () => {
  const admin = office.as(office.admin)
  const keep = await admin.create('customer', { name: 'Kim' })
  const other = await admin.create('customer', { name: 'Kim Two', country: 'Norway' })
  const deal = await admin.create('deal', { name: 'Deal', customer: other.id })
  const elsewhere = await admin.create('customer', { name: 'Elsewhere' })
  const { change } = await admin.merge('customer', keep.id, [other.id])
  await admin.update('deal', deal.id, { customer: elsewhere.id })
  const undone = await admin.unmerge(change)
  expect(undone.kept).toEqual([{ object: 'deal', id: deal.id, reason: 'changed_since' }])
  expect(await admin.get('deal', deal.id)).toMatchObject({ customer: elsewhere.id })
  expect(await admin.get('customer', keep.id)).toMatchObject({ country: null })
  expect(await admin.get('customer', other.id)).toMatchObject({ deleted_at: null })
})

test('a merge that makes no sense or is not permitted changes nothing', async () => {
  const admin = office.as(office.admin)
  const keep = await admin.create('customer', { name: 'Lea' })
  const other = await admin.create('customer', { name: 'Leo' })
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error) => error.code,
    )
  expect(await code(admin.merge('customer', keep.id, [keep.id]))).toBe('merge_invalid')
  expect(await code(admin.merge('customer', keep.id, []))).toBe('merge_invalid')
  expect(await code(admin.merge('customer', keep.id, ['nonsense']))).toBe('not_found')
  expect(await code(office.as(office.member).merge('customer', keep.id, [other.id]))).toBe('forbidden')
  expect(await code(admin.unmerge(keep.id))).toBe('not_found')
  expect(await admin.get('customer', other.id)).toMatchObject({ version: 1, deleted_at: null })
})

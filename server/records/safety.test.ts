import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { type Office, openOffice } from '../test/office.ts'
import { sampleValue } from '../test/sample.ts'
import { useWorld } from '../test/world.ts'
import { csvCell } from './export.ts'
import { theSystem } from './person.ts'

const world = useWorld({ connections: 20 })
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})

const attacks = [
  `'; drop table customer; --`,
  `" or 1=1; --`,
  `\\'); delete from change; --`,
  '$1',
  '%_\\',
  `{"a":"b"}`,
  '{x,NULL,"y"}',
  `<img src=x onerror=alert(1)>`,
  '{{constructor}}',
  '=HYPERLINK("http://x","y")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\u202eevil',
  '🏴‍☠️',
  "Robert'); --",
  '#{7*7}',
  '%00',
  'null',
  'NaN',
  '__proto__',
]

test('what is typed into any field is kept as it was typed, and harms nothing', async () => {
  const admin = office.as(theSystem('job'))
  for (const object of vocabulary.objects) {
    for (const [name, field] of Object.entries(object.own)) {
      const { family } = kindOf(field)
      if (field.derived || field.choices || !['text', 'entries', 'json'].includes(family)) continue
      for (const attack of attacks) {
        const value =
          family === 'entries' ? [{ value: attack, street: attack }] : family === 'json' ? { [attack]: attack } : attack
        const checked = kindOf(field).check(value, field)
        const filter = { field: name, op: 'contains', value: attack } as const
        if (kindOf(field).operators.includes('contains')) await admin.list(object.name, { filter })
        const whole = await admin.create(object.name, { [name]: value }).catch((error) => error)
        const isRefused = checked !== null && typeof checked === 'object' && 'code' in checked
        if (whole instanceof Error) {
          expect((whole as unknown as { code: string }).code, `${object.name}.${name} ${attack}`).toBe('invalid')
          if (!isRefused)
            expect(JSON.stringify((whole as unknown as { extra: object }).extra)).toMatch(/required|not_found/)
        } else expect(whole[name], `${object.name}.${name}`).toEqual(checked)
      }
    }
  }
  expect(await world.db.one(sql`select count(*) > 0 as there from customer`)).toEqual({ there: true })
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
}, 180_000)

test('names from outside never reach SQL: fields, sorts, groups, links, objects', async () => {
  const admin = office.as(office.admin)
  const evil = 'name"; drop table customer; --'
  const code = (work: () => Promise<unknown>) =>
    Promise.resolve()
      .then(work)
      .then(
        () => 'done',
        (error) => error.code,
      )
  expect(await code(() => admin.list(evil))).toBe('not_found')
  expect(await code(() => admin.list('customer', { fields: [evil] }))).toBe('fields_invalid')
  expect(await code(() => admin.list('customer', { sort: [evil] }))).toBe('sort_invalid')
  expect(await code(() => admin.list('customer', { expand: [evil] }))).toBe('fields_invalid')
  expect(await code(() => admin.list('customer', { filter: { field: evil, op: 'eq', value: 1 } }))).toBe(
    'filter_invalid',
  )
  expect(await code(() => admin.list('customer', { filter: { some: `deal.${evil}` } }))).toBe('filter_invalid')
  expect(
    await code(() => admin.aggregate('customer', { group: [{ field: evil }], measures: [{ measure: 'count' }] })),
  ).toBe('fields_invalid')
  expect(
    await code(() =>
      admin.aggregate('customer', {
        group: [{ field: 'created_at', by: evil as 'day' }],
        measures: [{ measure: 'count' }],
      }),
    ),
  ).toBe('fields_invalid')
  expect(
    await code(() => admin.aggregate('customer', { measures: [{ measure: evil as 'sum', field: 'value' }] })),
  ).toBe('fields_invalid')
  expect(await code(() => admin.create('customer', { name: 'x', [evil]: 1 }))).toBe('invalid')
  expect(await code(() => admin.list('customer', { cursor: evil }))).toBe('cursor_invalid')
  const forged = Buffer.from(JSON.stringify(['-created_at', office.admin.id, 'no moment'])).toString('base64url')
  expect(await code(() => admin.list('customer', { cursor: forged }))).toBe('cursor_invalid')
  expect(await code(() => admin.get('customer', evil))).toBe('not_found')
  expect(await code(() => admin.verb('customer', office.admin.id, 'constructor', {}))).toBe('verb_missing')
})

test('no cell of a CSV file begins a formula', async () => {
  for (const attack of ['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '%0', '|x'])
    expect(csvCell(attack, false).replace(/^"/, '')).toMatch(/^'/)
  expect(csvCell('-12.50', true)).toBe('-12.50')
  const admin = office.as(office.admin)
  await admin.create('customer', { name: '=cmd|calc', website: 'https://example.com', note: 'line\none, "two"' })
  let text = ''
  for await (const chunk of admin.export('customer', {
    format: 'csv',
    filter: { field: 'name', op: 'starts', value: '=cmd' },
    fields: ['name', 'note', 'lifecycle', 'owner'],
  }))
    text += chunk
  expect(text).toContain(`,'=cmd|calc,"line\none, ""two""",Prospective,Ada\r\n`)
})

test('an Excel file holds the same cells, as text where they are text', async () => {
  const { readXlsx } = await import('hucre')
  const chunks: Buffer[] = []
  const filter = { field: 'name', op: 'starts', value: '=cmd' } as const
  for await (const chunk of office
    .as(office.admin)
    .export('customer', { format: 'xlsx', filter, fields: ['name', 'lifecycle'] }))
    chunks.push(chunk)
  const book = await readXlsx(Buffer.concat(chunks))
  expect(book.sheets[0]!.rows[0]).toEqual(['id', 'Name', 'Lifecycle'])
  expect(book.sheets[0]!.rows[1]!.slice(1)).toEqual(['=cmd|calc', 'Prospective'])
})

test('of 50 writers on one record none is lost silently', async () => {
  const admin = office.as(office.admin)
  const { id } = await admin.create('customer', { name: 'Busy', employees: 0 })
  const writers = Array.from({ length: 50 }, async (_, i) => {
    for (let tries = 0; ; tries++) {
      const { version, employees } = await admin.get('customer', id)
      try {
        return await admin.update(
          'customer',
          id,
          { employees: (employees as number) + 1, industry: `writer ${i}` },
          { version },
        )
      } catch (error) {
        if ((error as { code: string }).code !== 'conflict' || tries > 200) throw error
      }
    }
  })
  await Promise.all(writers)
  expect(await admin.get('customer', id)).toMatchObject({ employees: 50, version: 51 })
  const blind = Array.from({ length: 50 }, (_, i) => admin.update('customer', id, { country: `Land ${i}` }))
  await Promise.all(blind)
  const changes = await world.db.query<{ version: number; before: { country?: string }; after: { country?: string } }>(
    sql`select version, before, after from change where record = ${id} and version > 51 order by version`,
  )
  expect(changes.map((one) => one.version)).toEqual(Array.from({ length: 50 }, (_, i) => 52 + i))
  for (const [i, one] of changes.entries()) if (i > 0) expect(one.before.country).toBe(changes[i - 1]!.after.country)
}, 60_000)

test('a create that is sent twice with one key is done once, also at the same moment', async () => {
  const admin = office.as(office.admin)
  const made = await Promise.all(
    Array.from({ length: 10 }, () => admin.create('customer', { name: 'Once' }, { idempotencyKey: 'k1' })),
  )
  expect(new Set(made.map((row) => row.id)).size).toBe(1)
  const { n } = await world.db.one<{ n: number }>(sql`select count(*)::int as n from customer where name = 'Once'`)
  expect(n).toBe(1)
  await expect(admin.create('customer', { name: 'Other' }, { idempotencyKey: 'k1' })).rejects.toMatchObject({
    code: 'idempotency_reused',
  })
  expect(await office.as(office.member).create('customer', { name: 'Mine' }, { idempotencyKey: 'k1' })).toMatchObject({
    name: 'Mine',
  })
})

test('changes are read in the order of their commits, and none is skipped', async () => {
  const admin = office.as(office.admin)
  const start = (await admin.changes()).next
  const seen: string[] = []
  const slow = world.db.transaction(async (tx) => {
    await tx.run(
      sql`insert into change (id, at, via, object, record, verb, version) values (${office.engine.newId()}, now(), 'job', 'customer', ${office.admin.id}, 'slow', 1)`,
    )
    const { id } = await admin.create('customer', { name: 'Fast' })
    const early = await admin.changes(start)
    expect(early.data.map((one) => one.record)).not.toContain(id)
    return id
  })
  const id = await slow
  let cursor = start
  for (let i = 0; i < 1_600 && seen.length < 2; i++) {
    if (i > 0) await new Promise((resolve) => setTimeout(resolve, 50))
    const feed = await admin.changes(cursor)
    // Changes of earlier tests may have been held back as well, and come first.
    const told = feed.data.map((one) => (one.verb === 'slow' ? 'slow' : one.record))
    seen.push(...told.filter((one) => one === 'slow' || one === id))
    cursor = feed.next
  }
  expect(seen.sort()).toEqual([id, 'slow'].sort())
}, 120_000)

test('a sample of every kind of value stands in the vocabulary', () => {
  const kinds = new Set(vocabulary.objects.flatMap((object) => Object.values(object.own).map((field) => field.kind)))
  for (const kind of kinds)
    if (!['link', 'links', 'reference', 'choice', 'choices'].includes(kind))
      expect(sampleValue({ kind, label: { en: '', zh: '' } }), kind).toBeDefined()
})

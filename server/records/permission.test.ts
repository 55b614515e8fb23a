import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import {
  builtInGrants,
  type Grants,
  type Permission,
  type Scope,
  scopeOf,
} from '@rapport/vocabulary/define/permission.ts'
import { objects, vocabulary } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { type Office, openOffice, personWith } from '../test/office.ts'
import { sample } from '../test/sample.ts'
import { useWorld } from '../test/world.ts'
import type { Person } from './person.ts'

const world = useWorld()
let office: Office

const all: Grants = { '*': { read: 'all', create: 'all', update: 'all', delete: 'all', export: 'all' } }
const each = (scope: Scope): Grants => ({
  '*': { read: scope, create: scope, update: scope, delete: scope, export: scope },
})

/** The built-in roles, and one for each scope, one that may see all and change its own, one that may change more than it sees. */
const roles: { readonly [role: string]: Grants } = {
  admin: builtInGrants('admin', objects),
  manager: builtInGrants('manager', objects),
  member: builtInGrants('member', objects),
  viewer: builtInGrants('viewer', objects),
  none: each('none'),
  own: each('own'),
  team: each('team'),
  careful: { '*': { read: 'all', create: 'none', update: 'own', delete: 'none', export: 'none' } },
  inverted: { '*': { read: 'own', create: 'all', update: 'all', delete: 'all', export: 'all' } },
}

/** Whose record it is, seen from the person who asks. */
const owners = ['self', 'mate', 'stranger'] as const
type Owner = (typeof owners)[number]

/** The object whose grants count: for parts that of the whole. */
function judged(object: ObjectDefinition): ObjectDefinition {
  return object.partOf ? judged(vocabulary.find(object.fields[object.partOf]!.to!)!) : object
}

const reaches = (scope: Scope, owner: Owner): boolean =>
  scope === 'all' || (scope === 'team' && owner !== 'stranger') || (scope === 'own' && owner === 'self')

/** What must be true, worked out apart from the engine. Records that can be shared are private until they are. */
function may(grants: Grants, object: ObjectDefinition, permission: Permission, owner: Owner): boolean {
  if (object.sharing && owner !== 'self') return false
  const asked = object.partOf && (permission === 'create' || permission === 'delete') ? 'update' : permission
  return reaches(scopeOf(grants, judged(object), asked), owner)
}

interface Cast {
  readonly person: Person
  readonly rows: { readonly [O in Owner]: AnyRow }
}

const hired = new Map<string, { self: Person; mate: Person; stranger: Person }>()

async function castFor(role: string, object: ObjectDefinition): Promise<Cast> {
  const staff = hired.get(role) ?? {
    self: personWith('Self', all),
    mate: personWith('Mate', all),
    stranger: personWith('Stranger', all),
  }
  hired.set(role, staff)
  const rows = Object.fromEntries(
    await Promise.all(
      owners.map(async (owner) => [owner, await sample(office.as(staff[owner]), vocabulary, object.name)] as const),
    ),
  ) as Cast['rows']
  return { person: { ...staff.self, grants: roles[role]!, team: [staff.mate.id] }, rows }
}

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )

beforeAll(async () => {
  office = await openOffice(world.db)
})

test.each(objects.map((object) => [object.name, object] as const))(
  '%s: every role reads and changes what it may, and nothing else is there',
  async (_, object) => {
    for (const role of Object.keys(roles)) {
      const grants = roles[role]!
      const { person, rows } = await castFor(role, object)
      const records = office.as(person)
      for (const owner of owners) {
        const { id } = rows[owner]
        const about = `${role} on ${object.name} of ${owner}`
        const reads = may(grants, object, 'read', owner)
        const expected = (permission: Permission) =>
          !reads ? 'not_found' : may(grants, object, permission, owner) ? 'done' : 'forbidden'
        const filter = { field: 'id', op: 'eq', value: id } as const
        const seen = reads ? 'done' : 'not_found'
        expect(await outcome(records.get(object.name, id)), `${about} get`).toBe(seen)
        const told = await office.as({ ...hired.get(role)![owner], abilities: ['people'] }).why(object.name, id, person)
        expect(told.read.holds, `${about} why ${JSON.stringify(told.read.steps)}`).toBe(reads)
        for (const permission of ['update', 'delete', 'export'] as const)
          expect(told[permission].holds, `${about} why ${permission}`).toBe(
            reads && may(grants, object, permission, owner),
          )
        expect(await outcome(records.history(object.name, id)), `${about} history`).toBe(seen)
        expect(await outcome(records.timeline(object.name, id)), `${about} timeline`).toBe(seen)
        if (scopeOf(grants, judged(object), 'read') !== 'none') {
          expect(
            (await records.list(object.name, { filter })).data.map((row) => row.id),
            `${about} list`,
          ).toEqual(reads ? [id] : [])
          expect((await records.getMany(object.name, [id])).length, `${about} get many`).toBe(Number(reads))
          const counted = await records.aggregate(object.name, { filter, measures: [{ measure: 'count' }] })
          expect(counted.rows[0]!.values, `${about} aggregate`).toEqual([Number(reads)])
        } else expect(await outcome(records.list(object.name, { filter })), `${about} list`).toBe('not_found')
        expect(await outcome(records.update(object.name, id, {})), `${about} update`).toBe(expected('update'))
        const bulk = await records
          .bulk(object.name, { ids: [id], values: {} })
          .catch((error: { code: string }) => error.code)
        if (typeof bulk !== 'string')
          expect([bulk.matched, bulk.refused], `${about} bulk`).toEqual([
            Number(reads),
            Number(reads && !may(grants, object, 'update', owner)),
          ])
        else
          expect(bulk, `${about} bulk`).toBe(
            scopeOf(grants, judged(object), 'read') === 'none' ? 'not_found' : 'forbidden',
          )
        expect(await exported(person, object, id), `${about} export`).toBe(
          reads && may(grants, object, 'export', owner),
        )
        expect(await outcome(records.remove(object.name, id)), `${about} remove`).toBe(expected('delete'))
        expect(await outcome(records.restore(object.name, id)), `${about} restore`).toBe(expected('delete'))
      }
    }
  },
)

async function exported(person: Person, object: ObjectDefinition, id: string): Promise<boolean> {
  let text = ''
  try {
    const filter = { field: 'id', op: 'eq', value: id } as const
    for await (const chunk of office.as(person).export(object.name, { filter, format: 'jsonl' })) text += chunk
  } catch (error) {
    expect(['forbidden', 'not_found']).toContain((error as { code: string }).code)
  }
  return text.includes(id)
}

test.each(objects.map((object) => [object.name, object] as const))(
  '%s: every role creates what it may',
  async (_, object) => {
    for (const role of Object.keys(roles)) {
      const grants = roles[role]!
      const { person, rows } = await castFor(role, object)
      const values = await partValues(object, rows)
      const records = office.as({ ...person, grants: widenedForLinks(grants, object) })
      const scope = scopeOf(grants, judged(object), object.partOf ? 'update' : 'create')
      const reads = scopeOf(grants, judged(object), 'read') !== 'none'
      expect(await outcome(records.create(object.name, values)), `${role} creates ${object.name}`).toBe(
        !reads ? 'not_found' : scope === 'none' ? 'forbidden' : 'done',
      )
    }
  },
)

/** Links to other objects are another test's business: those may all be read here. */
const widenedForLinks = (grants: Grants, object: ObjectDefinition): Grants => ({
  ...Object.fromEntries(objects.map((one) => [one.name, { ...all['*'] }])),
  [judged(object).name]: grants[judged(object).name] ?? grants['*']!,
})

async function partValues(object: ObjectDefinition, rows: Cast['rows']) {
  const { sampleValues } = await import('../test/sample.ts')
  const values = await sampleValues(office.as(office.admin), vocabulary, object)
  return object.partOf ? { ...values, [object.partOf]: rows.self[object.partOf] } : values
}

test('a link to what may not be seen is refused as if it were not there', async () => {
  const { person, rows } = await castFor('own', vocabulary.find('customer')!)
  const records = office.as(person)
  const made = (customer: string) =>
    records.create('deal', { name: 'Deal', customer }).catch((error) => error.extra.fields.customer.code)
  expect(await made(rows.stranger.id)).toBe('not_found')
  expect(await made(rows.self.id)).toMatchObject({ customer: rows.self.id })
  const task = await records.create('task', { title: 'Call' }).catch((error) => error)
  const about = await outcome(records.update('task', task.id, { about: `customer/${rows.stranger.id}` }))
  expect(about).toBe('invalid')
})

test('hidden fields never leave, and read-only fields never change', async () => {
  const admin = office.as(office.admin)
  const secret = 'Zanzibar-Secret'
  const { id } = await admin.create('customer', {
    name: 'Hidden Harry',
    country: secret,
    emails: [{ value: 'zanzibarsecret@example.com' }],
    source: 'known',
  })
  await admin.update('customer', id, { country: `${secret}-2` })
  await admin.create('customer', { name: 'Employee', employer: id })
  const grants: Grants = {
    '*': { ...all['*'] },
    customer: { ...all['*'], fields: { country: 'hidden', emails: 'hidden', name: 'hidden', source: 'read' } },
  }
  const person = personWith('Blind', grants, { abilities: ['imports'] })
  const records = office.as(person)
  const answers: unknown[] = [
    await records.get('customer', id),
    await records.list('customer', { filter: { field: 'id', op: 'eq', value: id }, expand: ['employer'], total: true }),
    await records.list('customer', { filter: { field: 'employer', op: 'eq', value: id }, expand: ['employer'] }),
    await records.history('customer', id),
    await records.timeline('customer', id),
    await records.search('zanzibarsecret'),
    await records.search('Hidden Harry'),
    await records.changes('3.00000000-0000-0000-0000-000000000000', 5_000),
    await records.update('customer', id, { industry: 'x' }),
    await records
      .update('customer', id, { industry: 'y' }, { version: 1 })
      .catch((error) => [error.message, error.extra]),
    await records.remove('customer', id),
    await records.restore('customer', id),
    await records
      .aggregate('customer', { group: [{ field: 'country' }], measures: [{ measure: 'count' }] })
      .catch((error) => error.message),
    await records
      .aggregate('customer', { measures: [{ measure: 'distinct', field: 'country' }] })
      .catch((error) => error.message),
    await records.create('customer', { country: 'x', name: 'y' }).catch((error) => [error.message, error.extra]),
  ]
  for (const format of ['csv', 'jsonl'] as const) {
    let text = ''
    for await (const chunk of records.export('customer', { format, personal: true })) text += chunk
    answers.push(text)
  }
  for (const [i, answer] of answers.entries())
    expect(JSON.stringify(answer), `answer ${i}`).not.toMatch(/zanzibar|Hidden Harry/i)
  await expect(records.update('customer', id, { country: 'x' })).rejects.toMatchObject({
    code: 'invalid',
    extra: { fields: { country: { code: 'unknown_field' } } },
  })
  await expect(records.update('customer', id, { source: 'x' })).rejects.toMatchObject({
    code: 'invalid',
    extra: { fields: { source: { code: 'read_only' } } },
  })
  await expect(records.bulk('customer', { ids: [id], values: { source: 'x' } })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(
    records.merge('customer', id, [(await admin.create('customer', { name: 'Other' })).id], { country: id }),
  ).rejects.toMatchObject({ code: 'merge_invalid' })
})

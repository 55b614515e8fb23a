import { vocabulary } from '@rapport/vocabulary/index.ts'
import { beforeAll, expect, test } from 'vitest'
import { type News, openBell } from '../database/notify.ts'
import { sql } from '../database/sql.ts'
import { openVocabulary, vocabularyChannel } from '../records/vocabulary.ts'
import { type Office, openOffice } from '../test/office.ts'
import { useWorld } from '../test/world.ts'
import { type ScorePass, writeScores } from './scores.ts'

const world = useWorld({ connections: 4 })
const customer = vocabulary.find('customer')!
const field = customer.fields.lapse_risk!
let office: Office
const people: string[] = []

const source = () => ({
  model: office.engine.newId(),
  version: office.engine.newId(),
  asOf: '2026-11-01T00:00:00Z',
  now: '2026-11-23T00:00:00Z',
})
const pass = (value: ScorePass['value'], records = people): ScorePass => ({ field, records, value })

beforeAll(async () => {
  office = await openOffice(world.db)
  for (let i = 0; i < 12; i++)
    people.push((await office.as(office.admin).create('customer', { name: `Person ${i}` })).id)
  // Two have no score: half the risk of the others is told by their place.
  await writeScores(world.db, source(), [pass((i) => (i < 10 ? (i * 7) % 10 : null))])
})

const records = () => office.as(office.admin)

test('a score is read with its record like any field, and is empty where a model said nothing', async () => {
  expect((await records().get('customer', people[3]!)).lapse_risk).toBe(1)
  expect((await records().get('customer', people[11]!)).lapse_risk).toBeNull()
})

test('a list is sorted by a score, page after page, with those without one at the end', async () => {
  for (const sort of ['lapse_risk', '-lapse_risk']) {
    const seen: (number | null)[] = []
    let cursor: string | undefined
    do {
      const page = await records().list('customer', { sort: [sort], limit: 3, cursor, fields: ['lapse_risk'] })
      seen.push(...page.data.map((row) => row.lapse_risk as number | null))
      cursor = page.next ?? undefined
    } while (cursor)
    const rising = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    expect(seen).toEqual([...(sort.startsWith('-') ? rising.toReversed() : rising), null, null])
  }
})

test('a list sorted by a score and then by name keeps its order over pages', async () => {
  const first = await records().list('customer', { sort: ['-lapse_risk', 'name'], limit: 11 })
  const rest = await records().list('customer', { sort: ['-lapse_risk', 'name'], limit: 11, cursor: first.next! })
  expect([...first.data, ...rest.data].map((row) => row.name)).toEqual(
    [...people.keys()]
      .sort((a, b) => (a < 10 ? (a * 7) % 10 : -1) - (b < 10 ? (b * 7) % 10 : -1))
      .reverse()
      .map((i) => `Person ${i}`)
      .slice(0, 10)
      .concat(['Person 10', 'Person 11']),
  )
})

test('filters, counts, exports and numbers over a list take a score like a column', async () => {
  const risky = { field: 'lapse_risk', op: 'gte', value: 7 } as const
  const page = await records().list('customer', { filter: risky, total: true, sort: ['lapse_risk'] })
  expect(page.data.map((row) => row.lapse_risk)).toEqual([7, 8, 9])
  expect(page.total).toEqual({ value: 3, exact: true })
  const none = await records().list('customer', { filter: { field: 'lapse_risk', op: 'empty' } })
  expect(none.data).toHaveLength(2)
  const sum = await records().aggregate('customer', { measures: [{ measure: 'mean', field: 'lapse_risk' }] })
  expect(sum.rows[0]!.values).toEqual([4.5])
  const lines: string[] = []
  for await (const part of records().export('customer', { fields: ['lapse_risk'], filter: risky, format: 'csv' }))
    lines.push(part.toString())
  expect(lines.join('').trim().split('\r\n')).toHaveLength(4)
})

test('a new pass replaces the former at once, and touches neither version nor history of a record', async () => {
  const before = await records().get('customer', people[0]!)
  const { n } = await world.db.one<{ n: number }>(sql`select count(*)::int as n from change`)
  await writeScores(world.db, source(), [pass(() => 50)])
  const after = await records().get('customer', people[0]!)
  expect(after.lapse_risk).toBe(50)
  expect(after.version).toBe(before.version)
  expect((await world.db.one<{ n: number }>(sql`select count(*)::int as n from change`)).n).toBe(n)
  expect((await world.db.one<{ n: number }>(sql`select count(*)::int as n from insight.score`)).n).toBe(people.length)
})

test('a pass that fails leaves the scores as they were', async () => {
  const broken = pass((i) => {
    if (i === 5) throw new Error('The model broke.')
    return 1
  })
  await expect(writeScores(world.db, source(), [broken])).rejects.toThrow('The model broke.')
  expect((await records().get('customer', people[0]!)).lapse_risk).toBe(50)
})

test('nobody writes a score by hand', async () => {
  await expect(records().update('customer', people[0]!, { lapse_risk: 1 })).rejects.toMatchObject({ code: 'invalid' })
})

test('records are asked only for scores that a model serves, and every process hears of a new one', async () => {
  const living = await openVocabulary(world.db, vocabulary)
  const isIdle = (name: string): boolean | undefined => living.current().find('customer')!.fields[name]!.unserved
  expect([isIdle('lapse_risk'), isIdle('lead_score'), isIdle('name')]).toEqual([undefined, true, undefined])
  const heard: News[] = []
  const bell = openBell(world.db, world.address, () => undefined)
  await bell.listen(vocabularyChannel, (news) => heard.push(news))
  const first = { ...pass((i) => i), field: customer.fields.lead_score! }
  await writeScores(world.db, source(), [first])
  await expect.poll(() => heard.length).toBe(1)
  await living.reload()
  expect(isIdle('lead_score')).toBeUndefined()
  // A later pass changes values, not what is asked for.
  await writeScores(world.db, source(), [first])
  await world.db.run(sql`select pg_notify(${vocabularyChannel}, 'last')`)
  await expect.poll(() => heard.at(-1)).toEqual(['last'])
  expect(heard).toHaveLength(2)
  await bell.close()
})

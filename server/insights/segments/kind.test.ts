import { expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp } from '../../test/app.ts'
import { analysed, openShop } from '../../test/insight.ts'
import { runAgain } from '../again.ts'
import type { SegmentsReport } from './report.ts'

const house = useApp({ awake: true, real: true })

const report = async () => (await house.owner.get('/insights/segments')).json().content as SegmentsReport
const count = async (filter: object) => {
  const reply = await house.owner.get(`/customers?limit=1&total=1&filter=${encodeURIComponent(JSON.stringify(filter))}`)
  return reply.json().total.value as number
}

test('too few buyers are refused with what is missing, and nothing is written', async () => {
  expect((await house.owner.get('/insights/segments')).json()).toEqual({ at: null, content: null })
  expect((await analysed(house.owner, 'segments')).output).toEqual({ tooLittle: [{ of: 'buyers', has: 0, needs: 25 }] })
  expect(await report()).toEqual({ tooLittle: [{ of: 'buyers', has: 0, needs: 25 }] })
  expect((await house.owner.get('/segments')).json().data).toEqual([])
})

test('every buyer is in one cell and one group, and each segment is a filter like any other', async () => {
  await openShop(house)
  expect(await analysed(house.owner, 'segments', { locale: 'zh' })).toMatchObject({ status: 'done', message: null })
  const { all, rfm, clusters } = await report()
  expect(rfm.grid.flat().reduce((sum, n) => sum + n, 0)).toBe(all.customers)
  for (const { segment, profile } of [...rfm.segments, ...clusters.segments]) {
    const record = (await house.owner.get(`/segments/${segment}`)).json()
    expect(await count(record.filter)).toBe(profile?.customers ?? 0)
  }
  const names = (await house.owner.get('/segments?limit=50')).json().data.map((one: { name: string }) => one.name)
  expect(names).toContain('核心客户')
  const measures = [{ measure: 'sum', field: 'revenue' }]
  const grouped = (await house.owner.post('/customers/aggregate', { measures, group: [{ field: 'rfm' }] })).json()
  for (const { segment, profile } of rfm.segments.filter((one) => one.profile !== null)) {
    const row = grouped.rows.find((one: { group: string[] }) => one.group[0] === segment)
    expect(Number(row.values[0])).toBeCloseTo(profile!.revenue, 2)
  }
})

test('a second run keeps the segments, their names as people changed them, and counts no moves where nothing moved', async () => {
  const before = await report()
  const { segment } = before.clusters.segments[0]!
  const { version } = (await house.owner.get(`/segments/${segment}`)).json()
  await house.owner.patch(`/segments/${segment}`, { name: 'Our best' }, { 'if-match': `"${version}"` })
  await analysed(house.owner, 'segments')
  const after = await report()
  expect(after.rfm.segments.map((one) => one.segment)).toEqual(before.rfm.segments.map((one) => one.segment))
  expect(after.clusters.segments.every((one) => one.continues)).toBe(true)
  expect((await house.owner.get(`/segments/${segment}`)).json().name).toBe('Our best')
  expect(after.clusters.moves.every((move) => move.from === move.to)).toBe(true)
  expect((await house.owner.get('/segments?limit=1&total=1')).json().total.value).toBe(
    before.rfm.segments.length + before.clusters.segments.length,
  )
})

test('what was asked for is worked out again every night, as it was asked for', async () => {
  const runs = await runAgain(house.db, house.house.insights)
  expect(runs).toHaveLength(1)
  const { input } = (await house.owner.get(`/insight_runs/${runs[0]}`)).json()
  expect(input).toMatchObject({ person: null })
  for (;;) {
    const { status } = (await house.owner.get(`/insight_runs/${runs[0]}`)).json()
    if (status === 'done') break
    expect(['waiting', 'running']).toContain(status)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
})

test('whoever refused profiling is in no segment', async () => {
  const [customer] = await house.db.query<{ id: string }>(
    sql`select id from customer where orders > 0 order by id limit 1`,
  )
  await house.owner.post('/consents', {
    customer: customer!.id,
    purpose: 'profiling',
    given: false,
    at: new Date().toISOString(),
  })
  const before = (await report()).all.customers
  await analysed(house.owner, 'segments', { clusters: 3 })
  expect((await report()).all.customers).toBe(before - 1)
  expect((await report()).clusters).toMatchObject({ given: true, clusters: 3, tried: [] })
  expect((await house.owner.get(`/customers/${customer!.id}`)).json()).toMatchObject({ rfm: null, cluster: null })
})

test('what is asked wrongly fails with a sentence, and the last good run stays', async () => {
  const before = await report()
  const failed = await analysed(house.owner, 'segments', { clusters: 99 })
  expect(failed).toMatchObject({
    status: 'failed',
    message: 'The number of groups must be a whole number from 2 to 8.',
  })
  expect(await report()).toEqual(before)
})

test('who may not see every customer does not see what is told of all of them', async () => {
  const viewer = await house.join('viewer', 'vera@acme.example')
  expect((await viewer.get('/insights/segments')).statusCode).toBe(200)
  const role = await house.db.one<{ id: string; version: number }>(
    sql`select id, version from role where code = 'viewer'`,
  )
  const grants = { '*': { read: 'all' }, customer: { read: 'own' } }
  await house.owner.patch(`/roles/${role.id}`, { grants }, { 'if-match': `"${role.version}"` })
  expect((await viewer.get('/insights/segments')).json().code).toBe('ability_missing')
})

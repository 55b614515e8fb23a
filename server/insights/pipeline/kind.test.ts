import type { PipelineReport } from '@rapport/vocabulary/insights/pipeline.ts'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp } from '../../test/app.ts'
import { analysed } from '../../test/insight.ts'

const house = useApp({ awake: true, real: true })
let [first, second, wonStage, lostStage]: string[] = []

const content = async () => (await house.owner.get('/insights/pipeline')).json().content as PipelineReport
const monthStart = sql`date_trunc('month', now())`

/** Fourteen months of deals: one begins every third day, moves on after 5 to 14 days, and is won or lost 10 days later. */
async function deal(): Promise<void> {
  await house.db.run(sql`
    with d as (
      select n, gen_random_uuid() as id, ${monthStart} - make_interval(days => 3 * n) as made, 5 + n % 10 as stay, n % 5 < 2 as won
      from generate_series(6, 140) n),
    made as (
      insert into deal (id, name, status, stage, amount, probability, stage_since, closed_at, created_at, updated_at, version)
      select id, 'Deal ' || n, case when won then 'won' else 'lost' end, case when won then ${wonStage}::uuid else ${lostStage}::uuid end,
        1000 + n, case when won then 100 else 0 end, made + make_interval(days => stay + 10), made + make_interval(days => stay + 10), made, made, 1 from d)
    insert into change (id, at, via, object, record, verb, version, before, after)
    select gen_random_uuid(), made + make_interval(days => stay), 'web', 'deal', id, 'update', 2,
      jsonb_build_object('stage', ${first}::text), jsonb_build_object('stage', ${second}::text) from d
    union all
    select gen_random_uuid(), made + make_interval(days => stay + 10), 'web', 'deal', id, 'update', 3,
      jsonb_build_object('stage', ${second}::text, 'status', 'open', 'closed_at', null), jsonb_build_object('status', 'done') from d`)
}

beforeAll(async () => {
  const pipeline = (await house.owner.post('/pipelines', { name: 'Sales' })).json().id
  const stage = async (name: string, position: number, outcome: string) =>
    (await house.owner.post('/stages', { pipeline, name, position, outcome, probability: 40 })).json().id as string
  first = await stage('Talk', 1, 'open')
  second = await stage('Offer', 2, 'open')
  wonStage = await stage('Won', 3, 'won')
  lostStage = await stage('Lost', 4, 'lost')
})

test('too few closed deals are refused with what is missing', async () => {
  const missing = { tooLittle: [expect.objectContaining({ of: 'closedDeals', has: 0, needs: 20 }), expect.anything()] }
  expect((await analysed(house.owner, 'pipeline')).output).toEqual(missing)
})

test('open deals are foreseen by month, and past months as the records stood then', async () => {
  await deal()
  for (const amount of ['5000', '7000'])
    await house.owner.post('/deals', { name: `Open ${amount}`, stage: first, amount })
  expect(await analysed(house.owner, 'pipeline')).toMatchObject({ status: 'done', message: null })
  const { months, total, open, tried, chances, closed, won } = await content()
  expect([open, months.length, chances, closed, won]).toEqual([2, 6, 'stages', 135, 54])
  expect(months.reduce((sum, { mean }) => sum + mean, 0)).toBeGreaterThan(0.3 * 12_000)
  expect(total.mean).toBeLessThan(0.5 * 12_000)
  expect(tried.length).toBeGreaterThan(6)
  const last = tried.at(-1)!
  const { came, n } = await house.db.one<{ came: number; n: number }>(sql`
    select coalesce(sum(amount) filter (where status = 'won' and closed_at < ${last.month}::timestamptz + interval '1 month'), 0)::float8 as came, count(*)::int as n
    from deal where created_at < ${last.month}::timestamptz and closed_at >= ${last.month}::timestamptz`)
  expect([last.came, last.open]).toEqual([came, n])
})

test('a deal that stands longer than nine of ten won ones is noted, with the numbers behind it', async () => {
  const { id } = await house.db.one<{ id: string }>(sql`select id from deal where name = 'Open 5000'`)
  const notes = async () => (await house.owner.get(`/insights/pipeline/notes/${id}`)).json().data
  expect(await notes()).toEqual([])
  await house.db.run(sql`
    update deal set stage_since = now() - interval '40 days', created_at = now() - interval '40 days' where id = ${id}`)
  await house.db.run(sql`update change set at = now() - interval '40 days' where record = ${id}`)
  const { stages } = (await house.owner.get('/insights/pipeline/pace')).json()
  // Won deals are those with n % 5 of 0 or 1, so they stood 5, 6, 10 or 11 days.
  expect(stages[first!]).toEqual({ most: 11, usual: 6, deals: 54 })
  expect(await notes()).toEqual([
    { kind: 'slow', days: 40, most: 11, usual: 6, deals: 54 },
    expect.objectContaining({ kind: 'silent', days: 40, deals: 54 }),
  ])
})

test('what all deals bring is not told to whoever may see only some of them', async () => {
  const role = await house.db.one<{ id: string; version: number }>(
    sql`select id, version from role where code = 'member'`,
  )
  const grants = { '*': { read: 'all' }, deal: { read: 'own' } }
  await house.owner.patch(`/roles/${role.id}`, { grants }, { 'if-match': `"${role.version}"` })
  const mia = await house.join('member', 'mia@acme.example')
  expect((await mia.get('/insights/pipeline')).json()).toMatchObject({ code: 'ability_missing' })
  const { id } = await house.db.one<{ id: string }>(sql`select id from deal where name = 'Open 7000'`)
  expect((await mia.get(`/insights/pipeline/notes/${id}`)).statusCode).toBe(404)
})

/** A deal a day for fourteen months; those by referral are won four times of five, the others once. */
async function referred(): Promise<void> {
  await house.db.run(sql`
    with d as (
      select n, gen_random_uuid() as id, ${monthStart} - make_interval(days => n) as made, n % 2 = 0 as known,
        case when n % 2 = 0 then n % 10 <> 0 else n % 10 = 1 end as won from generate_series(6, 420) n)
    insert into deal (id, name, source, status, stage, amount, probability, closed_at, created_at, updated_at, version)
    select id, 'Referred ' || n, case when known then 'referral' else 'fair' end, case when won then 'won' else 'lost' end,
      case when won then ${wonStage}::uuid else ${lostStage}::uuid end, 1000, 50, made + make_interval(days => 5 + n % 20), made, made, 1 from d`)
}

test('past months are foreseen by the model of deals as well, as it would have been then, and the nearer way is used', async () => {
  await referred()
  const model = house.house.newId()
  await house.db.run(sql`
    insert into model (id, name, kind, object, status, refresh, created_at, updated_at, version)
    values (${model}, 'Win', 'win', 'deal', 'draft', 'nightly', now(), now(), 1)`)
  expect(await analysed(house.owner, 'train', { model })).toMatchObject({ status: 'done', output: { serving: true } })
  await analysed(house.owner, 'pipeline')
  const { tried, ways, chances } = await content()
  const both = tried.filter(({ byModel }) => byModel)
  const off = both.reduce((sum, { byModel, came }) => sum + Math.abs(byModel!.mean - came), 0) / both.length
  expect(ways).toMatchObject({ months: both.length, model: Math.round(off) })
  expect(ways!.months).toBeGreaterThanOrEqual(6)
  expect(chances).toBe(ways!.model < ways!.stages ? 'model' : 'stages')
  // What came later, and what was edited since, says nothing of a month that was foreseen before.
  const [first] = both
  const later = sql`closed_at >= ${first!.month}::timestamptz + interval '1 month'`
  await house.db.run(sql`
    insert into change (id, at, via, object, record, verb, version, before, after)
    select gen_random_uuid(), now(), 'web', 'deal', id, 'update', 2, jsonb_build_object('source', source), '{"source":"edited"}'
    from deal where name like 'Referred%'`)
  await house.db.run(sql`update deal set source = 'edited' where name like 'Referred%'`)
  await house.db.run(sql`
    update deal set status = case status when 'won' then 'lost' else 'won' end where name like 'Referred%' and ${later}`)
  await analysed(house.owner, 'pipeline')
  const again = (await content()).tried.find(({ month }) => month === first!.month)
  expect(again!.byModel).toEqual(first!.byModel)
})

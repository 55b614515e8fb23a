import { beforeAll, expect, test, vi } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp } from '../../test/app.ts'
import { analysed, ended } from '../../test/insight.ts'
import { openShop } from '../../test/shop.ts'
import { runInsight } from '../run/thread.ts'

// Each waits for work that goes on in threads of its own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const house = useApp({ awake: true, real: true })
let [model, good]: string[] = []

const standing = async () => ({
  serving: (await house.owner.get(`/models/${model}`)).json().serving as string,
  scores: await house.db.query(sql`
    select s.record, s.number, g.version from insight.scored d join insight.scoring g on g.run = d.run join insight.score s on s.run = d.run
    where d.score = 'customer.lapse_risk' order by s.record`),
})

beforeAll(async () => {
  await openShop(house.db, new Date().toISOString())
  model = house.house.newId()
  await house.db.run(sql`
    insert into model (id, name, kind, object, status, refresh, created_at, updated_at, version)
    values (${model}, 'Lapse', 'lapse', 'customer', 'draft', 'nightly', now(), now(), 1)`)
  good = String((await analysed(house.owner, 'train', { model })).output!.version)
})

test('a run that fails while it writes its scores leaves the last good version and its scores in place', async () => {
  const before = await standing()
  expect([before.serving, before.scores.length > 0]).toEqual([good, true])
  await house.db.run(sql`alter table insight.score add constraint broken check (number < -1) not valid`)
  const run = await analysed(house.owner, 'train', { model })
  await house.db.run(sql`alter table insight.score drop constraint broken`)
  expect(run).toMatchObject({ status: 'failed', message: expect.stringMatching(/^It failed: /) })
  expect(await standing()).toEqual(before)
  const [latest] = await house.db.query<{ id: string; status: string }>(
    sql`select id, status from model_version where model = ${model} order by number desc limit 1`,
  )
  expect(latest).toMatchObject({ status: 'candidate' })
  const { run: again } = (await house.owner.post(`/insights/versions/${latest!.id}/serve`)).json()
  expect(await ended(house.owner, again)).toMatchObject({ status: 'done' })
  expect((await standing()).serving).toBe(latest!.id)
})

test('going back to a version that cannot score leaves what serves in place', async () => {
  const before = await standing()
  await house.db.run(sql`update insight.artefact set fitted = '{}' where version = ${good!}`)
  const { run } = (await house.owner.post(`/insights/versions/${good}/serve`)).json()
  expect(await ended(house.owner, run)).toMatchObject({ status: 'failed' })
  expect(await standing()).toEqual(before)
})

test('work that is killed on its way leaves what serves in place', async () => {
  const before = await standing()
  const killed = new AbortController()
  const now = new Date().toISOString()
  const onProgress = (share: number) => share > 0.1 && killed.abort()
  const work = runInsight('train', { model }, { address: house.db.direct, now, signal: killed.signal, onProgress })
  await expect(work).rejects.toThrow()
  expect(await standing()).toEqual(before)
})

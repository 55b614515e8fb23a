import { expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { useApp } from '../test/app.ts'
import { Cancelled } from './run/kind.ts'
import { runInsight } from './run/thread.ts'

const house = useApp({ awake: true, real: true })

const ended = async (id: string) => {
  for (;;) {
    const run = (await house.owner.get(`/insight_runs/${id}`)).json()
    if (run.status !== 'waiting' && run.status !== 'running') return run
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('analytic work runs as a job in its own thread, and what came of it stands in its run', async () => {
  await house.owner.post('/customers', { name: 'Ada', type: 'person' })
  const begun = await house.owner.post('/insights/runs', { kind: 'collect' })
  expect(begun.statusCode).toBe(202)
  const run = await ended(begun.json().run)
  expect(run).toMatchObject({ status: 'done', progress: 100, kind: 'collect' })
  const customers = run.output.sources.find((one: { name: string }) => one.name === 'customer')
  expect(customers).toMatchObject({ rows: 1, customers: 1 })
})

test('work that was cancelled ends, and says so', async () => {
  const stopped = AbortSignal.abort()
  const address = house.db.direct
  await expect(
    runInsight('collect', {}, { address, now: '2026-11-29T00:00:00Z', signal: stopped, onProgress: () => undefined }),
  ).rejects.toBeInstanceOf(Cancelled)
})

test('a run that waits is cancelled by a person, and is not done any more', async () => {
  const id = house.house.newId()
  const at = new Date().toISOString()
  await house.db.run(sql`
    insert into insight_run (id, kind, status, input, created_at, updated_at, version) values (${id}, 'collect', 'waiting', '{}', ${at}, ${at}, 1)`)
  expect((await house.owner.post(`/insights/runs/${id}/cancel`)).statusCode).toBe(204)
  await house.house.insights.work(id, { id, attempt: 0, signal: new AbortController().signal })
  expect((await ended(id)).status).toBe('cancelled')
  expect((await house.owner.post(`/insights/runs/${id}/cancel`)).json().code).toBe('verb_refused')
})

test('only those who may change models begin or cancel analyses, and unknown kinds are refused', async () => {
  const viewer = await house.join('viewer', 'vera@acme.example')
  expect((await viewer.post('/insights/runs', { kind: 'collect' })).json().code).toBe('forbidden')
  expect((await house.owner.post('/insights/runs', { kind: 'guess' })).statusCode).toBe(404)
})

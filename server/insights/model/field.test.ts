import { expect, test, vi } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp } from '../../test/app.ts'
import { dice } from '../../test/shop.ts'

// Each waits for work that goes on in threads of its own.
vi.setConfig({ testTimeout: 240_000 })

const house = useApp({ awake: true, real: true })

const ended = async (id: string) => {
  for (;;) {
    const run = (await house.owner.get(`/insight_runs/${id}`)).json()
    if (run.status !== 'waiting' && run.status !== 'running') return run
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Tickets about two things, told apart by their words. */
async function fillTickets(count: number): Promise<void> {
  const chance = dice(5)
  const rows = Array.from({ length: count }, (_, i) => {
    const broken = chance() < 0.5
    return {
      id: house.house.newId(),
      subject: broken ? `My lamp is broken, part ${i % 7}` : `Where is my money back for ${i % 7}`,
      kind: broken ? 'repair' : 'refund',
      at: new Date(Date.parse('2026-01-01') + i * 3_600_000).toISOString(),
    }
  })
  const of = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name])
  await house.db.run(sql`
    insert into ticket (id, subject, kind, status, priority, resolved_at, created_at, updated_at, version)
    select t.id, t.subject, t.kind, case when t.n > ${count - 20} then 'open' else 'closed' end, 'normal', t.at + interval '5 hours', t.at, t.at, 1
    from unnest(${of('id')}::uuid[], ${of('subject')}::text[], ${of('kind')}::text[], ${of('at')}::timestamptz[]) with ordinality t(id, subject, kind, at, n)`)
}

test('a question about any field is asked in one call, answered in a field of its own, and explained on the record', async () => {
  await fillTickets(300)
  const asked = await house.owner.post('/insights/models', { object: 'ticket', target: 'kind' })
  expect(asked.statusCode).toBe(201)
  const { model, run } = asked.json()
  expect(await ended(run)).toMatchObject({ status: 'done', output: { missing: null } })
  const score = (await house.owner.get(`/models/${model}`)).json().score
  expect(score).toBe('x_kind_expected')
  const { fields } = (await house.owner.get('/vocabulary'))
    .json()
    .objects.find((one: { name: string }) => one.name === 'ticket')
  expect(fields[score]).toMatchObject({ kind: 'choice', derived: true })
})

test('the kind of a ticket is told from its words, and too little data is refused with what is missing', async () => {
  const begun = await house.owner.post('/insights/runs', { kind: 'all' })
  const { output } = await ended(begun.json().run)
  const of = (kind: string) => output.outcomes.find((one: { kind: string }) => one.kind === kind)
  expect(of('ticket_kind').trained).toMatchObject({ serving: true, missing: null })
  expect(of('win').trained.missing.en).toBe('There are 0 past cases with a known outcome; at least 80 are needed.')
  expect(of('lapse').failure.en).toMatch(/no orders yet/)
  const filter = JSON.stringify({ field: 'likely_kind', op: 'not_empty' })
  const open = (await house.owner.get(`/tickets?filter=${encodeURIComponent(filter)}&limit=100`)).json().data
  expect(open).toHaveLength(20)
  for (const row of open) expect(row.likely_kind).toBe(row.subject.startsWith('My lamp') ? 'repair' : 'refund')
  const scores = (await house.owner.get(`/insights/scores/ticket/${open[0].id}`)).json().data
  expect(scores.find((one: { field: string }) => one.field === 'likely_kind')).toMatchObject({ number: 1 })
})

test('a person goes back to a former version, and the records are scored anew with it', async () => {
  const model = (await house.owner.get('/models?limit=50'))
    .json()
    .data.find((one: { kind: string }) => one.kind === 'ticket_kind')
  const again = await house.owner.post('/insights/runs', {
    kind: 'train',
    about: `model/${model.id}`,
    input: { model: model.id },
  })
  await ended(again.json().run)
  const now = (await house.owner.get(`/models/${model.id}`)).json()
  expect(now.serving).not.toBe(model.serving)
  const back = await house.owner.post(`/insights/versions/${model.serving}/serve`)
  expect(back.statusCode).toBe(202)
  expect(await ended(back.json().run)).toMatchObject({ status: 'done', output: { scored: 20 } })
  expect((await house.owner.get(`/models/${model.id}`)).json().serving).toBe(model.serving)
  expect((await house.owner.get(`/insights/versions/${model.serving}`)).json().report.population.test).toBeGreaterThan(
    30,
  )
})

test('a night scores, and does not learn anew while the data stand still', async () => {
  const model = (await house.owner.get('/models?limit=50'))
    .json()
    .data.find((one: { kind: string }) => one.kind === 'ticket_kind')
  const run = await house.owner.post('/insights/runs', {
    kind: 'night',
    about: `model/${model.id}`,
    input: { model: model.id },
  })
  expect(await ended(run.json().run)).toMatchObject({ status: 'done', output: { scored: 20, moved: null } })
})

test('only those who may change fields ask of a field, and only of one that can be foreseen', async () => {
  const member = await house.join('member', 'max@acme.example')
  expect((await member.post('/insights/models', { object: 'ticket', target: 'kind' })).json().code).toBe(
    'ability_missing',
  )
  expect((await house.owner.post('/insights/models', { object: 'ticket', target: 'subject' })).json().code).toBe(
    'invalid',
  )
  expect((await house.owner.post('/insights/models', { object: 'ticket', target: 'nothing' })).statusCode).toBe(404)
})

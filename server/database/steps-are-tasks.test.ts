import { expect, test } from 'vitest'
import { useWorld } from '../test/world.ts'
import { migrate } from './migrate.ts'
import { sql } from './sql.ts'

const world = useWorld({ empty: true })

test('what deals were to do next becomes a task of each, whatever the deal has come to', async () => {
  await migrate(world.address, { upTo: 146 })
  await world.db.transaction(async (tx) => {
    await tx.run(sql`set local session_replication_role = replica`)
    await tx.run(sql`
      insert into deal (id, name, status, next_step, next_step_on, closed_at, deleted_at, pipeline, stage, created_at, updated_at, version)
      select gen_random_uuid(), d.name, d.status, d.step, d.day, d.closed, d.deleted, gen_random_uuid(), gen_random_uuid(), now(), now(), 1
      from (values
        ('Shop', 'open', 'Send samples', date '2026-12-01', null::timestamptz, null::timestamptz),
        ('Dated', 'open', null, date '2026-12-02', null, null),
        ('Won', 'won', 'Send thanks', null, timestamptz '2026-11-01 10:00+00', null),
        ('Trashed', 'open', 'Call again', null, null, timestamptz '2026-11-02 10:00+00'),
        ('Blank', 'open', '  ', null, null, null)) d(name, status, step, day, closed, deleted)`)
  })
  await migrate(world.address)
  const tasks = await world.db.query(sql`
    select d.name as deal, t.title, t.status, t.due_at::date::text as due, t.done_at is not null as done, t.deleted_at is not null as trashed
    from task t join deal d on t.about = 'deal/' || d.id order by d.name`)
  expect(tasks).toEqual([
    { deal: 'Dated', title: 'Dated', status: 'open', due: '2026-12-02', done: false, trashed: false },
    { deal: 'Shop', title: 'Send samples', status: 'open', due: '2026-12-01', done: false, trashed: false },
    { deal: 'Trashed', title: 'Call again', status: 'open', due: null, done: false, trashed: true },
    { deal: 'Won', title: 'Send thanks', status: 'done', due: null, done: true, trashed: false },
  ])
})

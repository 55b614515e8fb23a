import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { useWorld } from '../test/world.ts'
import { defineJob } from './define.ts'
import { Jobs } from './jobs.ts'

const world = useWorld()
const errors: Error[] = []
let jobs: Jobs

const greet = defineJob<{ name: string }>('greet', { retries: 3 })
const greeted: string[] = []
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))
const until = async (done: () => boolean | Promise<boolean>) => {
  for (let i = 0; i < 500 && !(await done()); i++) await settled()
  expect(await done()).toBe(true)
}
const open = (alone = false) =>
  new Jobs({ address: world.address, onError: (error) => errors.push(error), newId: () => crypto.randomUUID(), alone })

beforeAll(async () => {
  jobs = open()
  await jobs.handle(greet, async ({ name }, run) => {
    if (name === 'once' && run.attempt === 0) throw new Error('not yet')
    greeted.push(name)
    return { greeted: name }
  })
  await jobs.start()
})
afterAll(() => jobs.stop())

test('a job is done soon after it was sent, and tells what it answered', async () => {
  const id = await jobs.send(greet, { name: 'Ada' })
  await until(async () => (await jobs.find(greet, id!))?.state === 'done')
  expect(greeted).toContain('Ada')
  expect(await jobs.look(id!)).toMatchObject({ name: 'greet', state: 'done', output: { greeted: 'Ada' }, attempts: 1 })
})

test('a job that fails is tried again', async () => {
  const id = await jobs.send(greet, { name: 'once' })
  await until(async () => (await jobs.find(greet, id!))?.state === 'done')
  expect((await jobs.find(greet, id!))?.attempts).toBe(2)
})

test('a job of a transaction that rolls back never happens', async () => {
  let id: string | null = null
  const failed = world.db.transaction(async (tx) => {
    id = await jobs.send(greet, { name: 'ghost' }, { tx })
    throw new Error('undo')
  })
  await expect(failed).rejects.toThrow('undo')
  expect(await jobs.find(greet, id!)).toBeUndefined()
  const kept = await world.db.transaction((tx) => jobs.send(greet, { name: 'kept' }, { tx }))
  await until(async () => (await jobs.find(greet, kept!))?.state === 'done')
  expect(greeted).not.toContain('ghost')
})

test('a second job with the key of one that waits is not made', async () => {
  const later = new Date(Date.now() + 60_000)
  const first = await jobs.send(greet, { name: 'later' }, { key: 'one', after: later })
  expect(first).not.toBeNull()
  expect(await jobs.send(greet, { name: 'later' }, { key: 'one', after: later })).toBeNull()
  await jobs.cancel(greet, first!)
  expect((await jobs.find(greet, first!))?.state).toBe('cancelled')
})

test('a run that stops with the server is taken up by the next one', async () => {
  const long = defineJob<{ step: number }>('long')
  const [first, second] = [open(), open(true)]
  let began = false
  await first.handle(long, (_data, run) => {
    began = true
    return new Promise((_resolve, reject) => run.signal.addEventListener('abort', () => reject(run.signal.reason)))
  })
  await first.start()
  const id = await first.send(long, { step: 1 })
  await until(() => began)
  await first.stop()
  let seen = 0
  await second.handle(long, async (data) => {
    seen = data.step
  })
  await second.start()
  await until(async () => (await second.find(long, id!))?.state === 'done')
  expect(seen).toBe(1)
  await second.stop()
})

test('a job left running by a process that was killed goes on when the only server starts', async () => {
  const orphan = defineJob<{ n: number }>('orphan')
  const first = open()
  await first.handle(orphan, () => new Promise(() => undefined))
  await first.start()
  const id = await first.send(orphan, { n: 7 })
  await until(async () => (await first.find(orphan, id!))?.state === 'running')
  const second = open(true)
  let seen = 0
  await second.handle(orphan, async ({ n }) => {
    seen = n
  })
  await second.start()
  await until(() => seen === 7)
  await second.stop()
  await world.db.run(sql`update job.job set state = 'cancelled' where state = 'active'`)
})

test('nothing failed behind the scenes', () => expect(errors).toEqual([]))

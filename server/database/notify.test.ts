import { expect, test } from 'vitest'
import { useWorld } from '../test/world.ts'
import { pause, until } from './embedded/process.ts'
import { type News, newsIn, openBell, payloadOf } from './notify.ts'
import { sql } from './sql.ts'

const world = useWorld({ empty: true })
const silent = () => undefined

test('ids rung within a tenth of a second arrive together, once each', async () => {
  const bell = openBell(world.db, world.address, silent)
  const heard: News[] = []
  await bell.listen('change', (news) => heard.push(news))
  for (const id of ['a', 'b', 'a', 'c']) bell.ring('change', id)
  await until(() => heard.length > 0, 5_000)
  await pause(150)
  await bell.close()
  expect(heard).toEqual([['a', 'b', 'c']])
})

test('too many ids to name become a hint to read on', () => {
  const ids = Array.from({ length: 1_000 }, (_, i) => `0199aaaa-0000-7000-8000-${String(i).padStart(12, '0')}`)
  expect(newsIn(payloadOf(ids))).toBe('many')
  expect(newsIn(payloadOf(ids.slice(0, 200)))).toEqual(ids.slice(0, 200))
})

test('a listener that was cut off comes back and is told to catch up', async () => {
  const bell = openBell(world.db, world.address, silent)
  const heard: News[] = []
  await bell.listen('cut', (news) => heard.push(news))
  await world.db.query(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()`)
  await until(() => heard.includes('many'), 5_000)
  bell.ring('cut', 'x')
  await until(() => heard.length > 1, 5_000)
  await bell.close()
  expect(heard).toEqual(['many', ['x']])
})

test('a listener that was taken away hears nothing more', async () => {
  const bell = openBell(world.db, world.address, silent)
  const heard: News[] = []
  const stop = await bell.listen('stopped', (news) => heard.push(news))
  stop()
  bell.ring('stopped', 'x')
  await pause(250)
  await bell.close()
  expect(heard).toEqual([])
})

test('closing sends what was still gathered', async () => {
  const ringer = openBell(world.db, world.address, silent)
  const hearer = openBell(world.db, world.address, silent)
  const heard: News[] = []
  await hearer.listen('last', (news) => heard.push(news))
  ringer.ring('last', 'x')
  await ringer.close()
  await until(() => heard.length > 0, 5_000)
  await hearer.close()
  expect(heard).toEqual([['x']])
})

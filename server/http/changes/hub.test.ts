import { expect, test } from 'vitest'
import { useWorld } from '../../test/world.ts'
import { type Follower, Hub } from './hub.ts'

const world = useWorld()

const newcomer = (log: string[]): Follower => ({
  cursor: '',
  take: async () => true,
  reset: () => log.push('reset'),
  announce: () => log.push('announce'),
  end: () => log.push('end'),
})

test('a follower who was there is ended with the server, and one who comes while it stops is sent away', async () => {
  const told: string[] = []
  const hub = new Hub(world.db, (sentence) => told.push(sentence))
  const before: string[] = []
  const late: string[] = []
  hub.add({ ...newcomer(before), cursor: await hub.end() })
  hub.close()
  hub.add({ ...newcomer(late), cursor: '' })
  expect(before).toEqual(['end'])
  expect(late).toEqual(['end'])
  expect(hub.size).toBe(0)
  expect(told).toEqual([])
})

import { expect, test } from 'vitest'
import { openApp } from '../test/app.ts'
import { Buckets } from './rate.ts'

test('a bucket gives what it holds at once, then as it fills', () => {
  const buckets = new Buckets({ burst: 3, perMinute: 60 })
  expect([0, 0, 0].map((at) => buckets.take('ada', at))).toEqual([2, 1, 0])
  expect(buckets.take('ada', 0)).toBe(-1000)
  expect(buckets.take('ada', 500)).toBe(-500)
  expect(buckets.take('ada', 1_000)).toBe(0)
  expect(buckets.take('ben', 0)).toBe(2)
  expect(buckets.take('ada', 60_000)).toBe(2)
})

test('however many keys come from outside, room for them is bounded and those in use are still counted', () => {
  const buckets = new Buckets({ burst: 1, perMinute: 1 }, 100)
  for (let i = 0; i < 1_000; i++) buckets.take(`address ${i}`, i)
  expect(buckets.size).toBeLessThanOrEqual(100)
  expect(buckets.take('address 999', 1_000)).toBeLessThan(0)
})

test('a person is told how much is left, and when to come back', async () => {
  const house = await openApp({ rate: { burst: 5, perMinute: 60 } })
  const replies = []
  for (let i = 0; i < 6; i++) replies.push(await house.owner.get('/me'))
  expect(replies[0]!.headers.ratelimit).toBe('"person";r=4;t=1')
  expect(replies[4]!.statusCode).toBe(200)
  expect(replies[5]!.json()).toMatchObject({ code: 'rate_limited', retry_after: 1 })
  expect(replies[5]!.headers['retry-after']).toBe('1')
  house.clock.now = new Date(house.clock.now.getTime() + 2_000)
  expect((await house.owner.get('/me')).statusCode).toBe(200)
  await house.close()
})

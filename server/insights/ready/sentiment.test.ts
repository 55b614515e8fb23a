import { expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp } from '../../test/app.ts'
import { analysed } from '../../test/insight.ts'

const house = useApp({ awake: true, real: true })

test('what a review thinks is told by its words, learned from the stars of others', async () => {
  await house.db.run(sql`
    insert into review (id, title, text, rating, created_at, updated_at, version)
    select gen_random_uuid(), 'Order ' || n, case when n % 2 = 0 then 'Lovely lamp, very happy with it' else 'Broken on arrival, poor and late' end,
      case when n % 2 = 0 then 5 else 1 end, now() - make_interval(days => 400 - n), now(), 1 from generate_series(1, 240) n`)
  const unstarred = async (text: string) =>
    (await house.owner.post('/reviews', { title: 'New', text })).json().id as string
  const [happy, cross] = [await unstarred('Very happy, lovely'), await unstarred('Poor, broken')]
  const whole = await unstarred('Lovely lamp, very happy with it')
  const model = (
    await house.owner.post('/models', { name: 'Sentiment', kind: 'review_rating', object: 'review', refresh: 'manual' })
  ).json().id
  expect(await analysed(house.owner, 'train', { model })).toMatchObject({ status: 'done', message: null })
  const rating = async (id: string) => (await house.owner.get(`/reviews/${id}`)).json().likely_rating as number
  expect(await rating(whole)).toBeGreaterThan(4.5)
  // A few of the words alone lean the right way, and no further: short texts stay nearer the mean.
  expect(await rating(happy)).toBeGreaterThan(3)
  expect(await rating(cross)).toBeLessThan(3)
})

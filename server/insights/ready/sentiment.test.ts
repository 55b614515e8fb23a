import { expect, test, vi } from 'vitest'
import { sql } from '../../database/sql.ts'
import { useApp } from '../../test/app.ts'
import { analysed } from '../../test/insight.ts'

// Learning takes as long as the machine lets it.
vi.setConfig({ testTimeout: 180_000 })

const house = useApp({ awake: true, real: true })

test('what a review thinks is told by its words, learned from the stars of others', async () => {
  await house.db.run(sql`
    insert into review (id, title, text, rating, created_at, updated_at, version)
    select gen_random_uuid(), 'Order ' || n, case when n % 2 = 0 then 'Lovely lamp, very happy with it and with how quickly it came' else 'Broken on arrival, poor and late, and nobody answers letters' end,
      case when n % 2 = 0 then 5 else 1 end, now() - make_interval(days => 400 - n), now(), 1 from generate_series(1, 240) n`)
  const unstarred = async (text: string) =>
    (await house.owner.post('/reviews', { title: 'New', text })).json().id as string
  const [happy, cross] = [await unstarred('Very happy, lovely'), await unstarred('Poor, broken')]
  const whole = await unstarred('Lovely lamp, very happy with it and with how quickly it came')
  const model = (
    await house.owner.post('/models', { name: 'Sentiment', kind: 'review_rating', object: 'review', refresh: 'manual' })
  ).json().id
  expect(await analysed(house.owner, 'train', { model })).toMatchObject({ status: 'done', message: null })
  const rating = async (id: string) => (await house.owner.get(`/reviews/${id}`)).json().likely_rating as number
  // A score's first pass is told to every process, which takes a moment.
  await expect.poll(() => rating(whole), { timeout: 10_000 }).toBeGreaterThan(4.5)
  // A few of the words alone lean the right way, and no further: short texts stay nearer the mean.
  expect(await rating(happy)).toBeGreaterThan(3)
  expect(await rating(cross)).toBeLessThan(3)
})

test('tickets and messages carry the tone of their words where the reviews are in their language, with the words that make it', async () => {
  const made = async (path: string, values: object) => (await house.owner.post(path, values)).json().id as string
  const cross = await made('/tickets', {
    subject: 'Broken',
    description: 'The lamp was broken on arrival, poor quality and very late again',
  })
  const glad = await made('/tickets', {
    subject: 'Thanks',
    description: 'Lovely lamp, we are all very happy with it, thank you so much',
  })
  const german = await made('/tickets', {
    subject: 'Kaputt',
    description: 'Die Lampe kam kaputt an und viel zu spät, ich bin sehr enttäuscht',
  })
  const short = await made('/tickets', { subject: 'Broken' })
  const said = await made('/messages', {
    ticket: cross,
    direction: 'in',
    text: 'Still broken and late, and nobody answers my letters any more',
  })
  const ours = await made('/messages', {
    ticket: cross,
    direction: 'out',
    text: 'We are very sorry that the lamp arrived broken and far too late',
  })
  const [{ id: model }] = (await house.owner.get('/models')).json().data
  expect(await analysed(house.owner, 'score', { model })).toMatchObject({ status: 'done', message: null })
  const tone = async (path: string) => (await house.owner.get(path)).json().tone as number | null
  expect(await tone(`/tickets/${cross}`)).toBeLessThan((await tone(`/tickets/${glad}`)) as number)
  for (const unknown of [`/tickets/${german}`, `/tickets/${short}`, `/messages/${ours}`])
    expect(await tone(unknown)).toBeNull()
  expect(await tone(`/messages/${said}`)).toBeLessThan(3)
  const { data } = (await house.owner.get('/tickets?sort=tone')).json()
  expect(data.slice(0, 2).map((row: { id: string }) => row.id)).toEqual([cross, glad])
  const [score] = (await house.owner.get(`/insights/scores/ticket/${cross}`)).json().data
  const words = score.why.factors.map((one: { has: string }) => one.has)
  expect(words).toEqual(expect.arrayContaining(['broken']))
  expect(score.why.factors.find((one: { has: string }) => one.has === 'broken').by).toBeLessThan(0)
})

test('what comes in later is answered for without waiting for the night, and what was answered stays', async () => {
  const made = async (path: string, values: object) => (await house.owner.post(path, values)).json().id as string
  const before = (await house.owner.get('/tickets?sort=tone'))
    .json()
    .data.map((row: { tone: number | null }) => row.tone)
  const ticket = await made('/tickets', {
    subject: 'Late',
    description: 'Poor service, the lamp came late and it was broken on arrival',
  })
  const review = await made('/reviews', {
    title: 'New',
    text: 'Lovely lamp, very happy with it and with how quickly it came',
  })
  expect(await analysed(house.owner, 'arrivals')).toMatchObject({
    status: 'done',
    message: null,
    output: { answered: 2 },
  })
  expect((await house.owner.get(`/tickets/${ticket}`)).json().tone).toBeLessThan(3)
  expect((await house.owner.get(`/reviews/${review}`)).json().likely_rating).toBeGreaterThan(4)
  const after = (await house.owner.get('/tickets?sort=tone'))
    .json()
    .data.map((row: { tone: number | null }) => row.tone)
  expect(after).toEqual(expect.arrayContaining(before))
  expect(after).toHaveLength(before.length + 1)
  expect(await analysed(house.owner, 'arrivals')).toMatchObject({ output: { answered: 0 } })
})

import { beforeAll, expect, test } from 'vitest'
import { areas } from '../../areas.ts'
import { sql } from '../../database/sql.ts'
import { type Office, openOffice } from '../../test/office.ts'
import { useWorld } from '../../test/world.ts'

const world = useWorld()
let office: Office
const stages: { [name: string]: string } = {}

beforeAll(async () => {
  office = await openOffice(world.db, { areas })
  const admin = office.as(office.admin)
  const pipeline = (await admin.create('pipeline', { name: 'Selling' })).id
  for (const [position, [name, outcome, probability]] of (
    [
      ['Talk', 'open', 20],
      ['Offer', 'open', 50],
      ['Gone', 'lost', 0],
    ] as const
  ).entries())
    stages[name] = (await admin.create('stage', { pipeline, name, outcome, probability, position })).id
})

const deals = async (names: readonly string[], values: object, person = office.admin): Promise<string[]> => {
  const ids: string[] = []
  for (const name of names)
    ids.push((await office.as(person).create('deal', { name, stage: stages.Talk, ...values })).id)
  return ids
}

/** The names of a lane from the top, page by page. */
const lane = async (name: string, campaign: string, size = 2, person = office.admin): Promise<string[]> => {
  const found: string[] = []
  const filter = { field: 'source', op: 'eq', value: campaign } as const
  for (let cursor: string | undefined; ; ) {
    const page = await office
      .as(person)
      .laneCards('deal', { by: 'stage', lane: stages[name] ?? '', filter, limit: size, cursor, fields: ['name'] })
    found.push(...page.data.map((card) => String(card.row.name)))
    if (page.next === null) return found
    cursor = page.next
  }
}

const move = (id: string, from: string, to: string, options: object = {}, person = office.admin) =>
  office.as(person).place('deal', id, { by: 'stage', from: stages[from] ?? '', to: stages[to] ?? '', ...options })

test('the newest stands on top until somebody puts a card elsewhere, and pages follow that order', async () => {
  const [a, b, c] = await deals(['a', 'b', 'c', 'd', 'e'], { source: 'order' })
  expect(await lane('Talk', 'order')).toEqual(['e', 'd', 'c', 'b', 'a'])
  await move(a!, 'Talk', 'Talk', { after: c })
  expect(await lane('Talk', 'order')).toEqual(['e', 'd', 'c', 'a', 'b'])
  await move(b!, 'Talk', 'Talk')
  expect(await lane('Talk', 'order', 1)).toEqual(['b', 'e', 'd', 'c', 'a'])
  await move(c!, 'Talk', 'Talk', { before: b })
  expect(await lane('Talk', 'order', 3)).toEqual(['c', 'b', 'e', 'd', 'a'])
  await deals(['f'], { source: 'order', id: '01900001-0000-7000-8000-000000000000' })
  expect(await lane('Talk', 'order')).toEqual(['f', 'c', 'b', 'e', 'd', 'a'])
})

test('a move to another lane changes the record, and one within a lane leaves no trace in its history', async () => {
  const [a, b] = await deals(['a', 'b'], { source: 'trace' })
  const card = await move(a!, 'Talk', 'Offer')
  expect(card.row).toMatchObject({ stage: stages.Offer, probability: 50, version: 2 })
  await move(b!, 'Talk', 'Talk', { after: a })
  const verbs = (await office.as(office.admin).history('deal', b!)).data.map((change) => change.verb)
  expect(verbs).toEqual(['create'])
  const timeline = (await office.as(office.admin).timeline('deal', b!)).data
  expect(timeline.map((entry) => entry.change?.verb)).toEqual(['create'])
})

test('what a verb asks for is asked of whoever moves a card there', async () => {
  const [a] = await deals(['a'], { source: 'lost' })
  await expect(move(a!, 'Talk', 'Gone')).rejects.toMatchObject({ code: 'invalid', extra: { fields: { reason: {} } } })
  expect(await lane('Talk', 'lost')).toEqual(['a'])
  const card = await move(a!, 'Talk', 'Gone', { input: { reason: 'price' } })
  expect(card.row).toMatchObject({ status: 'lost', lost_reason: 'price', stage: stages.Gone, probability: 0 })
  const back = await move(a!, 'Gone', 'Offer')
  expect(back.row).toMatchObject({ status: 'open', lost_reason: null, stage: stages.Offer })
})

test('a card that somebody else has moved meanwhile is not moved again unseen', async () => {
  const [a] = await deals(['a'], { source: 'meanwhile' })
  await move(a!, 'Talk', 'Offer')
  await expect(move(a!, 'Talk', 'Gone', { input: { reason: 'price' } })).rejects.toMatchObject({ code: 'conflict' })
})

test('many people who drop cards at one place at once all get a place of their own', async () => {
  const names = Array.from({ length: 24 }, (_, i) => `n${i}`)
  const [anchor, ...rest] = await deals(['anchor', ...names], { source: 'at once' })
  await Promise.all(rest.map((id) => move(id, 'Talk', 'Talk', { after: anchor })))
  const found = await lane('Talk', 'at once', 7)
  expect(found[0]).toBe('anchor')
  expect([...found].sort()).toEqual(['anchor', ...names].sort())
  const ranks = await world.db.query(
    sql`select rank from card_place where record = any(${rest}::uuid[]) group by rank having count(*) > 1`,
  )
  expect(ranks).toEqual([])
})

test('when a gap is used up the neighbours are spread anew and keep their order', async () => {
  const [low, high] = await deals(['low', 'high'], { source: 'gap' })
  const [x, y] = await deals(['x', 'y'], { source: 'gap' })
  // Two cards take turns right below the upper one: each halves what room is left.
  for (let i = 0; i < 130; i++) await move(i % 2 ? x! : y!, 'Talk', 'Talk', { after: high })
  expect(await lane('Talk', 'gap')).toEqual(['high', 'x', 'y', 'low'])
  const ranks = await world.db.query<{ rank: string }>(
    sql`select rank from card_place where record = any(${[x, y, low, high]}::uuid[])`,
  )
  for (const { rank } of ranks) expect(rank.length).toBeLessThanOrEqual(48)
})

test('figures count every card of a lane, by currency, weighed by its probability', async () => {
  const source = 'figures'
  await deals(['a', 'b'], { source, amount: '100.00', currency: 'GBP', probability: 50 })
  await deals(['c'], { source, amount: '10.00', currency: 'EUR', probability: 10 })
  const [d] = await deals(['d'], { source, amount: '7.00', currency: 'GBP', probability: 100 })
  await move(d!, 'Talk', 'Offer')
  const filter = { field: 'source', op: 'eq', value: source } as const
  const asked = { by: 'stage', filter, sum: 'amount', weigh: 'probability' }
  const figures = await office.as(office.admin).laneFigures('deal', asked)
  expect(figures).toHaveLength(2)
  expect(figures.find((one) => one.lane === stages.Talk)).toMatchObject({
    count: 3,
    sums: [
      { currency: 'GBP', weighted: '100.00' },
      { currency: 'EUR', weighted: '1.00' },
    ],
  })
  const only = await office.as(office.admin).laneFigures('deal', { ...asked, lanes: [stages.Offer!] })
  expect(only.map((one) => one.lane)).toEqual([stages.Offer])
})

test('a board hears where changed cards stand now, and nothing of cards that it does not show', async () => {
  const [a, b] = await deals(['a', 'b'], { source: 'heard' })
  const filter = { field: 'source', op: 'eq', value: 'heard' } as const
  await move(a!, 'Talk', 'Offer')
  await office.as(office.admin).update('deal', b!, { source: 'elsewhere' })
  const { data } = await office.as(office.admin).theCards('deal', [a!, b!, 'nonsense'], { by: 'stage', filter })
  expect(data.map((card) => [card.row.name, card.row.stage])).toEqual([['a', stages.Offer]])
})

test('who may not change a record may not move its card, and who may not see it does not meet it', async () => {
  const [a] = await deals(['a'], { source: 'rights' })
  await expect(move(a!, 'Talk', 'Offer', {}, office.viewer)).rejects.toMatchObject({ code: 'forbidden' })
  const blind = { ...office.member, grants: { ...office.member.grants, deal: { read: 'own', update: 'own' } } } as const
  expect(await lane('Talk', 'rights', 5, blind)).toEqual([])
  await expect(move(a!, 'Talk', 'Offer', {}, blind)).rejects.toMatchObject({ code: 'not_found' })
})

test('boards by any choice or link, the empty lane too, and by nothing else', async () => {
  const admin = office.as(office.admin)
  const filter = { field: 'source', op: 'eq', value: 'empty' } as const
  const [a] = await deals(['a'], { source: 'empty', customer: null })
  expect((await admin.laneCards('deal', { by: 'customer', lane: '', filter })).data).toHaveLength(1)
  expect((await admin.laneCards('deal', { by: 'status', lane: 'open', filter })).data).toHaveLength(1)
  await expect(admin.laneCards('deal', { by: 'name', lane: 'a' })).rejects.toMatchObject({ code: 'fields_invalid' })
  await expect(admin.laneCards('deal', { by: 'status', lane: 'nowhere' })).rejects.toMatchObject({
    code: 'fields_invalid',
  })
  const since = (await admin.laneCards('deal', { by: 'status', lane: 'open', filter })).data[0]!.since
  expect(Date.parse(since)).not.toBeNaN()
  await admin.update('deal', a!, { lost_reason: 'timing' })
  const later = await admin.laneCards('deal', { by: 'lost_reason', lane: 'timing', filter })
  expect(Date.parse(later.data[0]!.since)).toBeGreaterThan(Date.parse(since))
})

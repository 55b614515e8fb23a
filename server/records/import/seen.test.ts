import { beforeAll, expect, test } from 'vitest'
import type { Runner } from '../../database/runner.ts'
import { type ImportDesk, openDesk } from '../../test/import.ts'
import { useWorld } from '../../test/world.ts'
import { callOf } from '../call.ts'
import { Seen } from './seen.ts'

const world = useWorld()
let desk: ImportDesk
beforeAll(async () => {
  desk = await openDesk(world.db)
})

const seen = new Seen()
/** How many records were read whole. */
let read = 0

/** What a batch finds under these codes; `fate` says whether it is written in the end. */
const batch = (codes: readonly string[], fate: 'written' | 'lost' = 'written') =>
  world.db.transaction(async (tx) => {
    const call = callOf(desk.engine, desk.admin)
    const spy: Runner = {
      ...tx,
      query: async <Row>(statement: Parameters<Runner['query']>[0], how: Parameters<Runner['query']>[1]) => {
        const rows = await tx.query<Row>(statement, how)
        if (statement.text.includes('"name"')) read += rows.length
        return rows
      },
    }
    read = 0
    seen.begin()
    const product = call.view.vocabulary.find('product')!
    const found = await seen.find({ call, tx: spy, batch: desk.admin.id, now: '' }, product, 'code', codes)
    if (fate === 'written') seen.keep()
    return Object.fromEntries([...found].map(([code, row]) => [code, row.name]))
  })

test('a linked record is read once and not again until somebody changes it', async () => {
  const products = desk.as(desk.admin)
  const { id } = await products.create('product', { name: 'Lamp', code: 'L1' })
  await products.create('product', { name: 'Mug', code: 'M1' })
  expect(await batch(['l1'], 'lost')).toEqual({ l1: 'Lamp' })
  expect(await batch(['l1'])).toEqual({ l1: 'Lamp' })
  expect(read).toBe(1)
  expect(await batch(['l1', 'm1', 'none'])).toEqual({ l1: 'Lamp', m1: 'Mug' })
  expect(read).toBe(1)
  await products.update('product', id, { name: 'Red lamp' })
  expect(await batch(['l1', 'm1'])).toEqual({ l1: 'Red lamp', m1: 'Mug' })
  expect(read).toBe(1)
  expect(await batch(['l1', 'm1'])).toEqual({ l1: 'Red lamp', m1: 'Mug' })
  expect(read).toBe(0)
})

test('one that went to the trash or got another code is not found under the old one', async () => {
  const products = desk.as(desk.admin)
  const gone = await products.create('product', { name: 'Clock', code: 'C1' })
  const other = await products.create('product', { name: 'Frame', code: 'F1' })
  expect(await batch(['c1', 'f1'])).toEqual({ c1: 'Clock', f1: 'Frame' })
  await products.remove('product', gone.id)
  await products.update('product', other.id, { code: 'F2' })
  expect(await batch(['c1', 'f1'])).toEqual({})
  await products.create('product', { name: 'New clock', code: 'C1' })
  expect(await batch(['c1'])).toEqual({ c1: 'New clock' })
})

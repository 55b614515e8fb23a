import { expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { openDesk } from '../../test/import.ts'
import { useWorld } from '../../test/world.ts'

const world = useWorld()

/** Pages of tokens that wait to be filed: this files them, and says how many there were. */
const pending = async (object: string): Promise<number> => {
  const { name } = await world.db.one<{ name: string }>(
    sql`select indexname as name from pg_indexes where tablename = ${object} and indexdef like '%gin (search)%'`,
  )
  const { pages } = await world.db.one<{ pages: number }>(
    sql`select gin_clean_pending_list(to_regclass(${name}))::int as pages`,
  )
  return pages
}

test('an import leaves no search token unfiled and no table unsampled, of any object it made', async () => {
  const desk = await openDesk(world.db)
  await desk.as(desk.admin).create('product', { name: 'Lamp', code: 'L1' })
  expect(await pending('product')).toBeGreaterThan(0)
  const lines = Array.from(
    { length: 300 },
    (_, i) => `${5_000 + i},P${i},Lamp ${i},1,2026-10-01,10.00,${17_000 + i},UK\n`,
  )
  const row = await desk.run(
    `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n${lines.join('')}`,
  )
  expect(row.counts.objects).toMatchObject({ customer: { created: 300 }, product: { created: 300 } })
  for (const object of ['customer', 'product', 'order']) expect(await pending(object)).toBe(0)
  expect(await desk.as(desk.admin).search('Lamp 299')).not.toEqual([])

  const { sampled } = await world.db.one<{ sampled: string[] }>(sql`
    select array_agg(tablename::text order by tablename::text) as sampled from pg_stats
    where attname = 'id' and tablename in ('customer', 'order', 'order_line', 'product', 'change')`)
  expect(sampled).toEqual(['change', 'customer', 'order', 'order_line', 'product'])
})

import { beforeAll, expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { type ImportDesk, openDesk } from '../test/import.ts'
import { useWorld } from '../test/world.ts'
import { lapseCustomers } from './lapse.ts'

const world = useWorld()
let desk: ImportDesk
beforeAll(async () => {
  desk = await openDesk(world.db)
})

test('time alone makes customers lapse, with a change that says so, and once', async () => {
  await desk.run(
    'InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n1,A,1,2026-11-01 08:00:00,5.00,C1\n2,A,1,2026-06-01 08:00:00,5.00,C2\n',
  )
  const lifecycles = () => world.db.query(sql`select external_id, lifecycle from customer order by 1`)
  expect(await lifecycles()).toEqual([
    { external_id: 'C1', lifecycle: 'active' },
    { external_id: 'C2', lifecycle: 'active' },
  ])
  const later = '2026-12-15T00:00:00.000Z'
  expect(await lapseCustomers(world.db, later, desk.engine.newId)).toBe(1)
  expect(await lifecycles()).toEqual([
    { external_id: 'C1', lifecycle: 'active' },
    { external_id: 'C2', lifecycle: 'lapsed' },
  ])
  expect(await world.db.query(sql`select before, after from change where via = 'job'`)).toEqual([
    { before: { lifecycle: 'active' }, after: { lifecycle: 'lapsed' } },
  ])
  expect(await lapseCustomers(world.db, later, desk.engine.newId)).toBe(0)
})

import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { type ImportDesk, openDesk } from '../../test/import.ts'
import { useWorld } from '../../test/world.ts'

const world = useWorld()
let desk: ImportDesk
beforeAll(async () => {
  desk = await openDesk(world.db)
})
beforeEach(async () => {
  await world.db.run(
    sql`truncate customer, product, "order", order_line, return, return_line, change, internal.import cascade`,
  )
})

const people = `Name,E-mail,Phone,Country,Customer ID
Ada Lovelace,ada@example.com,020 7946 0001,United Kingdom,C1
"MÜLLER, Jörg",joerg@example.com,030 1234567,Germany,C2
欧阳娜娜女士,nana@example.com,13800138000,China,C3
`
const customers = () =>
  world.db.query<Record<string, unknown>>(sql`select * from customer where deleted_at is null order by external_id`)

test('undo takes back what was made and changed, and keeps what somebody edited since', async () => {
  await desk.run(people)
  const row = await desk.run(
    'Customer ID,Name,Job title\nC1,Ada King,Countess\nC2,Joe,Baker\nC8,New Man,Clerk\nC9,New Woman,Clerk\n',
  )
  const woman = (await customers()).find((one) => one.external_id === 'C9')!
  await desk.as(desk.admin).update('customer', woman.id as string, { note: 'called her' })
  await desk.imports.undo(desk.admin, row.id)
  await desk.imports.work(row.id, 'undo', new AbortController().signal)
  const undone = await desk.imports.get(desk.admin, row.id)
  expect(undone).toMatchObject({
    state: 'undone',
    undone: { kept: [{ object: 'customer', id: woman.id, reason: 'changed_since' }] },
  })
  expect((await customers()).map((one) => [one.external_id, one.name, one.job_title])).toEqual([
    ['C1', 'Ada Lovelace', null],
    ['C2', 'Jörg Müller', null],
    ['C3', '欧阳娜娜', null],
    ['C9', 'New Woman', 'Clerk'],
  ])
})

test('undo keeps an order of which somebody edited a line, and lists both', async () => {
  const row = await desk.run(`InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
5001,A1,Red lamp,3,2026-10-01 08:00:00,10.00,17850.0,France
5001,B2,Blue lamp,1,2026-10-01 08:00:00,5.50,17850.0,France
5002,A1,Red lamp,2,2026-11-01 09:00:00,10.00,17850.0,France
5003,A1,Red lamp,2,2026-11-01 09:00:00,10.00,17850.0,France
`)
  const orders = await world.db.query<{ id: string; number: string }>(
    sql`select id, number from "order" order by number`,
  )
  const [edited, added] = orders
  const lines = await world.db.query<{ id: string }>(
    sql`select id from order_line where "order" = ${edited!.id} order by name`,
  )
  await desk.as(desk.admin).update('order_line', lines[0]!.id, { quantity: 7 })
  await desk.as(desk.admin).create('order_line', { order: added!.id, name: 'Gift wrap', quantity: 1, unit_price: '2' })
  await desk.imports.undo(desk.admin, row.id)
  await desk.imports.work(row.id, 'undo', new AbortController().signal)
  const { undone } = await desk.imports.get(desk.admin, row.id)
  const kept = (undone?.kept ?? []).map((one) => [one.object, one.id, one.reason])
  expect(kept).toHaveLength(3)
  expect(kept).toEqual(
    expect.arrayContaining([
      ['order', edited!.id, 'changed_since'],
      ['order', added!.id, 'changed_since'],
      ['order_line', lines[0]!.id, 'changed_since'],
    ]),
  )
  const left = await world.db.query(sql`
    select o.number, l.name, o.total from "order" o join order_line l on l."order" = o.id and l.deleted_at is null
    where o.deleted_at is null order by 1`)
  expect(left).toEqual([
    { number: '5001', name: 'Blue lamp', total: '38.5000' },
    { number: '5002', name: 'Gift wrap', total: '2.0000' },
  ])
})

import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from '../../database/sql.ts'
import { importAreas } from '../../imports.ts'
import { type ImportDesk, openDesk } from '../../test/import.ts'
import { useWorld } from '../../test/world.ts'
import { callOf } from '../call.ts'
import { tokenOf } from '../token-set.ts'
import { joinedAreas } from './area.ts'
import { runImport } from './run.ts'

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

test('a file of customers is mapped, cleaned and imported', async () => {
  const row = await desk.run(people)
  expect(row).toMatchObject({
    state: 'done',
    done: 3,
    counts: { created: 3, refused: 0, objects: { customer: { created: 3 } } },
  })
  const [ada, joerg, nana] = await customers()
  expect(ada).toMatchObject({
    name: 'Ada Lovelace',
    first_name: 'Ada',
    last_name: 'Lovelace',
    phones: [{ value: '+442079460001' }],
  })
  expect(joerg).toMatchObject({ name: 'Jörg Müller', last_name: 'Müller', phones: [{ value: '+49301234567' }] })
  expect(nana).toMatchObject({
    name: '欧阳娜娜',
    last_name: '欧阳',
    salutation: '女士',
    phones: [{ value: '+8613800138000' }],
  })
  expect(ada!.search).toContain(tokenOf('love'))
  const changes = await world.db.query(sql`select verb, via, batch from change`)
  expect(changes).toHaveLength(3)
  expect(changes[0]).toEqual({ verb: 'create', via: 'import', batch: row.id })
})

test('the same key again changes the record, and only what differs', async () => {
  await desk.run(people)
  const row = await desk.run(
    'Customer ID,Name,E-mail,Job title\nC1,Ada Lovelace,ada@work.example,Countess\nC2,Jörg Müller,,\n',
  )
  expect(row.counts).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
  const [ada] = await customers()
  expect(ada).toMatchObject({
    job_title: 'Countess',
    version: 2,
    emails: [{ value: 'ada@example.com' }, { value: 'ada@work.example' }],
  })
  const [change] = await world.db.query(sql`select before, after from change where verb = 'update'`)
  expect(change).toMatchObject({ before: { job_title: null }, after: { job_title: 'Countess' } })
})

test('a key that is twice in the file makes one record, and says so in the counts', async () => {
  const row = await desk.run('Customer ID,Name\nC1,Ada\nC1,Ada Lovelace\nc1,Lady Lovelace\n')
  expect(row.counts).toMatchObject({ created: 1, updated: 2 })
  expect((await customers()).map((one) => one.name)).toEqual(['Lady Lovelace'])
})

test('bad cells refuse their row with the reason, and the file of refused rows is safe to open', async () => {
  const row = await desk.run(
    'Name,E-mail,Note\nAda,ada@example.com,fine\nBob,not an address,"=HYPERLINK(""http://x"")"\n',
  )
  expect(row.counts).toMatchObject({ created: 1, refused: 1 })
  const { csv } = await desk.imports.refused(desk.admin, row.id)
  let text = ''
  for await (const chunk of csv) text += chunk
  expect(text).toContain('E-mail: “not an address” is not an e-mail address')
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
})

test('a bad cell can be corrected in the mapping, or left out', async () => {
  const file = 'Name,E-mail\nAda,ada@example.com\nBob,bob at example\n'
  const fixed = await desk.run(file, (mapping) => ({ ...mapping, fixes: { 3: { 1: 'bob@example.com' } } }))
  expect(fixed.counts).toMatchObject({ created: 2, refused: 0 })
  const left = await desk.run('Name,E-mail\nCid,cid at example\n', (mapping) => ({
    ...mapping,
    badCells: 'leave out',
    keys: { '': '' },
  }))
  expect(left.counts).toMatchObject({ created: 1, refused: 0 })
})

test('the preview says what will be made, changed and refused, and writes nothing', async () => {
  await desk.run(people)
  const row = await desk.upload(
    'Customer ID,Name,Birthday\nC1,Augusta Ada,10/12/1815\nC9,New One,31/31/2000\nC10,Newer,\n',
  )
  const preview = await desk.imports.preview(desk.admin, row.id)
  expect(preview.counts).toMatchObject({ created: 1, updated: 1, refused: 1 })
  const [first, second] = preview.rows
  expect(first).toMatchObject({
    line: 2,
    outcome: 'updated',
    records: [{ object: 'customer', changes: { name: { before: 'Ada Lovelace', after: 'Augusta Ada' } } }],
  })
  expect(second?.reasons[0]).toMatchObject({ column: 2, field: 'birthday' })
  expect(await customers()).toHaveLength(3)
})

test('one file holds orders with lines, products, customers and returns', async () => {
  const row = await desk.run(`InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
5001,A1,Red lamp,3,2026-10-01 08:00:00,10.00,17850.0,France
5001,B2,Blue lamp,1,2026-10-01 08:00:00,5.50,17850.0,France
5002,A1,Red lamp,2,2026-11-01 09:00:00,10.00,17850.0,France
5003,POST,POSTAGE,1,2026-11-02 09:00:00,18.00,,France
C5004,A1,Red lamp,-2,2026-11-05 09:00:00,10.00,17850.0,France
5005,Z9,,-4,2026-11-05 09:00:00,0,,France
`)
  expect(row.mapping?.object).toBe('order_line')
  expect(row.counts).toMatchObject({
    created: 5,
    refused: 1,
    objects: { order: { created: 3 }, product: { created: 3 }, customer: { created: 1 }, return: { created: 1 } },
  })
  const [buyer] = await customers()
  expect(buyer).toMatchObject({
    external_id: '17850',
    country: 'France',
    orders: 2,
    revenue: '35.5000',
    cost: '21.3000',
    value: '14.2000',
    lifecycle: 'active',
  })
  const orders = await world.db.query(
    sql`select number, total, returned, customer is null as loose from "order" order by number`,
  )
  expect(orders).toEqual([
    { number: '5001', total: '35.5000', returned: '0.0000', loose: false },
    { number: '5002', total: '20.0000', returned: '20.0000', loose: false },
    { number: '5003', total: '18.0000', returned: '0.0000', loose: true },
  ])
  expect(await world.db.one(sql`select kind from product where code = 'POST'`)).toEqual({ kind: 'charge' })
  const again = await desk.run(`InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
5001,A1,Red lamp,3,2026-10-01 08:00:00,10.00,17850.0,France
`)
  expect(again.counts).toMatchObject({ created: 0, refused: 1 })
})

const many = (rows: number): string =>
  `Customer ID,Name\n${Array.from({ length: rows }, (_, i) => `K${i},Name ${i}\n`).join('')}`

const runSlowly = async (id: string, signal: AbortSignal) => {
  const row = await desk.imports.get(desk.admin, id)
  const call = callOf(desk.engine, { ...desk.admin, via: 'import' })
  return runImport({ call, row, path: desk.place(row.file_sha256), area: joinedAreas(importAreas), signal, batch: 50 })
}

test('a run that ends in the middle goes on where it stood, and does every row once', async () => {
  const row = await desk.upload(many(500))
  await desk.imports.start(desk.admin, row.id)
  for (const stop of [120, 260]) {
    const crash = new AbortController()
    const watching = setInterval(async () => {
      const { done } = await desk.imports.get(desk.admin, row.id)
      if (done >= stop) crash.abort(new Error('the server stops'))
    }, 1)
    await runSlowly(row.id, crash.signal).catch((error) => expect(String(error)).toContain('the server stops'))
    clearInterval(watching)
  }
  await runSlowly(row.id, new AbortController().signal)
  expect(await desk.imports.get(desk.admin, row.id)).toMatchObject({
    state: 'done',
    done: 500,
    counts: { created: 500 },
  })
  expect(
    await world.db.one(sql`select count(*)::int as n, count(distinct external_id)::int as keys from customer`),
  ).toEqual({ n: 500, keys: 500 })
})

test('two runners of one import do every row once', async () => {
  const row = await desk.upload(many(400))
  await desk.imports.start(desk.admin, row.id)
  const never = new AbortController().signal
  await Promise.all([runSlowly(row.id, never), runSlowly(row.id, never)])
  expect(await desk.imports.get(desk.admin, row.id)).toMatchObject({ state: 'done', done: 400 })
  expect(await world.db.one(sql`select count(*)::int as n from customer`)).toEqual({ n: 400 })
})

test('a paused import stops and is resumed; a cancelled one stays', async () => {
  const row = await desk.upload(many(300))
  await desk.imports.start(desk.admin, row.id)
  const running = runSlowly(row.id, new AbortController().signal)
  await desk.imports.pause(desk.admin, row.id)
  await running
  const paused = await desk.imports.get(desk.admin, row.id)
  expect(paused.state).toBe('paused')
  expect(paused.done).toBeLessThan(300)
  await desk.imports.resume(desk.admin, row.id)
  await runSlowly(row.id, new AbortController().signal)
  expect(await desk.imports.get(desk.admin, row.id)).toMatchObject({ state: 'done', done: 300 })
  await expect(desk.imports.cancel(desk.admin, row.id)).rejects.toMatchObject({ code: 'import_state' })
})

test('an import may do what its person may', async () => {
  await expect(desk.upload(people, 'file.csv', desk.viewer)).rejects.toMatchObject({ code: 'ability_missing' })
  await desk.run(people)
  const trusted = { ...desk.member, abilities: ['imports'] as const }
  const row = await desk.upload('Customer ID,Name\nC1,Mine Now\nC7,My Own\n', 'file.csv', trusted)
  const preview = await desk.imports.preview(trusted, row.id)
  expect(preview.counts).toMatchObject({ created: 1, refused: 1 })
  expect(preview.rows[0]?.reasons[0]?.say.en).toContain('your role does not let you change it')
  await expect(desk.imports.get({ ...desk.stranger, abilities: ['imports'] }, row.id)).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('new records whose phone is known are named for a person to look at', async () => {
  await desk.run(people)
  const row = await desk.run('Customer ID,Name,Phone\nC90,A. Lovelace,+44 20 7946 0001\n')
  expect(row.counts.suspected).toBe(1)
  const [suspect] = await world.db.query(
    sql`select line, object, field from internal.import_suspect where import = ${row.id}`,
  )
  expect(suspect).toEqual({ line: 2, object: 'customer', field: 'phones' })
})

test('a company column makes companies and links people to them', async () => {
  const row = await desk.run(
    'First name,Last name,Company,Email\nAda,Lovelace,Analytical Engines Ltd,ada@x.example\nBob,Stone,Analytical Engines Ltd,bob@x.example\n',
  )
  expect(row.counts.objects).toMatchObject({ customer: { created: 3 } })
  const people = await world.db.query(
    sql`select c.name, e.name as employer, e.type from customer c join customer e on e.id = c.employer order by 1`,
  )
  expect(people).toEqual([
    { name: 'Ada Lovelace', employer: 'Analytical Engines Ltd', type: 'company' },
    { name: 'Bob Stone', employer: 'Analytical Engines Ltd', type: 'company' },
  ])
})

test('a unique value of another record refuses the row, not the import', async () => {
  await desk.run('Product code,Product name\nA1,Lamp\nB2,Chair\n')
  const row = await desk.run(
    'E-mail,Name,Customer ID\nada@example.com,Ada,C1\nbob@example.com,Bob,C1\n',
    (mapping) => ({ ...mapping, keys: { '': 'emails' } }),
  )
  expect(row.counts).toMatchObject({ created: 1, refused: 1 })
})

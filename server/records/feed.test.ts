import { beforeAll, expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { type Office, openOffice } from '../test/office.ts'
import { openWorld, useWorld } from '../test/world.ts'

const world = useWorld({ connections: 10 })
let office: Office
beforeAll(async () => {
  office = await openOffice(world.db)
})
const change = (id: string) =>
  sql`insert into change (id, at, via, object, record, verb, version) values (${id}, now(), 'job', 'customer', ${id}, 'create', 1)`

test('a transaction that is open in another database does not hold the feed back', async () => {
  const other = await openWorld({ empty: true })
  const admin = office.as(office.admin)
  const { next } = await admin.changes()
  await other.db.transaction(async (tx) => {
    await tx.run(sql`create table held (id int)`)
    const { id } = await admin.create('customer', { name: 'Told at once' })
    expect((await admin.changes(next)).data.map((one) => one.record)).toEqual([id])
  })
  await other.close()
})

test('one that is open in this database does, also before it has written a change', async () => {
  const admin = office.as(office.admin)
  const { next } = await admin.changes()
  const late = office.engine.newId()
  const early = await world.db.transaction(async (tx) => {
    await tx.run(sql`update customer set name = name where false`)
    await tx.run(sql`select pg_current_xact_id()`)
    const { id } = await admin.create('customer', { name: 'Held back' })
    expect((await admin.changes(next)).data).toEqual([])
    await tx.transaction((inner) => inner.run(change(late)))
    return id
  })
  expect((await admin.changes(next)).data.map((one) => one.record)).toEqual([late, early])
})

test('whoever reads while many write at once misses nothing and hears nothing twice', async () => {
  const admin = office.as(office.admin)
  let cursor = (await admin.changes()).next
  const heard: string[] = []
  const read = async () => {
    const feed = await admin.changes(cursor)
    cursor = feed.next
    heard.push(...feed.data.map((one) => one.record))
    return feed.more
  }
  const written: string[] = []
  const write = async (turn: number) => {
    for (let i = 0; i < 40; i++)
      await world.db.transaction(async (tx) => {
        const ids = [office.engine.newId(), office.engine.newId()] as const
        await tx.run(change(ids[0]))
        // Some stay open while others begin and end.
        if ((i + turn) % 3 === 0) await tx.run(sql`select pg_sleep(0.004)`)
        await tx.run(change(ids[1]))
        written.push(...ids)
      })
  }
  let writing = true
  const writers = Promise.all([0, 1, 2, 3, 4].map(write)).finally(() => {
    writing = false
  })
  while (writing) await read()
  await writers
  while (await read());
  expect(heard).toHaveLength(written.length)
  expect(new Set(heard)).toEqual(new Set(written))
})

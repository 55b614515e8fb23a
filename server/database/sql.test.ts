import { expect, test } from 'vitest'
import { useWorld } from '../test/world.ts'
import { Sql, sql } from './sql.ts'

const world = useWorld({ empty: true })

test('every value becomes a numbered parameter', () => {
  const statement = sql`select * from deal where stage = ${'won'} and amount > ${5}`
  expect(statement.text).toBe('select * from deal where stage = $1 and amount > $2')
  expect(statement.values).toEqual(['won', 5])
})

test('fragments compose and their parameters are numbered anew', () => {
  const open = sql`status = ${'open'}`
  const mine = sql`owner_id = ${7} or ${open}`
  const statement = sql`select ${sql.id('name')} from deal where ${open} and (${mine}) limit ${10}`
  expect(statement.text).toBe('select "name" from deal where status = $1 and (owner_id = $2 or status = $3) limit $4')
  expect(statement.values).toEqual(['open', 7, 'open', 10])
})

test('lists join fragments and values, and an empty list is nothing', () => {
  const sets = [sql`a = ${1}`, sql`b = ${2}`]
  expect(sql`set ${sql.join(sets)}`.text).toBe('set a = $1, b = $2')
  expect(sql`in (${sql.join([1, 2, 3])})`.values).toEqual([1, 2, 3])
  expect(sql`x ${sql.join(sets, sql` and `)}`.text).toBe('x a = $1 and b = $2')
  expect(sql`a${sql.join([])}b${sql.empty}`.text).toBe('ab')
})

test('an identifier is quoted, whatever it holds', async () => {
  const name = 'weird"; drop table x; --'
  const row = await world.db.one(sql`select 1 as ${sql.id(name)}`)
  expect(Object.keys(row)).toEqual([name])
  expect(sql.id('auth', 'user').text).toBe('"auth"."user"')
})

test('a name that PostgreSQL could not keep is refused', () => {
  expect(() => sql.id('')).toThrow('cannot be a name')
  expect(() => sql.id('客'.repeat(22))).toThrow('1 to 63 bytes')
  expect(() => sql.id('a\0b')).toThrow('cannot be a name')
})

test('undefined is refused where null may have been meant', () => {
  const missing: string | undefined = undefined
  expect(() => sql`select * from deal where id = ${missing}`).toThrow('just after: …select * from deal where id = ')
})

test('hostile values reach the database as values', async () => {
  const hostile = `'; drop table users; -- $1 \\ "x" 汉字 ${String.fromCharCode(0x7f)}`
  expect((await world.db.one<{ v: string }>(sql`select ${hostile}::text as v`)).v).toBe(hostile)
})

test('a literal without fragments is joined once', () => {
  const make = (id: number) => sql`select ${id}::int`
  expect(make(1).texts).toBe(make(2).texts)
  expect(make(1)).toBeInstanceOf(Sql)
})

test('json values arrive as json, bare arrays as arrays', async () => {
  const row = await world.db.one(sql`select ${sql.json([1, { a: 2 }])} as json, ${[1, 2]}::int[] as list`)
  expect(row).toEqual({ json: [1, { a: 2 }], list: [1, 2] })
})

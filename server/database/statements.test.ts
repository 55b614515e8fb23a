import { expect, test } from 'vitest'
import { MOST_NAMES, Statements } from './statements.ts'

test('a statement earns its name when it comes back, and keeps it', () => {
  const statements = new Statements(() => undefined)
  expect(statements.nameOf('select 1')).toBeUndefined()
  const name = statements.nameOf('select 1')
  expect(name).toMatch(/^r_[\w-]{27}$/)
  expect(statements.nameOf('select 1')).toBe(name)
})

test('two texts never share a name', () => {
  const statements = new Statements(() => undefined)
  const names = ['select 1', 'select 2'].map((text) => statements.nameOf(text) ?? statements.nameOf(text))
  expect(new Set(names).size).toBe(2)
})

test('a full list starts over and says so once', () => {
  let full = 0
  const statements = new Statements(() => full++)
  for (let i = 0; i <= MOST_NAMES; i++) {
    statements.nameOf(`select ${i}`)
    statements.nameOf(`select ${i}`)
  }
  expect(full).toBe(1)
  expect(statements.nameOf('select 0')).toBeUndefined()
})

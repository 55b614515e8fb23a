import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import { expect, test } from 'vitest'
import { differing, takenFrom } from './differences.ts'

const customer = vocabulary.find('customer')!
const row = (id: string, values: object): AnyRow => ({ id, version: 1, ...values })
const keep = row('a', {
  name: 'Ada',
  country: null,
  emails: [{ value: 'ada@example.com' }],
  industry: 'Steel',
  orders: 2,
})
const other = row('b', { name: 'Ada L.', country: 'Spain', emails: [{ value: 'al@example.com' }], industry: 'Steel' })

test('fields are shown that differ and that people write, the name first', () => {
  expect(differing(customer, [keep, other])).toEqual(['name', 'emails', 'country'])
})

test('nothing and an empty list are the same', () => {
  expect(differing(customer, [row('a', { tags: [], note: '' }), row('b', { tags: null })])).toEqual([])
})

test('a list that only one record has is taken from it', () => {
  const without = row('c', { name: 'Ada', emails: null })
  expect(takenFrom(customer, [without, other], 'emails', {})).toBe('b')
})

test('the kept value stays, an empty one is filled, lists are put together', () => {
  const rows = [keep, other]
  expect(takenFrom(customer, rows, 'name', {})).toBe('a')
  expect(takenFrom(customer, rows, 'country', {})).toBe('b')
  expect(takenFrom(customer, rows, 'emails', {})).toBeUndefined()
  expect(takenFrom(customer, rows, 'emails', { emails: 'b' })).toBe('b')
  expect(takenFrom(customer, rows, 'name', { name: 'b' })).toBe('b')
})

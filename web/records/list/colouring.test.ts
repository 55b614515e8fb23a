import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { vocabulary } from '@rapport/vocabulary/index.ts'
import { describe, expect, it } from 'vitest'
import { colouringOf } from './colouring.ts'
import { colouredBy, readColours } from './colours.ts'

const object = vocabulary.find('customer')!
const context = { now: '2026-11-29T08:00:00.000Z', offsetMinutes: 0, me: '01900000-0000-7000-8000-000000000001' }
const row = (fields: object): AnyRow => ({ id: '01900000-0000-7000-8000-000000000002', version: 1, ...fields })
const lapsed = { when: { field: 'lifecycle', op: 'eq', value: 'lapsed' }, colour: 'red' } as const
const large = { when: { field: 'employees', op: 'gte', value: 100 }, colour: 'green' } as const

describe('the colours of a list', () => {
  it('go to the rows that fulfil a condition, by the first rule that does', () => {
    const paint = colouringOf(object, [lapsed, large], vocabulary, context, 'en', () => undefined)
    expect(paint(row({ lifecycle: 'lapsed', employees: 500 })).row?.colour).toBe('red')
    expect(paint(row({ lifecycle: 'active', employees: 500 })).row?.colour).toBe('green')
    expect(paint(row({ lifecycle: 'active', employees: 5 })).row).toBeUndefined()
  })

  it('go to single cells beside the row, and say why', () => {
    const paint = colouringOf(object, [lapsed, { ...large, cell: 'name' }], vocabulary, context, 'en', () => undefined)
    const painted = paint(row({ lifecycle: 'lapsed', employees: 100 }))
    expect(painted.row?.said).toMatch(/Lifecycle.*Lapsed/)
    expect(painted.cells.name).toEqual({ colour: 'green', said: expect.stringMatching(/Employees.*100/) })
  })

  it('pass over conditions that a record by itself does not answer, and over names that nobody knows', () => {
    const rules = [
      { when: { some: 'order.customer' }, colour: 'red' },
      { when: { field: 'employer.name', op: 'eq', value: 'Acme' }, colour: 'red' },
      { when: { field: 'nonsense', op: 'eq', value: 1 }, colour: 'red' },
    ] as const
    expect(colouringOf(object, rules, vocabulary, context, 'en', () => undefined)(row({ name: 'Acme' }))).toEqual({
      cells: {},
    })
  })

  it('are read from an address, whatever stands there', () => {
    expect(readColours(object, undefined)).toEqual([])
    expect(readColours(object, 'red')).toEqual([])
    const bad = [null, 7, { colour: 'red' }, { ...lapsed, colour: 'mauve' }, { ...lapsed, cell: 'nowhere' }]
    expect(readColours(object, [...bad, lapsed])).toEqual([lapsed])
    expect(colouredBy([lapsed, large, { ...lapsed, when: { not: { any: [lapsed.when] } } }])).toEqual([
      'lifecycle',
      'employees',
    ])
  })
})

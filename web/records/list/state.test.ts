import { customer } from '@rapport/vocabulary/customers/customer.ts'
import { objects } from '@rapport/vocabulary/index.ts'
import { describe, expect, it } from 'vitest'
import { icons } from '../../ui/icons.ts'
import { sameSearch } from './same-search.ts'
import { nextSort } from './sort.ts'
import { readListState } from './state.ts'

const lapsed = { field: 'lifecycle', op: 'eq', value: 'lapsed' } as const

describe('the state of a list', () => {
  it('is what the definition says where the address says nothing', () => {
    const state = readListState(customer, {})
    expect(state).toMatchObject({ sort: '-created_at', layout: 'list', conditions: [], filter: undefined })
    expect(state.columns).toEqual(customer.list.columns)
  })
  it('joins the filter of the view and the conditions of the bar', () => {
    const state = readListState(customer, { view: 'people', filter: { all: [lapsed] } })
    expect(state.conditions).toEqual([lapsed])
    expect(state.filter).toEqual({ all: [{ field: 'type', op: 'eq', value: 'person' }, lapsed] })
  })
  it('ignores columns, orders and views that do not exist', () => {
    const state = readListState(customer, { view: 'gone', sort: '-gone', columns: 'name,gone' })
    expect(state).toMatchObject({ view: undefined, sort: '-created_at', columns: ['name'] })
  })
})

it('a saved view is the same list whatever the order in which the database keeps it', () => {
  const filter = { all: [{ field: 'name', op: 'contains', value: 'x' }] } as const
  const kept = { sort: 'name', filter: { all: [{ op: 'contains', field: 'name', value: 'x' }] } } as const
  expect(sameSearch({ filter, sort: 'name', saved: 'a', view: undefined }, kept)).toBe(true)
  expect(sameSearch({ filter, sort: '-name' }, kept)).toBe(false)
})

describe('sorting by a header', () => {
  it('goes up, down and back to the usual', () => {
    expect(nextSort('-created_at', 'name')).toBe('name')
    expect(nextSort('name', 'name')).toBe('-name')
    expect(nextSort('-name', 'name')).toBeUndefined()
  })
})

it('every icon that a definition names is shipped', () => {
  const named = objects.flatMap((object) => [
    object.icon,
    ...Object.values(object.verbs ?? {}).flatMap((verb) => verb.icon ?? []),
  ])
  expect([...new Set(named)].filter((name) => !Object.hasOwn(icons, name))).toEqual([])
})

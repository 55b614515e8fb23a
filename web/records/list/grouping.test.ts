import { customer } from '@rapport/vocabulary/customers/customer.ts'
import { describe, expect, it } from 'vitest'
import { groupFilter, readGroup, writeGroup } from './grouping.ts'

describe('the grouping of a list', () => {
  it('is read from its address and written back', () => {
    expect(readGroup(customer, 'lifecycle')).toEqual({ field: 'lifecycle' })
    expect(readGroup(customer, 'created_at')).toEqual({ field: 'created_at', by: 'month' })
    expect(writeGroup(readGroup(customer, 'created_at:quarter')!)).toBe('created_at:quarter')
    for (const text of ['gone', 'emails', 'note', '', undefined]) expect(readGroup(customer, text)).toBeUndefined()
  })
  it('asks for the records of one group', () => {
    expect(groupFilter({ field: 'lifecycle' }, 'active')).toEqual({ field: 'lifecycle', op: 'eq', value: 'active' })
    expect(groupFilter({ field: 'owner' }, null)).toEqual({ field: 'owner', op: 'empty' })
    const month = (day: string, by: 'month' | 'week' | 'quarter') => groupFilter({ field: 'created_at', by }, day)
    const between = (from: string, until: string) => ({
      all: [
        { field: 'created_at', op: 'gte', value: from },
        { field: 'created_at', op: 'lt', value: until },
      ],
    })
    expect(month('2026-12-01', 'month')).toEqual(between('2026-12-01', '2027-01-01'))
    expect(month('2026-12-28', 'week')).toEqual(between('2026-12-28', '2027-01-04'))
    expect(month('2026-10-01', 'quarter')).toEqual(between('2026-10-01', '2027-01-01'))
  })
})

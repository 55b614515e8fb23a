import { describe, expect, it } from 'vitest'
import { firstOperator, isComplete } from './rules.ts'

describe('a condition', () => {
  it('is sent only when it asks for something', () => {
    expect(isComplete({ field: 'name', op: 'contains', value: '' })).toBe(false)
    expect(isComplete({ field: 'lifecycle', op: 'in', value: [] })).toBe(false)
    expect(isComplete({ field: 'lifecycle', op: 'in', value: ['active'] })).toBe(true)
    expect(isComplete({ field: 'name', op: 'empty' })).toBe(true)
    expect(isComplete({ field: 'opted_in', op: 'eq', value: false })).toBe(true)
  })
  it('begins with the operator that people mean most', () => {
    expect(firstOperator(['eq', 'ne', 'in', 'contains'])).toBe('in')
    expect(firstOperator(['contains', 'empty'])).toBe('contains')
    expect(firstOperator(['empty', 'not_empty'])).toBe('empty')
  })
})

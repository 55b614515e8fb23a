import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import { describe, expect, it } from 'vitest'
import { conditionDraft, filterOfDraft, groupOf, linkedDraft, rootOf } from './draft.ts'

const active = { field: 'lifecycle', op: 'in', value: ['active'] } as const
const recent = { field: 'placed_at', op: 'within', value: 'last_90d' } as const

describe('a filter that is edited', () => {
  it('comes back as it was', () => {
    const filters: Filter[] = [
      { all: [active] },
      { any: [active, { all: [active, { field: 'employer.name', op: 'empty' }] }] },
      { not: { any: [active] } },
      { not: { all: [active, recent] } },
      { all: [{ some: 'tags' }, { none: 'order.customer', where: { all: [recent] } }] },
      { all: [{ count: 'ticket.customer', op: 'gte', value: 3, where: { any: [active] } }] },
    ]
    for (const filter of filters) expect(filterOfDraft(rootOf(filter)), JSON.stringify(filter)).toEqual(filter)
  })
  it('puts a lone condition into a group, so that others can join it', () => {
    expect(filterOfDraft(rootOf(active))).toEqual({ all: [active] })
    expect(filterOfDraft(rootOf({ not: active }))).toEqual({ not: { all: [active] } })
  })
  it('leaves out what is not finished, and groups that say nothing', () => {
    const unfinished = conditionDraft({ field: 'name', op: 'contains', value: '' })
    expect(filterOfDraft(groupOf('all', [unfinished, groupOf('any', [])]))).toBeUndefined()
    expect(filterOfDraft(groupOf('any', [unfinished, linkedDraft('tags')]))).toEqual({ any: [{ some: 'tags' }] })
    expect(rootOf(undefined).of).toEqual([])
  })
})

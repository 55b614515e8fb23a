import { vocabulary } from '@rapport/vocabulary/index.ts'
import { expect, test } from 'vitest'
import { kindsOn, queryOf, readTimeline } from './timeline-search.ts'

const id = '01900000-0000-7000-8000-00000000dead'

test('an address says what a timeline shows, and what it cannot mean is left out', () => {
  const search = { kinds: 'order,weather,order', people: `${id},me`, from: '2026-01-01', until: 'soon' }
  const choice = readTimeline(search, ['change', 'order'])
  expect(choice).toEqual({ kinds: ['order'], people: [id], from: '2026-01-01', until: undefined })
  expect(readTimeline({}, ['order'])).toEqual({ kinds: [], people: [], from: undefined, until: undefined })
})

test('the last day of a period is a part of it', () => {
  const { from, until } = queryOf({ kinds: [], people: [], from: '2026-03-01', until: '2026-03-01' })
  expect(Date.parse(until!) - Date.parse(from!)).toBe(86_400_000)
})

test('orders stand on the timelines of customers, notes on those of every record', () => {
  const names = (name: string) => kindsOn(vocabulary, vocabulary.find(name)!).map((one) => one.name)
  expect(names('customer')).toContain('order')
  expect(names('deal')).not.toContain('order')
  expect(names('deal')).toContain('note')
})

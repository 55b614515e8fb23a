import { expect, test } from 'vitest'
import { vocabulary } from '../index.ts'
import type { Filter } from './filter.ts'
import { checkFilter, type Sight } from './filter-check.ts'
import { parseMoment, parsePeriod, resolveMoment, resolvePeriod } from './filter-moment.ts'
import { sayFilter } from './filter-say.ts'
import { fulfils, type Related } from './filter-test.ts'
import type { AnyRow } from './object.ts'
import { Refusal } from './refusal.ts'

const customer = vocabulary.find('customer')!
const sight: Sight = { vocabulary, sees: (_, field) => field !== 'salutation' }
const context = { now: '2026-03-31T20:00:00Z', offsetMinutes: 480, me: '01900000-0000-7000-8000-000000000001' }

const checked = (filter: Filter) => {
  const node = checkFilter(filter, customer, sight)
  if (node instanceof Refusal) throw new Error(node.say.en)
  return node
}
const holds = (filter: Filter, row: object, related?: Related): boolean =>
  fulfils(checked(filter), { id: 'a', version: 1, ...row } as AnyRow, context, related)

test('the examples of the language mean what they say', () => {
  expect(holds({ all: [] }, {})).toBe(true)
  expect(holds({ any: [] }, {})).toBe(false)
  expect(holds({ field: 'lifecycle', op: 'in', value: ['active', 'lapsed'] }, { lifecycle: 'active' })).toBe(true)
  expect(holds({ field: 'name', op: 'contains', value: 'ACME' }, { name: 'The acme Co' })).toBe(true)
  expect(holds({ field: 'owner', op: 'eq', value: 'me' }, { owner: context.me })).toBe(true)
  expect(
    holds({ field: 'emails', op: 'has', value: 'B@x.org' }, { emails: [{ value: 'a@x.org' }, { value: 'b@x.org' }] }),
  ).toBe(true)
  expect(holds({ field: 'value', op: 'eq', value: '12.5' }, { value: '12.5000' })).toBe(true)
  expect(holds({ field: 'value', op: 'gt', value: '9' }, { value: '10.00' })).toBe(true)
})

test('an empty field is different from everything and fulfils no other comparison', () => {
  for (const op of ['ne', 'not_in', 'empty'] as const)
    expect(holds({ field: 'country', op, value: op === 'not_in' ? ['x'] : 'x' } as Filter, { country: null }), op).toBe(
      true,
    )
  for (const op of ['eq', 'in', 'contains', 'starts', 'not_empty'] as const)
    expect(holds({ field: 'country', op, value: op === 'in' ? ['x'] : 'x' } as Filter, { country: null }), op).toBe(
      false,
    )
  expect(holds({ not: { field: 'employees', op: 'gt', value: 5 } }, {})).toBe(true)
})

test('paths and back-references reach other records', () => {
  const boss = { id: 'b', version: 1, name: 'Acme' } as AnyRow
  const order = { id: 'o', version: 1, status: 'done' } as AnyRow
  const related: Related = {
    one: (_, id) => (id === 'b' ? boss : undefined),
    pointing: (object, link, id) => (object === 'order' && link === 'customer' && id === 'a' ? [order] : []),
  }
  expect(holds({ field: 'employer.name', op: 'eq', value: 'acme' }, { employer: 'b' }, related)).toBe(true)
  expect(holds({ field: 'employer.name', op: 'ne', value: 'acme' }, { employer: null }, related)).toBe(true)
  expect(holds({ some: 'order.customer', where: { field: 'status', op: 'eq', value: 'done' } }, {}, related)).toBe(true)
  expect(holds({ none: 'order.customer' }, {}, related)).toBe(false)
  expect(
    holds({ some: 'employer', where: { field: 'name', op: 'eq', value: 'acme' } }, { employer: 'b' }, related),
  ).toBe(true)
  expect(holds({ count: 'order.customer', op: 'lte', value: 1 }, {}, related)).toBe(true)
  expect(holds({ count: 'order.customer', op: 'gt', value: 1 }, {}, related)).toBe(false)
  expect(holds({ count: 'order.customer', op: 'gte', value: 0 }, {})).toBe(true)
  expect(holds({ count: 'order.customer', op: 'eq', value: 0 }, {})).toBe(true)
})

test('names that do not exist, or may not be seen, are refused alike', () => {
  const said = (field: string) => {
    const node = checkFilter({ field, op: 'eq', value: 'x' }, customer, sight)
    return node instanceof Refusal ? [node.code, node.say.en.replace(field, '…')] : node
  }
  expect(said('salutation')).toEqual(said('nonsense'))
  expect(said('employer.salutation')).toEqual(['unknown_field', 'Customer has no field “salutation”'])
  expect(said('toString')).toEqual(said('nonsense'))
})

test('relative moments begin at the midnight of the person', () => {
  const date = (text: string) => resolveMoment(text, 'date', context)
  const instant = (text: string) => resolveMoment(text, 'instant', context)
  expect(date('today')).toBe('2026-04-01')
  expect(instant('today')).toBe('2026-03-31T16:00:00.000Z')
  expect(instant('now')).toBe('2026-03-31T20:00:00.000Z')
  expect(date('-1m')).toBe('2026-03-01')
  expect(resolveMoment('-1m', 'date', { now: '2026-03-31T00:00:00Z', offsetMinutes: 0 })).toBe('2026-02-28')
  expect(resolveMoment('+1y', 'date', { now: '2024-02-29T00:00:00Z', offsetMinutes: 0 })).toBe('2025-02-28')
  expect(date('+2w')).toBe('2026-04-15')
  expect(date('month_start')).toBe('2026-04-01')
  expect(instant('year_start')).toBe('2025-12-31T16:00:00.000Z')
  expect(instant('2026-02-01')).toBe('2026-01-31T16:00:00.000Z')
  expect(date('-99999y')).toBe('0001-01-02')
  for (const text of ['yesterday', '-5', '5d', '-5h', '2026-02-30', ''])
    expect(parseMoment(text, 'instant'), text).toBeUndefined()
})

test('periods are whole days of the person', () => {
  const dates = (text: string) => resolvePeriod(text, 'date', context)
  expect(dates('today')).toEqual(['2026-04-01', '2026-04-02'])
  expect(dates('yesterday')).toEqual(['2026-03-31', '2026-04-01'])
  expect(dates('this_week')).toEqual(['2026-03-30', '2026-04-06'])
  expect(dates('next_week')).toEqual(['2026-04-06', '2026-04-13'])
  expect(dates('last_month')).toEqual(['2026-03-01', '2026-04-01'])
  expect(dates('last_quarter')).toEqual(['2026-01-01', '2026-04-01'])
  expect(dates('this_year')).toEqual(['2026-01-01', '2027-01-01'])
  expect(dates('last_90d')).toEqual(['2026-01-01', '2026-04-02'])
  expect(dates('next_1m')).toEqual(['2026-04-01', '2026-05-02'])
  expect(resolvePeriod('this_month', 'instant', context)).toEqual([
    '2026-03-31T16:00:00.000Z',
    '2026-04-30T16:00:00.000Z',
  ])
  for (const text of ['last_0d', 'last_day', 'this_90d', 'now', ''] as const)
    expect(parsePeriod(text), text).toBeUndefined()
})

test('linked records and periods are said as people say them', () => {
  const filter: Filter = {
    all: [
      {
        count: 'ticket.customer',
        op: 'gte',
        value: 3,
        where: { field: 'created_at', op: 'within', value: 'last_90d' },
      },
      { count: 'order.customer', op: 'lt', value: 2 },
      { not: { some: 'tags' } },
      { field: 'created_at', op: 'within', value: 'this_month' },
    ],
  }
  expect(sayFilter(checked(filter), 'en')).toBe(
    'has at least 3 Tickets (Created is within the last 90 days) and has fewer than 2 Orders and has no Tags and Created is within this month',
  )
  expect(sayFilter(checked(filter), 'zh')).toBe(
    '至少有 3 个 工单（创建时间 在 最近 90 天），且少于 2 个 订单，且没有 标签，且创建时间 在 本月',
  )
})

test('a filter is said as a sentence in both languages', () => {
  const filter: Filter = {
    all: [
      { field: 'lifecycle', op: 'in', value: ['active', 'lapsed'] },
      {
        any: [
          { field: 'employer.name', op: 'contains', value: 'acme' },
          { field: 'owner', op: 'ne', value: 'me' },
        ],
      },
      { none: 'order.customer', where: { field: 'placed_at', op: 'gte', value: '-90d' } },
      { not: { field: 'emails', op: 'empty' } },
    ],
  }
  expect(sayFilter(checked(filter), 'en')).toBe(
    'Lifecycle is one of Active, Lapsed and (Employer · Name contains acme or Owner is not me) and has no Order (Placed is since 90 days ago) and E-mails is filled',
  )
  expect(sayFilter(checked(filter), 'zh')).toBe(
    '生命周期 属于 活跃, 流失，且(所属公司 · 名称 包含 acme，或负责人 不是 我)，且没有 订单（下单时间 不早于 90 天前），且邮箱 不为空',
  )
  expect(
    sayFilter(
      checked({
        not: {
          all: [
            { field: 'country', op: 'eq', value: 'x' },
            { field: 'employees', op: 'gt', value: 5 },
          ],
        },
      }),
      'en',
    ),
  ).toBe('Country is not x or Employees is not above 5')
  expect(sayFilter(checked({ all: [] }), 'en')).toBe('everything')
})

import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { RouteSettings } from '@rapport/vocabulary/insights/visit_settings.ts'
import { longestPage } from '../../records/list.ts'
import type { PersonalRecords } from '../../records/records.ts'

/** Somebody who might be visited, and what that is worth. */
export interface Candidate {
  readonly customer: string
  readonly about: string | null
  readonly value: number
  /** By this day, ISO. */
  readonly due: string | null
}

/** More than these are not looked at: the greatest value comes first. */
export const mostCandidates = 2_000

interface Asked {
  readonly filter?: Filter
  readonly sort: readonly string[]
  readonly fields: readonly string[]
}

/** Records as the person sees them, page by page. */
async function allOf(records: PersonalRecords, object: string, asked: Asked): Promise<AnyRow[]> {
  const rows: AnyRow[] = []
  for (let cursor: string | undefined; rows.length < mostCandidates; ) {
    const page = await records.list(object, { ...asked, limit: longestPage, ...(cursor && { cursor }) })
    rows.push(...page.data)
    if (page.next === null) break
    cursor = page.next
  }
  return rows.slice(0, mostCandidates)
}

const amount = (value: unknown): number => Math.max(0, Number(value ?? 0)) || 0
const year = 365 * 86_400_000

/** What a customer brings in a year, by all of its orders. */
const yearly = (row: AnyRow, now: string): number =>
  amount(row.revenue) / Math.max(1, (Date.parse(now) - Date.parse(String(row.first_order_at ?? now))) / year)

const sorts = { expected: '-expected_value', risk: '-revenue', past: '-revenue', same: '-created_at' } as const
const needed = {
  expected: ['expected_value'],
  risk: ['revenue', 'first_order_at', 'lapse_risk'],
  past: ['revenue', 'first_order_at'],
  same: [],
} as const

function worthOf(row: AnyRow, { by, share, base }: RouteSettings, now: string): number {
  if (by === 'same') return base
  const stake =
    by === 'expected'
      ? amount(row.expected_value)
      : yearly(row, now) * (by === 'risk' ? amount(row.lapse_risk) / 100 : 1)
  return (stake * share) / 100
}

async function customers(records: PersonalRecords, settings: RouteSettings, now: string): Promise<Candidate[]> {
  const { by, filter } = settings
  const rows = await allOf(records, 'customer', {
    ...(filter && { filter }),
    sort: [sorts[by]],
    fields: ['id', ...needed[by]],
  })
  return rows.map((row) => ({ customer: row.id, about: null, value: worthOf(row, settings, now), due: null }))
}

const weights: { readonly [priority: string]: number } = { urgent: 4, high: 2, normal: 1, low: 0.5 }

const open = {
  tickets: { field: 'status', op: 'in', value: ['new', 'open', 'waiting'] },
  repairs: {
    all: [
      { field: 'status', op: 'in', value: ['new', 'open', 'waiting'] },
      { field: 'kind', op: 'eq', value: 'repair' },
    ],
  },
  tasks: { field: 'status', op: 'ne', value: 'done' },
} as const satisfies { readonly [whom: string]: Filter }

async function work(records: PersonalRecords, { whom, filter, base }: RouteSettings): Promise<Candidate[]> {
  if (whom === 'customers') return []
  const object = whom === 'tasks' ? 'task' : 'ticket'
  const rows = await allOf(records, object, {
    filter: { all: [open[whom], { field: 'customer', op: 'not_empty' }, ...(filter ? [filter] : [])] },
    sort: ['due_at'],
    fields: ['id', 'customer', 'priority', 'due_at'],
  })
  return rows.map((row) => ({
    customer: String(row.customer),
    about: `${object}/${row.id}`,
    value: base * (weights[String(row.priority)] ?? 1),
    due: row.due_at ? String(row.due_at).slice(0, 10) : null,
  }))
}

/** Who might be visited, as far as the person may see them, the greatest value first. */
export async function candidatesOf(
  records: PersonalRecords,
  settings: RouteSettings,
  now: string,
): Promise<Candidate[]> {
  const found = settings.whom === 'customers' ? await customers(records, settings, now) : await work(records, settings)
  const seen = new Set((await inChunks(records, found)).map((row) => row.id))
  return found.filter(({ customer }) => seen.has(customer)).sort((a, b) => b.value - a.value)
}

const chunk = 500

async function inChunks(records: PersonalRecords, found: readonly Candidate[]): Promise<AnyRow[]> {
  const ids = [...new Set(found.map((one) => one.customer))]
  const rows: AnyRow[] = []
  for (let at = 0; at < ids.length; at += chunk)
    rows.push(...(await records.getMany('customer', ids.slice(at, at + chunk))))
  return rows
}

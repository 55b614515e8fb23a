import type { Aggregate, Operator } from './kind.ts'

/**
 * The filter language: JSON, typed, safe in a URL. Lists, views, segments, automations, reports, permissions and the API use it.
 *
 *     { "all": [
 *         { "field": "lifecycle", "op": "in", "value": ["active", "lapsed"] },
 *         { "field": "employer.name", "op": "contains", "value": "acme" },
 *         { "none": "order.customer", "where": { "field": "placed_at", "op": "gte", "value": "-90d" } } ] }
 *
 * - `field` is a field of the object, or a path over links ("employer.name"); a path over an empty link has the value empty.
 * - `all`, `any`, `not` combine. An empty `all` is true, an empty `any` is false.
 * - `some` / `none` ask for linked records: "order.customer" are orders whose `customer` is this record, "tags" the records that
 *   this one's own link names. `where` narrows them. Only records that the person may read count.
 * - `count` compares how many there are: `{ "count": "ticket.customer", "op": "gte", "value": 3, "where": … }`.
 * - Empty values: `ne`, `not_in` are true of an empty field; every other comparison with an empty field is false.
 * - Text compares without case (`lower`); `contains`, `starts`, `eq`, `in` on `entries` look at each entry's value.
 * - Dates and moments may be relative: "today", "now", "-90d", "+2w", "-3m", "-1y", "week_start", "month_start",
 *   "quarter_start", "year_start"; "me" for a link is the person who asks.
 * - `within` takes a whole period: "today", "this_month", "last_week", "next_quarter", "last_90d" (with today), "next_2w".
 */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly field: string; readonly op: Operator; readonly value?: unknown }
  | { readonly some: string; readonly where?: Filter }
  | { readonly none: string; readonly where?: Filter }
  | { readonly count: string; readonly op: CountOperator; readonly value: number; readonly where?: Filter }

/** How a number of linked records is compared. */
export const countOperators = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const
export type CountOperator = (typeof countOperators)[number]

/** What relative values in a filter mean at this moment, for this person. */
export interface FilterContext {
  /** ISO moment in UTC. */
  readonly now: string
  /** Minutes ahead of UTC; days begin by it. */
  readonly offsetMinutes: number
  /** The id of the person who asks. */
  readonly me?: string
}

/** A sum over a list: `{ "measure": "sum", "field": "amount" }`. */
export interface Measure {
  readonly measure: Aggregate
  readonly field?: string
}

/** A grouping: by a field, dates by a part of them. */
export interface Group {
  readonly field: string
  readonly by?: 'day' | 'week' | 'month' | 'quarter' | 'year'
}

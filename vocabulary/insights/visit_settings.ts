import type { Filter } from '../define/filter.ts'

/** Whom a plan of visits may be for, and by what a visit is valued. */
export type VisitSource = 'customers' | 'tickets' | 'repairs' | 'tasks'
export type VisitMeasure = 'expected' | 'risk' | 'past' | 'same'

/** What a plan of visits is asked with. */
export interface RouteSettings {
  readonly name: string
  /** Who might be visited: customers that a filter finds, or whoever open work waits for. */
  readonly whom: VisitSource
  readonly filter: Filter | null
  /** What a customer is worth. */
  readonly by: VisitMeasure
  /** How much of that a visit is said to bring, in percent. */
  readonly share: number
  /** What a visit of normal priority is worth, where customers are not weighed. */
  readonly base: number
  readonly people: readonly string[]
  /** ISO dates. */
  readonly days: readonly string[]
  /** Working hours in minutes since midnight, in this time zone. */
  readonly from: number
  readonly to: number
  readonly zone: string
  /** A town or "latitude, longitude"; `end` null: as the start. */
  readonly start: string
  readonly end: string | null
  /** ISO code of the country in which towns without one are looked up. */
  readonly country: string
  readonly minutes: number
  /** Times of the day within which anybody can be visited. */
  readonly window: readonly [open: number, close: number] | null
  readonly speed: number
  readonly detour: number
  readonly perKm: number
  readonly perHour: number
  /** So many of the greatest value are planned for. */
  readonly most: number
}

import type { RouteSettings, VisitMeasure, VisitSource } from '@rapport/vocabulary/insights/visit_settings.ts'
import type { Point } from '@rapport/vocabulary/insights/visit_times.ts'

export const sources: readonly VisitSource[] = ['customers', 'tickets', 'repairs', 'tasks']
export const measures: readonly VisitMeasure[] = ['past', 'expected', 'risk', 'same']

export interface Sum {
  readonly visits: number
  readonly worth: number
  readonly travel: number
  readonly value: number
}

export interface Plan {
  readonly id: string
  readonly name: string
  readonly made_at: string
  readonly carried_at: string | null
  readonly settings: RouteSettings
  readonly figures: {
    readonly start: Point
    readonly end: Point
    readonly considered: number
    readonly ways: { readonly plan: Sum; readonly nearest: Sum; readonly listed: Sum }
    readonly more: { readonly hour: Sum; readonly day: Sum; readonly person: Sum }
  }
  readonly outcome: {
    readonly visits: number
    readonly held: number
    readonly cancelled: number
    readonly ordered: number | null
    readonly revenue: number | null
    readonly days: number
  } | null
}

export interface Visit {
  readonly id: string
  readonly customer: string
  readonly about: string | null
  readonly name: string | null
  readonly address: string | null
  readonly town: string | null
  readonly phone: string | null
  readonly subject: string | null
  readonly value: number
  readonly minutes: number
  readonly opens: number | null
  readonly closes: number | null
  readonly due: string | null
  readonly lat: number | null
  readonly lng: number | null
  readonly place: string
  readonly state: 'planned' | 'locked' | 'out'
  readonly round: number | null
  readonly at: number | null
  readonly why: string | null
  readonly adds: number | null
  readonly meeting: string | null
}

export interface Visits {
  readonly visits: readonly Visit[]
  readonly left: readonly { readonly why: string; readonly n: number }[]
}

export const plansKey = ['visit_routes']
export const visitsKey = (plan: string) => ['visit_routes_of', plan]

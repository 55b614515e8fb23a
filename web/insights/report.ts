import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Withdrawn } from '@rapport/vocabulary/insights/withdrawn.ts'
import { useQuery } from '@tanstack/react-query'
import { call, getRecord, listRecords } from '../api.ts'

export interface Group {
  readonly from?: number
  readonly to?: number
  readonly word?: string
  readonly rows: number
  readonly outcome: number
}

export interface FeatureReport {
  readonly name: string
  readonly label: Label
  readonly unit: string
  readonly about: 'who' | 'does'
  readonly filled: number
  readonly prepared: Label
  readonly importance: number
  readonly drift: number
  readonly groups: readonly Group[]
}

export type Measures = { readonly [measure: string]: number | null }

/** What the server says of a version of a model (server/insights/model/report.ts). */
export interface Report {
  readonly task: 'yes_no' | 'number' | 'choice'
  readonly labels: readonly string[]
  readonly horizon: number | null
  readonly asOf: string
  readonly split: 'time' | 'chance'
  readonly population: {
    readonly train: number
    readonly test: number
    readonly now: number
    readonly trainAt: readonly string[]
    readonly testAt: string | null
    readonly baseTrain: number
    readonly baseTest: number
  }
  readonly unused: readonly { readonly rows: number; readonly reason: Label }[]
  readonly compared: readonly {
    readonly name: string
    readonly label: Label
    readonly mean: Measures
    readonly deviation: Measures
    readonly seconds: number
    readonly failure?: string
  }[]
  readonly chosen: {
    readonly name: string
    readonly label: Label
    readonly byPerson: boolean
    /** By cross-validation: the best and its mean, by how much the one taken lies behind with the standard error of that, and all that lie so near. */
    readonly rule?: {
      readonly measure: string
      readonly best: { readonly name: string; readonly label: Label }
      readonly mean: number
      readonly by: number
      readonly error: number
      readonly within: readonly { readonly name: string; readonly label: Label }[]
    }
  }
  readonly primary: string
  readonly measures: Measures
  readonly interval: { readonly low: number; readonly high: number } | null
  readonly baseline: { readonly label: Label; readonly measures: Measures }
  readonly beats: boolean
  readonly heldOut?: readonly {
    readonly name: string
    readonly label: Label
    readonly measures: Measures
    readonly failure?: string
  }[]
  readonly parts?: readonly {
    readonly about: 'who' | 'does'
    readonly fields: number
    readonly measures: Measures
    readonly failure?: string
  }[]
  readonly intervals?: { readonly level: number; readonly held: number; readonly by: 'rhythm' | 'cases' }
  readonly calibration: readonly { readonly rows: number; readonly predicted: number; readonly observed: number }[]
  readonly gains: readonly {
    readonly share: number
    readonly found: number
    readonly lift: number
    readonly rows: number
    readonly positives: number
  }[]
  readonly roc: readonly (readonly [number, number])[]
  readonly pairs: readonly (readonly [number, number])[]
  readonly confusion: readonly (readonly number[])[] | null
  readonly learning: readonly { readonly rows: number; readonly train: number; readonly test: number }[]
  readonly features: readonly FeatureReport[]
  readonly refused: readonly { readonly name: string; readonly label: Label; readonly reason: Label }[]
  readonly tree: unknown
}

export const useModels = () =>
  useQuery({
    queryKey: ['records', 'model', 'insights'],
    queryFn: async ({ signal }) => (await listRecords('models', { limit: 200, sort: 'created_at' }, signal)).data,
  })

export const useModel = (id: string) =>
  useQuery({ queryKey: ['record', 'model', id], queryFn: ({ signal }) => getRecord('models', id, [], signal) })

export const useVersions = (model: string) =>
  useQuery({
    queryKey: ['records', 'model_version', model],
    queryFn: async ({ signal }) =>
      (
        await listRecords(
          'model_versions',
          {
            filter: { field: 'model', op: 'eq', value: model },
            sort: '-trained_at',
            limit: 50,
            expand: ['approved_by'],
          },
          signal,
        )
      ).data,
  })

export const useReport = (version: string | null | undefined) =>
  useQuery({
    queryKey: ['insight_report', version],
    queryFn: ({ signal }) =>
      call<{ version: AnyRow; report: Report; withdrawn: Withdrawn | null }>('GET', `/insights/versions/${version}`, {
        signal,
      }),
    enabled: Boolean(version),
    staleTime: 300_000,
  })

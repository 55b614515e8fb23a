import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { FeatureReport, Report } from '@rapport/vocabulary/insights/report.ts'
import type { Withdrawn } from '@rapport/vocabulary/insights/withdrawn.ts'
import { useQuery } from '@tanstack/react-query'
import { call, getRecord, listRecords } from '../api.ts'

export type { FeatureReport, Measures, Report } from '@rapport/vocabulary/insights/report.ts'
export type Group = FeatureReport['groups'][number]

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

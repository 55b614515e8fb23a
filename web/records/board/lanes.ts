import type { Colour } from '@rapport/vocabulary/define/field.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listRecords } from '../../api.ts'
import { useLocale } from '../../language.ts'
import { useVocabulary } from '../../session.ts'
import { titleOf } from '../value.tsx'
import { type LaneSetting, useBoardSettings } from './settings.ts'

export interface LaneOf extends LaneSetting {
  readonly value: string
  readonly title: string
  readonly colour: Colour
  /** What the lane's record is a part of, such as the pipeline of a stage: each stands on a board of its own. */
  readonly group: string
  /** What it means to stand here, where the lane's record says so. */
  readonly outcome?: string
}

const mostLanes = 60

const useLinked = (object: ObjectDefinition, by: string) => {
  const linked = useVocabulary().find(object.fields[by]?.kind === 'link' ? (object.fields[by].to ?? '') : '')
  const { data } = useQuery({
    queryKey: ['records', linked?.name ?? '', 'lanes'],
    queryFn: async ({ signal }) =>
      (
        await listRecords(
          linked!.plural,
          { limit: mostLanes, sort: Object.hasOwn(linked!.fields, 'position') ? 'position' : linked!.list.sort },
          signal,
        )
      ).data,
    enabled: linked !== undefined,
  })
  return { linked, rows: data }
}

const colourOf = (linked: ObjectDefinition, row: AnyRow): Colour =>
  (row.colour as Colour | null | undefined) ?? linked.fields.outcome?.choices?.[String(row.outcome)]?.colour ?? 'gray'

/** Lanes that are records with fields for it, such as stages, keep their limits themselves. */
export const keepsLimits = (linked: ObjectDefinition | undefined): linked is ObjectDefinition =>
  linked !== undefined && Object.hasOwn(linked.own, 'stale_days') && Object.hasOwn(linked.own, 'card_limit')

const limitsOf = (row: AnyRow): LaneSetting => ({
  ...(typeof row.stale_days === 'number' && { stale: row.stale_days }),
  ...(typeof row.card_limit === 'number' && { limit: row.card_limit }),
})

/** The lanes of a board: the choices of its field, or the records that its link may point to, in their own order. */
export const useLanes = (object: ObjectDefinition, by: string): readonly LaneOf[] => {
  const locale = useLocale()
  const { linked, rows } = useLinked(object, by)
  const set = useBoardSettings(object).lanes?.[by]
  return useMemo(() => {
    if (linked)
      return (rows ?? []).map((row) => ({
        value: row.id,
        title: titleOf(linked, row),
        colour: colourOf(linked, row),
        group: linked.partOf ? String(row[linked.partOf] ?? '') : '',
        ...(typeof row.outcome === 'string' && { outcome: row.outcome }),
        ...(keepsLimits(linked) ? limitsOf(row) : set?.[row.id]),
      }))
    return Object.entries(object.fields[by]?.choices ?? {})
      .filter(([, choice]) => !choice.retired)
      .map(([value, choice]) => ({
        value,
        title: choice.label[locale],
        colour: choice.colour ?? 'gray',
        group: '',
        ...set?.[value],
      }))
  }, [linked, rows, set, object, by, locale])
}

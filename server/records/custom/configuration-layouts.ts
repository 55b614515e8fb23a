import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { pageIn, withoutLost } from '@rapport/vocabulary/define/page-layout.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { isObject, refuseDefinition } from './definition.ts'

/** A layout as a file tells it: its role by name, and no lanes that are records, because ids mean nothing elsewhere. */
export interface KeptLayout {
  readonly object: string
  readonly place: string
  readonly role: string | null
  readonly settings: unknown
}

/** The settings of a board without what they say of lanes that are records. */
function withoutRecords(vocabulary: Vocabulary, object: string, settings: unknown): unknown {
  if (!isObject(settings) || !isObject(settings.lanes)) return settings
  const fields = vocabulary.find(object)?.fields
  const isLink = (by: string) => fields && Object.hasOwn(fields, by) && fields[by]?.kind === 'link'
  const lanes = Object.entries(settings.lanes).filter(([by]) => !isLink(by))
  return { ...settings, lanes: Object.fromEntries(lanes) }
}

/** A page without the fields and lists that have been removed since, a board without lanes that are records. */
function toldSettings(vocabulary: Vocabulary, { object, place, settings }: AnyRow): unknown {
  const definition = vocabulary.find(String(object))
  const page = place === 'page' ? pageIn(settings) : undefined
  if (!page || !definition) return withoutRecords(vocabulary, String(object), settings)
  return withoutLost(page, definition, vocabulary)
}

export const toldLayout = (roles: readonly AnyRow[], vocabulary: Vocabulary, row: AnyRow): KeptLayout => ({
  object: String(row.object),
  place: String(row.place),
  role: row.role === null ? null : String(roles.find((one) => one.id === row.role)?.name ?? ''),
  settings: toldSettings(vocabulary, row),
})

/** A layout of a file with the ids of this house. Problem definition_invalid when it is for an object or a role that is not here. */
export function placedHere(
  roles: readonly AnyRow[],
  vocabulary: Vocabulary,
  given: { readonly [name: string]: unknown },
) {
  const object = String(given.object)
  if (!vocabulary.find(object))
    throw refuseDefinition(`There is no object "${object.slice(0, 60)}".`, `没有对象“${object.slice(0, 60)}”。`)
  const role =
    given.role === null || given.role === undefined ? null : (roles.find((one) => one.name === given.role)?.id ?? '')
  if (role === '')
    throw refuseDefinition(
      `A layout of "${object}" is for the role "${String(given.role).slice(0, 60)}", which is not here.`,
      `“${object}”的布局属于角色“${String(given.role).slice(0, 60)}”，此处没有该角色。`,
    )
  const place = String(given.place ?? 'page')
  const settings = withoutRecords(vocabulary, object, given.settings)
  return { object, place, role, settings }
}

import type { Filter } from '../define/filter.ts'
import type { AnyRow } from '../define/object.ts'

/**
 * Who belongs to a segment, in the one filter language, whatever its kind: its own filter, or its list of members. A segment
 * without a filter has nobody.
 *
 * @example membersOf({ id: '…', version: 1, kind: 'filter', filter: { field: 'country', op: 'eq', value: 'France' } })
 */
export const membersOf = (segment: AnyRow): Filter =>
  segment.kind === 'list'
    ? { some: 'segment.members', where: { field: 'id', op: 'eq', value: segment.id } }
    : ((segment.filter as Filter | null | undefined) ?? { any: [] })

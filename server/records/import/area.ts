import type { Refusal } from '@rapport/vocabulary/define/refusal.ts'
import type { Mapping } from './mapping.ts'
import type { Column, Suggestion } from './suggest.ts'

/** Values of one record as a file gave them, cleaned. */
export type Given = { [field: string]: unknown }

/** What an area knows about importing its objects that data cannot say. */
export interface ImportArea {
  /** Completes what a file gave for one record: a name from its parts, the kind of a product from its code. */
  readonly shapes?: { readonly [object: string]: (given: Given, country: string) => Refusal | undefined }
  /** Completes a record that the file makes anew, with what must not be written over one that is there. */
  readonly newborn?: { readonly [object: string]: (given: Given) => void }
  /** Completes a suggested mapping: further targets, rows that are something else. */
  readonly complete?: (mapping: Mapping, suggestion: Suggestion, columns: readonly Column[]) => Mapping
}

/** Everything that areas know, as one. */
export const joinedAreas = (areas: readonly ImportArea[]): Required<ImportArea> => ({
  shapes: Object.assign({}, ...areas.map((area) => area.shapes ?? {})),
  newborn: Object.assign({}, ...areas.map((area) => area.newborn ?? {})),
  complete: (mapping, suggestion, columns) =>
    areas.reduce((done, area) => area.complete?.(done, suggestion, columns) ?? done, mapping),
})

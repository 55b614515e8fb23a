import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'

/** The next order when a header is pressed: ascending, descending, and back to the usual. */
export const nextSort = (sort: string, name: string): string | undefined => {
  if (sort === name) return `-${name}`
  return sort === `-${name}` ? undefined : name
}

export const sortable = (object: ObjectDefinition, name: string): boolean => {
  const field = object.fields[name]
  return field !== undefined && kindOf(field).sortable
}

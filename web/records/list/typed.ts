import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import { screenOf } from '../../fields/index.ts'

const written = new Set(['text', 'number', 'decimal'])

/** Whether what is typed on a cell is the beginning of its value; else it begins a search or only opens the editor. */
export const isWritten = (field: Field): boolean => !screenOf(field).picks && written.has(kindOf(field).family)

/** What was typed, as a value. What is no number goes on as it stands, and is refused with the reason. */
export const typedValue = (field: Field, typed: string): unknown => {
  const number = Number(typed)
  return kindOf(field).family === 'number' && Number.isFinite(number) ? number : typed
}

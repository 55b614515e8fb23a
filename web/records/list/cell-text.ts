import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { Locale } from '@rapport/vocabulary/define/label.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { knownTitle } from '../../fields/titles.ts'
import { isEmpty } from '../empty.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** A moment on the person's clock, as spreadsheets understand it. */
const localMoment = (instant: string): string => {
  const at = new Date(instant)
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`
}

const titled = (field: Field, value: unknown): string =>
  ([value].flat() as string[])
    .map((one) => {
      const [object, id] = field.to ? [field.to, one] : (one.split('/') as [string, string])
      return knownTitle(object, id) || one
    })
    .join('; ')

/** A cell as text for other programs: what a person sees, links by their names, amounts and days as they are kept. */
export const cellText = (object: ObjectDefinition, row: AnyRow, name: string, locale: Locale): string => {
  const field = object.fields[name]
  const value = row[name]
  if (field === undefined || isEmpty(value)) return ''
  const { family, show } = kindOf(field)
  if (family === 'id' || family === 'ids' || field.kind === 'reference') return titled(field, value)
  if (family === 'instant') return localMoment(String(value))
  if (family === 'number' || family === 'decimal' || family === 'date') return String(value)
  return show(value, field, locale)
}

import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Filter, Group } from '@rapport/vocabulary/define/filter.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'

const parts = ['day', 'week', 'month', 'quarter', 'year'] as const
type PartOfTime = (typeof parts)[number]

const isTime = (field: Field): boolean => {
  const { family } = kindOf(field)
  return family === 'date' || family === 'instant'
}

/** Whether records can stand together by what they have in a field: by one value that can be asked for again. */
export const groupable = (field: Field): boolean => isTime(field) || kindOf(field).operators.includes('eq')

/** The grouping that an address names: "lifecycle", "created_at:month". */
export const readGroup = (object: ObjectDefinition, text: string | undefined): Group | undefined => {
  const [name = '', part] = (text ?? '').split(':')
  const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined
  if (field === undefined || !groupable(field)) return undefined
  return isTime(field) ? { field: name, by: parts.find((one) => one === part) ?? 'month' } : { field: name }
}

export const writeGroup = ({ field, by }: Group): string => (by === undefined ? field : `${field}:${by}`)

const months: { readonly [P in PartOfTime]?: number } = { month: 1, quarter: 3, year: 12 }

/** The first day after the part of time that begins on a day. */
const dayAfter = (day: string, by: PartOfTime): string => {
  const at = new Date(`${day}T00:00:00Z`)
  const step = months[by]
  if (step === undefined) at.setUTCDate(at.getUTCDate() + (by === 'week' ? 7 : 1))
  else at.setUTCMonth(at.getUTCMonth() + step)
  return at.toISOString().slice(0, 10)
}

/** What the records of a group have in common. A bare day means its beginning on the person's clock. */
export const groupFilter = ({ field, by }: Group, value: unknown): Filter => {
  if (value === null || value === undefined) return { field, op: 'empty' }
  if (by === undefined) return { field, op: 'eq', value }
  const day = String(value).slice(0, 10)
  return {
    all: [
      { field, op: 'gte', value: day },
      { field, op: 'lt', value: dayAfter(day, by) },
    ],
  }
}

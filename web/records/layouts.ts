import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'

/** The ways in which records can be looked at together. */
export const layouts = ['list', 'split', 'board', 'calendar', 'timeline'] as const
export type Layout = (typeof layouts)[number]

const isDay = ({ kind }: { kind: string }): boolean => kind === 'date' || kind === 'datetime'

/** Fields that lanes can stand for: choices, and links to records that are few, such as stages and people. */
export const laneFields = (object: ObjectDefinition, isFew: (to: string) => boolean): readonly string[] =>
  Object.entries(object.fields)
    .filter(
      ([name, field]) =>
        field.kind === 'choice' || (field.kind === 'link' && name !== 'created_by' && isFew(field.to!)),
    )
    .map(([name]) => name)

const systemDays = new Set(['created_at', 'updated_at', 'deleted_at'])

/** Days and moments by which records can stand in a calendar: the object's own first. */
export const dayFields = (object: ObjectDefinition): readonly string[] => {
  const all = Object.keys(object.fields).filter((name) => isDay(object.fields[name]!) && name !== 'deleted_at')
  return [...all.filter((name) => !systemDays.has(name)), ...all.filter((name) => systemDays.has(name))]
}

/** Those of them that an index answers for; a timeline is read by nothing else, however many records there are. */
export const quickDays = (object: ObjectDefinition): readonly string[] =>
  dayFields(object).filter((name) => object.fields[name]!.index || object.fields[name]!.unique)

const hasOwnDays = (object: ObjectDefinition): boolean => dayFields(object).some((name) => !systemDays.has(name))

/** The layouts that an object's records can be shown in. */
export const layoutsOf = (object: ObjectDefinition): readonly Layout[] =>
  layouts.filter((layout) => {
    if (layout === 'board') return laneFields(object, () => false).length > 0 || object.board !== undefined
    if (layout === 'timeline' && quickDays(object).length === 0) return false
    return layout === 'list' || layout === 'split' || hasOwnDays(object)
  })

/** What an address asks for, as far as the object has it. */
export const layoutOf = (object: ObjectDefinition, asked: string | undefined): Layout =>
  layoutsOf(object).find((layout) => layout === asked) ?? 'list'

import type { Colour, Field } from '@rapport/vocabulary/define/field.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import { useQuery } from '@tanstack/react-query'
import { createRecord, listRecords } from '../api.ts'
import { newKey } from '../key.ts'
import { client, type SeenField, type SeenObject, useVocabulary } from '../session.ts'
import { learnTitle } from './titles.ts'

const paints = (field: Field): boolean =>
  field.kind === 'choice' && Object.values(field.choices ?? {}).some((choice) => choice.colour !== undefined)

/** Whether records of an object are no more than a word and its colour, as tags are: such are made where they are used. */
export const isWord = (object: ObjectDefinition): boolean => {
  const rest = Object.entries(object.own).filter(([name]) => name !== object.title)
  return rest.length === 1 && rest[0]![0] === 'colour' && paints(rest[0]![1])
}

const mayMake = (object: ObjectDefinition): boolean =>
  (object as SeenObject).access.create !== 'none' &&
  ['colour', object.title].every((name) => (object.fields[name] as SeenField | undefined)?.access === 'write')

const most = 500

/** The colours of words; empty for records that are more than that. */
export const useWordColours = (name: string): ReadonlyMap<string, Colour> => {
  const object = useVocabulary().find(name)
  const words = object !== undefined && isWord(object)
  const { data } = useQuery({
    queryKey: ['records', name, 'colours'],
    queryFn: async ({ signal }) => {
      const { data: rows } = await listRecords(object!.plural, { limit: most, fields: ['colour'] }, signal)
      return new Map(
        rows.map((row) => [row.id, object!.fields.colour!.choices?.[String(row.colour)]?.colour ?? 'gray'] as const),
      )
    },
    enabled: words,
    staleTime: 60_000,
  })
  return data ?? none
}
const none: ReadonlyMap<string, Colour> = new Map()

/** How a new word is made, where this person may; with the colours that it can have. */
export const useMaking = (name: string) => {
  const object = useVocabulary().find(name)
  if (object === undefined || !isWord(object) || !mayMake(object)) return undefined
  const make = async (title: string, colour: string): Promise<string> => {
    const made = await createRecord(object.plural, { [object.title]: title, colour }, newKey())
    learnTitle(name, made.id, title)
    await client.invalidateQueries({ queryKey: ['records', name] })
    await client.invalidateQueries({ queryKey: ['find', name] })
    return made.id
  }
  return {
    make,
    colours: Object.entries(object.fields.colour!.choices ?? {}),
    longest: object.fields[object.title]!.max,
  }
}

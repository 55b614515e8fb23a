import type { Filter } from '@rapport/vocabulary/define/filter.ts'
import type { AnyRow, ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { doVerb, listRecords, updateRecord, type Values } from '../../../api.ts'

/** Work that can be the next step with a record: when it is due, what is open of it, and how it is done and opened again. */
interface Kind {
  readonly name: string
  readonly due: string
  readonly open: readonly Filter[]
  readonly done: Values | 'complete'
  readonly again: Values | 'reopen'
}

export const kinds: readonly Kind[] = [
  {
    name: 'task',
    due: 'due_at',
    open: [{ field: 'status', op: 'ne', value: 'done' }],
    done: 'complete',
    again: 'reopen',
  },
  {
    name: 'meeting',
    due: 'starts_at',
    open: [{ field: 'status', op: 'eq', value: 'planned' }],
    done: { status: 'held' },
    again: { status: 'planned' },
  },
  {
    name: 'call',
    due: 'at',
    open: [
      { field: 'outcome', op: 'empty' },
      { field: 'at', op: 'gte', value: 'today' },
    ],
    done: { outcome: 'reached' },
    again: { outcome: null },
  },
]

export interface Step {
  readonly kind: Kind
  readonly object: ObjectDefinition
  readonly row: AnyRow
  readonly due: string | null
}

const without = new Set(['work', 'system', 'insights'])

/** Whether there is a next step with records of this object: not with work itself, nor with what the house is set up by. */
export const hasSteps = (vocabulary: Vocabulary, object: ObjectDefinition): boolean =>
  !object.hidden &&
  object.partOf === undefined &&
  (object.custom === true || !without.has(object.concept)) &&
  vocabulary.find('task') !== undefined

/** Kinds of work of which this person sees what is asked. */
export const kindsFor = (vocabulary: Vocabulary) =>
  kinds.flatMap((kind) => {
    const object = vocabulary.find(kind.name)
    const asked = ['about', kind.due, ...kind.open.map((one) => ('field' in one ? one.field : 'about'))]
    return object && asked.every((name) => Object.hasOwn(object.fields, name)) ? [{ kind, object }] : []
  })

const aboutOf = (object: ObjectDefinition, id: string): Filter => {
  const about: Filter = { field: 'about', op: 'eq', value: `${object.name}/${id}` }
  return object.name === 'customer' ? { any: [about, { field: 'customer', op: 'eq', value: id }] } : about
}

/** The piece of work that is due first; without a day it comes last. */
export const nextStep = async (
  vocabulary: Vocabulary,
  about: ObjectDefinition,
  id: string,
  signal: AbortSignal,
): Promise<Step | null> => {
  const found = await Promise.all(
    kindsFor(vocabulary).map(async ({ kind, object }): Promise<Step[]> => {
      const filter = { all: [aboutOf(about, id), ...kind.open] }
      const { data } = await listRecords(object.plural, { filter, sort: kind.due, limit: 1 }, signal)
      return data.map((row) => ({ kind, object, row, due: (row[kind.due] as string | null) ?? null }))
    }),
  )
  const late = '9999'
  return found.flat().sort((a, b) => ((a.due ?? late) < (b.due ?? late) ? -1 : 1))[0] ?? null
}

const put = async ({ object, row }: Step, how: Values | 'complete' | 'reopen', version: number): Promise<AnyRow> =>
  typeof how === 'string' ? doVerb(object.plural, row.id, how) : updateRecord(object.plural, row.id, how, version)

/** Does the step, and answers how it is opened again. */
export const finish = async (step: Step): Promise<() => Promise<unknown>> => {
  const after = await put(step, step.kind.done, step.row.version)
  return () => put(step, step.kind.again, after.version)
}

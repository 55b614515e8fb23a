import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Database } from '../database/pool.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import { type Person, writtenId } from '../records/person.ts'
import type { PersonalRecords } from '../records/records.ts'
import { vocabularyChannel } from '../records/vocabulary.ts'
import { predictable } from './ready/predictable.ts'

export interface OwnQuestion {
  readonly object: string
  readonly target: string
  readonly population: unknown
  readonly refresh: 'nightly' | 'manual'
}

interface Parts {
  readonly db: Database
  readonly vocabulary: Vocabulary
  readonly now: string
}

/** The field that will hold the answers, under a name that is free. */
function scoreField(
  vocabulary: Vocabulary,
  { object: name, target }: OwnQuestion,
): { name: string; field: Field; called: Label } {
  const object = vocabulary.find(name)
  const field = object && Object.hasOwn(object.own, target) ? object.own[target] : undefined
  if (!object || !field || field.scored)
    throw new Problem(
      'not_found',
      `There is no field "${target.slice(0, 60)}" of "${name.slice(0, 60)}" that could be predicted.`,
    )
  const { score } = predictable(field, target)
  const wanted = `x_${target.replace(/^x_/, '')}`.slice(0, 38)
  const free = ['_expected', ...Array.from({ length: 98 }, (_, i) => `_expected_${i + 2}`)].find(
    (end) => !Object.hasOwn(object.fields, wanted + end),
  )
  if (!free) throw new Problem('invalid', 'Too many models foresee this field already.')
  const called = { en: `${field.label.en}, expected`, zh: `${field.label.zh}（预测）` }
  return {
    name: wanted + free,
    called,
    field: { ...score, label: called, derived: true, custom: true, scored: `${name}.${wanted + free}` } as Field,
  }
}

/** Makes the model of a person's own question, with the field that its answers go to. Answers the model's id. */
export async function askOwn(
  parts: Parts,
  records: PersonalRecords,
  person: Person,
  asked: OwnQuestion,
): Promise<string> {
  if (!person.abilities.includes('designer'))
    throw new Problem(
      'ability_missing',
      'The answers become a field, and only those who may change fields can add one.',
    )
  const { name, field, called } = scoreField(parts.vocabulary, asked)
  const { object, target, population, refresh } = asked
  const made = await records.create('model', {
    name: called.en,
    kind: 'field',
    object,
    target,
    score: name,
    population,
    refresh,
  })
  await parts.db.transaction(async (tx) => {
    await tx.run(sql`
      insert into custom_definition (kind, object, name, definition, created_at, created_by, updated_at)
      values ('field', ${object}, ${name}, ${JSON.stringify(field)}::json, ${parts.now}, ${writtenId(person)}, ${parts.now})`)
    await tx.query(sql`select pg_notify(${vocabularyChannel}, '*')`)
  })
  return made.id
}

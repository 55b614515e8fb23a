import type { Field } from '@rapport/vocabulary/define/field.ts'
import { kindOf } from '@rapport/vocabulary/define/kinds/index.ts'
import type { ObjectDefinition } from '@rapport/vocabulary/define/object.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { type Fairness, fallsIntoGroups, isBirthday } from '@rapport/vocabulary/insights/fairness.ts'
import type { Report } from '@rapport/vocabulary/insights/report.ts'
import type { Runner } from '../database/runner.ts'
import { type Sql, sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import { accessTo } from '../records/access.ts'
import type { Person } from '../records/person.ts'
import type { PersonalRecords } from '../records/records.ts'
import { mustReadAll } from './allowed.ts'
import { compareGroups, type Judged } from './model/fairness.ts'

interface Asked {
  readonly version: string
  readonly field: string
  /** Scores from here on count as yes. */
  readonly above: number
}

/** The field by which groups are made, if the person may see it. */
function fieldOf(vocabulary: Vocabulary, person: Person, object: ObjectDefinition, name: string): Field {
  const field = Object.hasOwn(object.own, name) ? object.own[name] : undefined
  if (!field || !accessTo(vocabulary, person.grants, object).sees.has(name))
    throw new Problem('not_found', `There is no field "${name.slice(0, 60)}", or you may not see it.`)
  if (!fallsIntoGroups(field))
    throw new Problem(
      'invalid',
      `"${field.label.en}" makes no groups: choose a field of yes and no, a choice, a short text, or a birthday.`,
    )
  return field
}

/** The group of a record as it stands today; age is that at the moment of the case. */
function wordSql(field: Field, name: string): Sql {
  const column = sql`t.${sql.id(name)}`
  if (isBirthday(field)) return sql`(floor(extract(year from age(j.at, ${column}::timestamptz)) / 10) * 10)::int::text`
  return kindOf(field).family === 'boolean' ? sql`coalesce(${column}, false)::text` : sql`nullif(${column}, '')`
}

/** Groups of one record each tell of records, and of nothing else. */
function mustBeFew(field: Field, cases: readonly Judged[], smallest: number): void {
  const groups = new Set(cases.map(({ word }) => word)).size
  if (groups > Math.max(30, cases.length / smallest))
    throw new Problem(
      'invalid',
      `"${field.label.en}" has ${groups} different values among ${cases.length} cases: choose one with few.`,
    )
}

type Row = Judged & { readonly there: boolean }

/** How a version did for each group of a field, on the cases that it was judged by. Tells of all records together. */
export async function fairnessOf(
  parts: { readonly db: Runner; readonly vocabulary: Vocabulary },
  records: PersonalRecords,
  person: Person,
  { version, field: name, above }: Asked,
): Promise<Fairness> {
  const { model } = (await records.get('model_version', version)) as { readonly model?: unknown }
  const { object: of } = (await records.get('model', String(model))) as { readonly object?: unknown }
  const object = parts.vocabulary.find(String(of))
  if (!object) throw new Problem('not_found', `There are no records of "${String(of)}" any more.`)
  mustReadAll(person, object.name)
  const field = fieldOf(parts.vocabulary, person, object, name)
  const { task } = await parts.db.one<Pick<Report, 'task'>>(
    sql`select report ->> 'task' as task from insight.artefact where version = ${version}`,
  )
  const rows = await parts.db.query<Row>(sql`
    select ${wordSql(field, name)} as word, j.said, j.came, t.id is not null as there
    from insight.judged j left join ${sql.id(object.name)} t on t.id = j.record where j.version = ${version}`)
  if (rows.length === 0)
    throw new Problem('not_found', 'The cases of this version were not kept: learn anew to compare groups.')
  const cases = rows.filter(({ there }) => there)
  const told = compareGroups(task, cases, above)
  mustBeFew(field, cases, told.fewest.rows)
  return { field: name, task, above, gone: rows.length - cases.length, ...told }
}

import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { scopeOf } from '@rapport/vocabulary/define/permission.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import type { Withdrawn } from '@rapport/vocabulary/insights/withdrawn.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import { type Person, writtenId } from '../records/person.ts'
import type { PersonalRecords } from '../records/records.ts'
import { serve } from './model/keep.ts'
import type { Why } from './model/reasons.ts'
import type { Report } from './model/report.ts'
import { withdrawnFrom } from './withdrawn.ts'

type Version = AnyRow & { readonly model: string }

/** A version's whole report, for those who may see the model, and what of it is to be forgotten. */
export async function reportOf(
  db: Runner,
  vocabulary: Vocabulary,
  records: PersonalRecords,
  version: string,
): Promise<{ version: Version; report: Report; withdrawn: Withdrawn | null }> {
  const row = (await records.get('model_version', version)) as Version
  const kept = await db.maybe<{ report: Report }>(sql`select report from insight.artefact where version = ${version}`)
  if (!kept) throw new Problem('not_found', 'What this version learned is not there any more.')
  const { object } = (await records.get('model', row.model)) as { object?: unknown }
  const withdrawn = await withdrawnFrom(db, vocabulary, { version, object: String(object) })
  return { version: row, report: kept.report, withdrawn }
}

/** Turns a model to one of its versions: approves a candidate, or goes back to a former one. */
export async function serveVersion(
  db: Runner,
  records: PersonalRecords,
  person: Person,
  given: { readonly version: string; readonly now: string },
): Promise<{ model: string }> {
  const { model } = (await records.get('model_version', given.version)) as Version
  if (scopeOf(person.grants, { name: 'model' }, 'update') === 'none')
    throw new Problem('forbidden', 'Your role does not let you change which version serves.')
  await db.transaction((tx) => serve(tx, model, given.version, given.now, writtenId(person)))
  return { model }
}

export interface ScoreView {
  readonly field: string
  readonly value: unknown
  readonly model: string
  readonly version: string
  readonly number: number
  readonly as_of: string
  readonly at: string
  readonly task: Report['task']
  readonly why: {
    readonly factors: Why['factors']
    readonly alike: readonly {
      readonly id: string
      readonly title: string
      readonly at: string
      readonly outcome: number
    }[]
  } | null
  /** Cases of the test that were scored alike: how many there were, and how many came true. */
  readonly cameTrue: { readonly rows: number; readonly share: number; readonly predicted: number } | null
}

type Kept = {
  score: string
  model: string
  version: string
  number: number
  as_of: string
  at: string
  why: Why | null
  report: Report
  kind: string
}

/** The part of the calibration that a score falls into. */
function likeThis(report: Report, value: unknown): ScoreView['cameTrue'] {
  if (report.task !== 'yes_no' || typeof value !== 'number' || report.calibration.length === 0) return null
  const share = value / 100
  const bin = report.calibration.reduce((a, b) =>
    Math.abs(b.predicted - share) < Math.abs(a.predicted - share) ? b : a,
  )
  return { rows: bin.rows, share: bin.observed, predicted: bin.predicted }
}

async function alikeSeen(records: PersonalRecords, object: string, title: string, alike: Why['alike']) {
  const ids = [...new Set(alike.map(([id]) => id))]
  const { data } = await records.list(object, {
    filter: { field: 'id', op: 'in', value: ids },
    fields: [title],
    limit: 20,
  })
  const titles = new Map(data.map((row) => [row.id, String(row[title] ?? '')]))
  return alike.flatMap(([id, at, outcome]) => (titles.has(id) ? [{ id, title: titles.get(id)!, at, outcome }] : []))
}

/** The scores of a record with their reasons, as far as the person may see the record and the fields. */
export async function scoresOf(
  db: Runner,
  records: PersonalRecords,
  record: {
    readonly object: string
    readonly title: string
    readonly row: AnyRow
    readonly fields: ReadonlyMap<string, string>
  },
): Promise<ScoreView[]> {
  const names = [...record.fields.keys()]
  const kept = await db.query<Kept>(sql`
    select g.score, g.model, g.version, v.number, g.as_of, g.at, r.why, a.report - 'pairs' as report, m.kind
    from insight.scored d join insight.scoring g on g.run = d.run join model m on m.id = g.model
      join model_version v on v.id = g.version join insight.artefact a on a.version = g.version
      left join insight.reason r on r.run = g.run and r.record = ${record.row.id}
    where d.score = any(${names}::text[]) order by g.score`)
  const seen: ScoreView[] = []
  for (const one of kept) {
    const field = record.fields.get(one.score)!
    const value = record.row[field]
    if (value === null || value === undefined) continue
    const { model, version, number, as_of, at } = one
    const why = one.why && {
      factors: one.why.factors.map((factor) => ({
        ...factor,
        label: one.report.features.find(({ name }) => name === factor.name)?.label,
      })),
      alike: await alikeSeen(records, record.object, record.title, one.why.alike),
    }
    seen.push({
      field,
      value,
      model,
      version,
      number,
      as_of,
      at,
      task: one.report.task,
      why,
      cameTrue: likeThis(one.report, value),
    })
  }
  return seen
}

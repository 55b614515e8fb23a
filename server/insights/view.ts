import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import { scopeOf } from '@rapport/vocabulary/define/permission.ts'
import type { Vocabulary } from '@rapport/vocabulary/define/vocabulary.ts'
import { readyQuestions } from '@rapport/vocabulary/insights/questions.ts'
import type { Report } from '@rapport/vocabulary/insights/report.ts'
import type { ScoreView } from '@rapport/vocabulary/insights/scores.ts'
import type { Withdrawn } from '@rapport/vocabulary/insights/withdrawn.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Person } from '../records/person.ts'
import type { PersonalRecords } from '../records/records.ts'
import { proofOf } from './model/proof.ts'
import type { Why } from './model/reasons.ts'
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

/** The model of a version that a person may let serve: a candidate that is approved, or a former one gone back to. */
export async function modelToServe(records: PersonalRecords, person: Person, version: string): Promise<string> {
  const { model } = (await records.get('model_version', version)) as Version
  if (scopeOf(person.grants, { name: 'model' }, 'update') === 'none')
    throw new Problem('forbidden', 'Your role does not let you change which version serves.')
  return model
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
  own: string | null
}

/** The field that holds a model's answer itself; of the others it says something else. */
const answerOf = ({ kind, own }: Kept): string | null =>
  own ?? readyQuestions.find((one) => one.kind === kind)?.fields[0] ?? null

/** Similar cases, as far as the person may see them, and how they ended. */
async function alikeSeen(
  records: PersonalRecords,
  { object, title }: { readonly object: string; readonly title: string },
  { task, labels }: Pick<Report, 'task' | 'labels'>,
  alike: Why['alike'],
): Promise<NonNullable<ScoreView['why']>['alike']> {
  const ids = [...new Set(alike.map(([id]) => id))]
  const { data } = await records.list(object, {
    filter: { field: 'id', op: 'in', value: ids },
    fields: [title],
    limit: 20,
  })
  const titles = new Map(data.map((row) => [row.id, String(row[title] ?? '')]))
  return alike.flatMap(([id, at, ended]) => {
    const outcome = task === 'choice' ? labels[ended]! : ended
    return titles.has(id) ? [{ id, title: titles.get(id)!, at, outcome }] : []
  })
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
    select g.score, g.model, g.version, v.number, g.as_of, g.at, r.why, a.report - 'pairs' as report, m.kind, m.score as own
    from insight.scored d join insight.scoring g on g.run = d.run join model m on m.id = g.model
      join model_version v on v.id = g.version join insight.artefact a on a.version = g.version
      left join insight.reason r on r.run = g.run and r.record = ${record.row.id}
    where d.score = any(${names}::text[]) order by g.score`)
  const seen: ScoreView[] = []
  for (const one of kept) {
    const field = record.fields.get(one.score)!
    const value = record.row[field]
    if (value === null || value === undefined) continue
    const { model, version, number, as_of, at, report } = one
    const named = <Of extends { readonly name: string }>(of: Of) => {
      const feature = report.features.find(({ name }) => name === of.name)
      return { ...of, label: feature?.label, unit: feature?.unit }
    }
    const why = one.why && {
      factors: one.why.factors.map(named),
      change: (one.why.change ?? []).map(named),
      alike: await alikeSeen(records, record, report, one.why.alike),
    }
    const proof = answerOf(one) === field ? proofOf(report, value) : null
    seen.push({ field, value, model, version, number, as_of, at, task: report.task, why, proof })
  }
  // The answer of a model first, with its reasons; what else it says stands below.
  const isAnswer = (one: ScoreView) => (one.why || one.proof ? 0 : 1)
  return seen.sort((a, b) => (a.model === b.model ? isAnswer(a) - isAnswer(b) : a.model < b.model ? -1 : 1))
}

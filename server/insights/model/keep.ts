import type { ChosenSettings } from '@rapport/vocabulary/insights/methods.ts'
import type { Report } from '@rapport/vocabulary/insights/report.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import type { ModelSettings } from '../ready/question.ts'
import type { Desk } from '../run/kind.ts'
import type { Case } from './learn.ts'

type ModelRow = {
  id: string
  kind: string
  object: string
  target: string | null
  score: string | null
  population: unknown
  horizon: number | null
  method: string | null
  settings: ChosenSettings | null
  serving: string | null
}

/** The settings of a model; Problem not_found when it is gone. */
export async function readModel(db: Runner, id: string): Promise<ModelSettings & { readonly serving: string | null }> {
  const row = await db.maybe<ModelRow>(sql`
    select id, kind, object, target, score, population, horizon, method, settings, serving from model where id = ${id} and deleted_at is null`)
  if (!row) throw new Problem('not_found', 'The model does not exist any more.')
  const { method, settings, ...rest } = row
  return {
    ...rest,
    methods: method ? [method] : (settings?.methods ?? []),
    taken: settings?.taken ?? [],
    left: settings?.left ?? [],
    approve: settings?.approve ?? false,
  }
}

export interface NewVersion {
  readonly model: string
  readonly report: Report
  readonly fitted: unknown
  /** What it was judged by. */
  readonly judged: readonly Case[]
  /** Records that it learned from, one for each row. */
  readonly learned: readonly string[]
  readonly status: 'serving' | 'candidate' | 'refused'
  readonly person: string | null
  readonly seconds: number
}

/** Keeps a version with what it learned. Serving is turned to by `serve`. */
export async function keepVersion(tx: Runner, desk: Desk, made: NewVersion): Promise<string> {
  const id = desk.newId()
  const { report } = made
  const { measures, population, chosen, baseline, primary } = report
  const metrics = { primary, ...measures, baseline: baseline.measures, base: population.baseTest }
  await tx.run(sql`
    insert into model_version (id, model, number, status, method, trained_at, as_of, rows, metrics, seconds, created_at, created_by, updated_at, version)
    values (${id}, ${made.model}, (select coalesce(max(number), 0) + 1 from model_version where model = ${made.model}), ${made.status},
      ${chosen.label.en}, ${desk.now}, ${report.asOf}, ${population.train + population.test}, ${sql.json(metrics)}, ${made.seconds},
      ${desk.now}, ${made.person}, ${desk.now}, 1)`)
  await tx.run(sql`
    insert into insight.artefact (version, report, fitted) values (${id}, ${sql.json(report)}, ${sql.json(made.fitted)})`)
  await keepJudged(tx, id, made.judged)
  await keepLearned(tx, id, made)
  return id
}

/** Turns a model to a version: the former retires, and stays to be gone back to. */
export async function serve(
  tx: Runner,
  model: string,
  version: string,
  now: string,
  person: string | null,
): Promise<void> {
  await tx.run(
    sql`update model_version set status = 'retired', updated_at = ${now} where model = ${model} and status = 'serving'`,
  )
  await tx.run(sql`
    update model_version set status = 'serving', approved_by = ${person}, approved_at = ${now}, updated_at = ${now} where id = ${version}`)
  await tx.run(sql`
    update model set status = 'serving', serving = ${version}, trained_at = (select trained_at from model_version where id = ${version}),
      updated_at = ${now} where id = ${model}`)
}

/** Why a model could not learn: kept with it, to be shown until it can. */
export const noteRefusal = (db: Runner, model: string, now: string): Promise<number> =>
  db.run(
    sql`update model set status = case when serving is null then 'refused' else status end, updated_at = ${now} where id = ${model}`,
  )

const mostJudged = 20_000

/** Keeps the cases that a version was judged by, for whoever asks how it did for whom. */
async function keepJudged(tx: Runner, version: string, cases: readonly Case[]): Promise<void> {
  const step = Math.max(1, cases.length / mostJudged)
  const kept = Array.from({ length: Math.min(cases.length, mostJudged) }, (_, i) => cases[Math.floor(i * step)]!)
  const of = <K extends keyof Case>(name: K) => kept.map((one) => one[name])
  await tx.run(sql`
    insert into insight.judged (version, record, at, said, came)
    select ${version}, j.* from unnest(${of('record')}::uuid[], ${of('at')}::timestamptz[], ${of('said')}::float8[], ${of('came')}::float8[]) j`)
}

const step = 5_000
/** What older versions learned from is not kept: going back to one of them, nobody can tell whom it knows. */
const versionsBack = 3

async function* learnedLines(version: string, learned: readonly string[]): AsyncGenerator<string> {
  const counts = new Map<string, number>()
  for (const record of learned) counts.set(record, (counts.get(record) ?? 0) + 1)
  const lines = [...counts].map(([record, rows]) => `${version}\t${record}\t${record}\t${rows}\n`)
  for (let from = 0; from < lines.length; from += step) yield lines.slice(from, from + step).join('')
}

/** Keeps whom a version learned from, so that it is marked when one of them may not be learned from any more. */
async function keepLearned(tx: Runner, version: string, { model, learned }: NewVersion): Promise<void> {
  await tx.copyIn(sql`copy insight.learned (version, origin, record, rows) from stdin`, learnedLines(version, learned))
  await tx.run(sql`
    delete from insight.learned l using model_version v, model m
    where v.id = l.version and v.model = ${model} and m.id = v.model and v.id is distinct from m.serving
      and v.number <= (select max(number) - ${versionsBack}::int from model_version where model = ${model})`)
}

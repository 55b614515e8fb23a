import type { Field } from '@rapport/vocabulary/define/field.ts'
import type { Database } from '../database/pool.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { scoreColumn } from '../records/scored.ts'
import { vocabularyChannel } from '../records/vocabulary.ts'

/** Where scores come from: the model, its version, and the moment up to which data were known. */
export interface ScoreSource {
  readonly model: string
  readonly version: string
  /** ISO. */
  readonly asOf: string
  readonly now: string
}

/** The scores of one field: a value and perhaps reasons for each record. */
export interface ScorePass {
  readonly field: Field
  readonly records: readonly string[]
  /** Text as COPY reads it: a number, a day, an id or a word; null for none. */
  readonly value: (row: number) => string | number | null
  /** Why, for the rows that have reasons. */
  readonly why?: (row: number) => unknown
}

const chunk = 5_000

const escaped = (text: string): string =>
  text.replace(/[\\\n\r\t]/g, (one) => `\\${one === '\n' ? 'n' : one === '\r' ? 'r' : one === '\t' ? 't' : one}`)

async function* lines(pass: ScorePass, run: number): AsyncGenerator<string> {
  for (let from = 0; from < pass.records.length; from += chunk) {
    let text = ''
    const to = Math.min(pass.records.length, from + chunk)
    for (let i = from; i < to; i++) {
      const value = pass.value(i)
      if (value !== null) text += `${run}\t${pass.records[i]}\t${escaped(String(value))}\n`
    }
    yield text
  }
}

async function* reasons(pass: ScorePass, run: number): AsyncGenerator<string> {
  for (let from = 0; from < pass.records.length; from += chunk) {
    let text = ''
    const to = Math.min(pass.records.length, from + chunk)
    for (let i = from; i < to; i++) {
      const why = pass.why!(i)
      if (why !== undefined) text += `${run}\t${pass.records[i]}\t${escaped(JSON.stringify(why))}\n`
    }
    yield text
  }
}

/**
 * Writes the scores of one pass and turns to them: all of it or nothing, and readers see the former scores until then. Records
 * are not touched, so there is no change and no version for each of a million of them. `also` happens with them, or not at all.
 */
export async function writeScores(
  db: Database,
  source: ScoreSource,
  passes: readonly ScorePass[],
  also?: (tx: Runner) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    for (const pass of passes) await writePass(tx, source, pass)
    await also?.(tx)
  })
  for (const pass of passes) await dropFormer(db, pass.field)
}

async function writePass(tx: Runner, source: ScoreSource, pass: ScorePass): Promise<void> {
  const score = pass.field.scored!
  const { run } = await tx.one<{ run: number }>(sql`
    insert into insight.scoring (score, model, version, as_of, at, rows)
    values (${score}, ${source.model}, ${source.version}, ${source.asOf}, ${source.now}, ${pass.records.length}) returning run`)
  const column = sql.id(scoreColumn(pass.field))
  await tx.copyIn(sql`copy insight.score (run, record, ${column}) from stdin`, lines(pass, run))
  if (pass.why) await tx.copyIn(sql`copy insight.reason (run, record, why) from stdin`, reasons(pass, run))
  const { first } = await tx.one<{ first: boolean }>(sql`
    insert into insight.scored (score, run) values (${score}, ${run})
    on conflict (score) do update set run = excluded.run returning xmax = 0 as first`)
  // From now on records are asked for it, in every process.
  if (first) await tx.run(sql`select pg_notify(${vocabularyChannel}, '*')`)
}

/** Former passes are kept for nobody: their rows go once the new one is served. */
async function dropFormer(db: Runner, field: Field): Promise<void> {
  const old = sql`run in (select run from insight.scoring where score = ${field.scored!}) and run <> (select run from insight.scored where score = ${field.scored!})`
  await db.run(sql`delete from insight.score where ${old}`)
  await db.run(sql`delete from insight.reason where ${old}`)
}

/** Adds the answers for records that came after the pass that is served; who has one keeps it. Answers how many were new. */
export const addScores = (db: Database, passes: readonly ScorePass[]): Promise<number> =>
  db.transaction(async (tx) => {
    let added = 0
    for (const pass of passes) {
      const served = await tx.maybe<{ run: number }>(
        sql`select run from insight.scored where score = ${pass.field.scored!}`,
      )
      if (served) added += await addPass(tx, served.run, pass)
    }
    return added
  })

async function addPass(tx: Runner, run: number, pass: ScorePass): Promise<number> {
  const column = sql.id(scoreColumn(pass.field))
  await tx.run(sql`create temp table coming (like insight.score, why jsonb) on commit drop`)
  await tx.copyIn(sql`copy coming (run, record, ${column}) from stdin`, lines(pass, run))
  const added = await tx.run(sql`
    insert into insight.score (run, record, ${column}) select run, record, ${column} from coming on conflict do nothing`)
  if (pass.why) {
    await tx.run(sql`truncate coming`)
    await tx.copyIn(sql`copy coming (run, record, why) from stdin`, reasons(pass, run))
    await tx.run(
      sql`insert into insight.reason (run, record, why) select run, record, why from coming on conflict do nothing`,
    )
  }
  await tx.run(sql`drop table coming`)
  return added
}

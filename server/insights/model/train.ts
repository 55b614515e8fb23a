import { type Label, label } from '@rapport/vocabulary/define/label.ts'
import type { Runner } from '../../database/runner.ts'
import { Problem } from '../../errors.ts'
import { questionOf } from '../ready/questions.ts'
import type { Desk, InsightKind } from '../run/kind.ts'
import { whatIsMissing } from './enough.ts'
import { keepVersion, noteRefusal, readModel, serve } from './keep.ts'
import { learn } from './learn.ts'
import { writeAnswers } from './score.ts'

export interface Trained {
  readonly version: string | null
  readonly serving: boolean
  readonly scored: number
  /** It beats the naive rule, and a person decides whether it serves. */
  readonly waits: boolean
  /** What is missing, when there was too little to learn from. */
  readonly missing: Label | null
}

/** Learns anew: too little data is refused; what does not beat the naive rule is kept to be seen, and does not serve. */
export async function trainModel(id: string, person: string | null, desk: Desk): Promise<Trained> {
  const began = performance.now()
  const settings = await readModel(desk.db, id)
  const question = questionOf(settings.kind)
  if (!question) throw new Problem('not_found', `There is no question of the kind "${settings.kind}".`)
  const examples = await question.examples(settings, desk)
  const missing = whatIsMissing(examples)
  if (missing) {
    await noteRefusal(desk.db, id, desk.now)
    return { version: null, serving: false, waits: false, scored: 0, missing }
  }
  const methods = settings.methods.length > 0 ? settings.methods : question.methods
  const {
    report,
    serving: pipeline,
    columns,
    judged,
    learned,
  } = learn(examples, { methods, textWidth: question.textWidth, left: settings.left }, desk)
  const waits = settings.approve && settings.serving !== null
  const serves = report.beats && !waits
  const version = await desk.db.transaction((tx) => {
    const seconds = Math.round((performance.now() - began) / 100) / 10
    const made = { model: id, report, fitted: pipeline.toJSON(), judged, learned, person, seconds }
    return keepVersion(tx, desk, { ...made, status: report.beats ? 'candidate' : 'refused' })
  })
  const turn = (tx: Runner) => serve(tx, id, version, desk.now, person)
  const fitted = { version, pipeline, report, columns }
  const scored = serves ? await writeAnswers(question, settings, examples, fitted, desk, turn) : 0
  return { version, serving: serves, waits: report.beats && waits, scored, missing: null }
}

export const train: InsightKind<{ model: string; person?: string | null }, Trained> = {
  title: label('Learning', '学习'),
  work: ({ model, person }, desk) => trainModel(model, person ?? null, desk),
}

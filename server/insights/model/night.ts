import { label } from '@rapport/vocabulary/define/label.ts'
import type { Withdrawn } from '@rapport/vocabulary/insights/withdrawn.ts'
import { sql } from '../../database/sql.ts'
import { Problem } from '../../errors.ts'
import { questionOf } from '../ready/questions.ts'
import type { Desk, InsightKind } from '../run/kind.ts'
import { withdrawnFrom } from '../withdrawn.ts'
import { driftSince, movedAbove } from './drift.ts'
import { readModel } from './keep.ts'
import { readFitted, writeAnswers } from './score.ts'
import { trainModel } from './train.ts'

export interface NightOutcome {
  readonly scored: number
  /** The feature that moved so far that the model learned anew. */
  readonly moved: { readonly name: string; readonly index: number } | null
  /** Whom it may not know any more: it learned anew without them. */
  readonly withdrawn: Withdrawn | null
}

/** What has to be forgotten, unless a version without it waits for a person already. */
async function toForget(desk: Desk, model: string, object: string, serving: string): Promise<Withdrawn | null> {
  const withdrawn = await withdrawnFrom(desk.db, desk.vocabulary, { version: serving, object })
  if (!withdrawn) return null
  const latest = await desk.db.one<{ version: string }>(
    sql`select id as version from model_version where model = ${model} order by number desc limit 1`,
  )
  if (latest.version === serving) return withdrawn
  return (await withdrawnFrom(desk.db, desk.vocabulary, { ...latest, object })) ? withdrawn : null
}

/** A model's night: its records are scored; where the world has moved since, or somebody is to be forgotten, it learns anew first. */
export const night: InsightKind<{ model: string }, NightOutcome> = {
  title: label('Bringing scores up to the day', '更新评分'),
  async work({ model: id }, desk) {
    const settings = await readModel(desk.db, id)
    const question = questionOf(settings.kind)
    if (!question || !settings.serving)
      throw new Problem('invalid', 'This model has no version that serves yet: train it first.')
    const fitted = await readFitted(desk, settings.serving)
    const examples = await question.examples(settings, desk, fitted.report)
    const drift = driftSince(fitted.report, examples.now)
    const moved = drift && drift.index > movedAbove ? drift : null
    const withdrawn = await toForget(desk, id, settings.object, settings.serving)
    const anew = moved || withdrawn ? await trainModel(id, null, desk) : null
    // What was learned may wait for a person, or be no better: then what serves answers for today.
    const scored = anew?.serving ? anew.scored : await writeAnswers(question, settings, examples, fitted, desk)
    return { scored, moved, withdrawn }
  },
}

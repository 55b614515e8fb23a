import { label } from '@rapport/vocabulary/define/label.ts'
import { Problem } from '../../errors.ts'
import { questionOf } from '../ready/questions.ts'
import type { InsightKind } from '../run/kind.ts'
import { driftSince, movedAbove } from './drift.ts'
import { readModel } from './keep.ts'
import { readFitted, writeAnswers } from './score.ts'
import { trainModel } from './train.ts'

export interface NightOutcome {
  readonly scored: number
  /** The feature that moved so far that the model learned anew. */
  readonly moved: { readonly name: string; readonly index: number } | null
}

/** A model's night: its records are scored; where the world has moved since, it learns anew first. */
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
    if (drift && drift.index > movedAbove) {
      const { scored, serving } = await trainModel(id, null, desk)
      // What was learned may wait for a person, or be no better: then what serves answers for today.
      return { scored: serving ? scored : await writeAnswers(question, settings, examples, fitted, desk), moved: drift }
    }
    return { scored: await writeAnswers(question, settings, examples, fitted, desk), moved: null }
  },
}

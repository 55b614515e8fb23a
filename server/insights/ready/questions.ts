import { sql } from '../../database/sql.ts'
import { tonePasses } from '../tone/tone.ts'
import { fieldQuestion } from './field.ts'
import { lapse } from './lapse.ts'
import { lead } from './lead.ts'
import { needs } from './needs.ts'
import { nextProduct } from './next-product.ts'
import type { Question } from './question.ts'
import { value } from './value.ts'

const outcomeOf = (target: string) => ({
  target,
  known: sql`c.${sql.id(target)} is not null`,
  open: sql`c.${sql.id(target)} is null`,
})

/** Every question, one line each: those that Rapport asks by itself, and that of any field. */
export const questions: readonly Question[] = [
  lapse,
  value,
  lead,
  needs,
  nextProduct,
  fieldQuestion(
    'win',
    () => ({
      target: 'status',
      wanted: 'won',
      known: sql`c.status in ('won', 'lost')`,
      open: sql`c.status = 'open'`,
      after: ['stage', 'probability', 'lost_reason', 'competitor', 'expected_on', 'position'],
    }),
    () => 'win_chance',
  ),
  fieldQuestion(
    'ticket_kind',
    () => ({
      target: 'kind',
      known: sql`c.status in ('resolved', 'closed')`,
      open: sql`c.status not in ('resolved', 'closed')`,
      after: ['status', 'satisfaction', 'due_at', 'priority'],
      words: ['subject', 'description'],
    }),
    () => 'likely_kind',
    256,
  ),
  fieldQuestion(
    'ticket_priority',
    () => ({
      target: 'priority',
      known: sql`c.status in ('resolved', 'closed')`,
      open: sql`c.status not in ('resolved', 'closed')`,
      after: ['status', 'satisfaction', 'due_at'],
      words: ['subject', 'description'],
    }),
    () => 'likely_priority',
    256,
  ),
  fieldQuestion(
    'ticket_hours',
    () => ({
      target: 'resolved_at',
      hours: true,
      known: sql`c.resolved_at is not null`,
      open: sql`c.resolved_at is null`,
      after: ['status', 'satisfaction', 'due_at'],
      words: ['subject', 'description'],
    }),
    () => 'hours_expected',
    256,
  ),
  {
    ...fieldQuestion(
      'review_rating',
      () => ({
        target: 'rating',
        known: sql`c.rating is not null`,
        // Those with stars too: words that say something else than the stars are worth a look.
        open: sql`true`,
        after: ['reply', 'published', 'source'],
        words: ['title', 'text'],
      }),
      () => 'likely_rating',
      256,
    ),
    beyond: tonePasses,
  },
  fieldQuestion(
    'field',
    ({ target }) => outcomeOf(target!),
    ({ score }) => score!,
  ),
]

export const questionOf = (kind: string): Question | undefined => questions.find((one) => one.kind === kind)

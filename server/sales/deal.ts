import type { AnyRow } from '@rapport/vocabulary/define/object.ts'
import type { Runner } from '../database/runner.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Area, Draft, RuleContext } from '../records/rules.ts'
import { linesOf } from './lines.ts'

type Stage = { id: string; pipeline: string; probability: number | null; outcome: 'open' | 'won' | 'lost' }

/** The first stage with this outcome in the pipeline, or in the oldest pipeline in use. */
const firstStage = (tx: Runner, pipeline: unknown, outcome: string): Promise<Stage | undefined> =>
  tx.maybe<Stage>(sql`
    select s.id, s.pipeline, s.probability, s.outcome from stage s join pipeline p on p.id = s.pipeline
    where s.outcome = ${outcome} and s.deleted_at is null and p.deleted_at is null
      and (s.pipeline = ${pipeline ?? null}::uuid or (${pipeline ?? null}::uuid is null and p.active is not false))
    order by p.created_at, p.id, s.position, s.id limit 1`)

const stageOf = (tx: Runner, id: unknown): Promise<Stage | undefined> =>
  tx.maybe<Stage>(
    sql`select id, pipeline, probability, outcome from stage where id = ${id}::uuid and deleted_at is null`,
  )

/** A deal always stands in a stage, and what the stage says holds for it: pipeline, probability, open or closed. */
async function enterStage(draft: Draft, { tx, now }: RuleContext): Promise<void> {
  const { values, current } = draft
  if (draft.verb === 'create' && !values.stage) {
    const first = await firstStage(tx, values.pipeline, String(values.status ?? 'open'))
    if (first) values.stage = first.id
  }
  if (!values.stage || values.stage === current?.stage) return
  const stage = await stageOf(tx, values.stage)
  if (!stage) return
  values.pipeline = stage.pipeline
  values.probability ??= stage.probability
  values.stage_since = now
  if (draft.verb === 'update' || values.status === undefined || values.status === 'open') values.status = stage.outcome
}

function close(draft: Draft, now: string): void {
  const { values, current } = draft
  const status = values.status ?? current?.status
  if (status === current?.status) return
  values.closed_at = status === 'open' ? null : now
  if (status === 'won') values.probability = 100
  if (status === 'lost') values.probability = 0
}

const writeDealAmounts = (tx: Runner, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update deal d set amount = sums.amount
    from (select deal as id, sum(amount) as amount from deal_line where deal = any(${ids}::uuid[]) and deleted_at is null group by deal) sums
    where sums.id = d.id and d.amount is distinct from sums.amount`)

/** Moves a deal to the stage of its pipeline that has the outcome; without such a stage its status alone changes. */
async function finish(row: AnyRow, outcome: 'open' | 'won' | 'lost', extra: object, { tx, records }: RuleContext) {
  if (row.status === outcome) throw new Problem('verb_refused', `The deal “${row.name}” is ${outcome} already.`)
  const stage = await firstStage(tx, row.pipeline, outcome)
  return records.update('deal', row.id, { ...(stage && { stage: stage.id }), status: outcome, ...extra })
}

export const deal: Area = {
  rules: {
    async before(draft, context) {
      await enterStage(draft, context)
      close(draft, context.now)
    },
  },
  verbs: {
    win: ({ row }, context) => finish(row, 'won', {}, context),
    lose: ({ row, input }, context) => finish(row, 'lost', { lost_reason: input.reason }, context),
    reopen: ({ row }, context) => finish(row, 'open', { lost_reason: null }, context),
  },
}

export const dealLine: Area = linesOf('deal_line', 'deal', writeDealAmounts)

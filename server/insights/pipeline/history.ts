import type { Pace } from '@rapport/vocabulary/insights/pipeline.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
type Values = { readonly [field: string]: unknown }

/** A deal as it stands, with what each change found and left. */
export interface Deal {
  readonly id: string
  readonly made: number
  readonly stands: Values
  readonly changes: readonly { readonly at: number; readonly before: Values; readonly after: Values }[]
  readonly moments: readonly number[]
  readonly chance: number | null
  readonly foreign: boolean
}

type Row = { id: string; made: string; stands: Values; chance: number | null; foreign: boolean }
type Change = { record: string; at: string; before: Values | null; after: Values | null }

const house = sql`(select currency from organisation order by id limit 1)`

/** Every deal with its whole history, and when something was done about it. */
export async function readDeals(db: Runner, now: string): Promise<Deal[]> {
  const rows = await db.query<Row>(sql`
    select d.id, d.created_at as made, jsonb_build_object('status', status, 'stage', stage, 'amount', amount::float8, 'probability', probability,
        'expected_on', expected_on, 'closed_at', closed_at) as stands,
      (select s.number from insight.scored k join insight.score s on s.run = k.run and s.record = d.id where k.score = 'deal.win_chance') as chance,
      coalesce(d.currency <> ${house}, false) as "foreign"
    from deal d where d.deleted_at is null and d.created_at < ${now}::timestamptz order by d.id`)
  const changes = await db.query<Change>(sql`
    select record, at, before, after from change where object = 'deal' and at < ${now}::timestamptz order by at, id`)
  const done = await db.query<{ record: string; at: string }>(sql`
    select substr(about, 6)::text as record, created_at as at from (
      select about, created_at from task union all select about, created_at from call union all select about, created_at from meeting
      union all select about, created_at from note union all select about, created_at from mail) w
    where about like 'deal/%' and created_at < ${now}::timestamptz`)
  const changesOf = Map.groupBy(changes, ({ record }) => record)
  const doneOf = Map.groupBy(done, ({ record }) => record)
  return rows.map(({ id, made, ...row }) => {
    const own = changesOf.get(id) ?? []
    const moments = [made, ...own.map(({ at }) => at), ...(doneOf.get(id) ?? []).map(({ at }) => at)].map((at) =>
      Date.parse(at),
    )
    return {
      ...row,
      id,
      made: Date.parse(made),
      changes: own.map(({ at, before, after }) => ({ at: Date.parse(at), before: before ?? {}, after: after ?? {} })),
      moments: moments.sort((a, b) => a - b),
    }
  })
}

/** What a field of a deal held at a moment: the earliest change since then says what it found. */
export function heldAt(deal: Deal, field: string, at: number): unknown {
  const since = deal.changes.find((change) => change.at >= at && Object.hasOwn(change.before, field))
  return since ? since.before[field] : deal.stands[field]
}

/** A moment at which nothing of a deal is rolled back. */
export const asItStands = Number.POSITIVE_INFINITY

export const closedAt = (deal: Deal): number => Date.parse(String(deal.stands.closed_at))
export const isWon = (deal: Deal): boolean => deal.stands.status === 'won' && Number.isFinite(closedAt(deal))
export const isClosed = (deal: Deal): boolean => deal.stands.status !== 'open' && Number.isFinite(closedAt(deal))

/** Whether a deal was open at a moment; without a history of its status its closing says so. */
export function wasOpen(deal: Deal, at: number): boolean {
  if (deal.made >= at) return false
  const told = deal.changes.some((change) => Object.hasOwn(change.before, 'status'))
  return told ? heldAt(deal, 'status', at) === 'open' : !isClosed(deal) || closedAt(deal) >= at
}

/** Where a deal stood, and for how many days in each: from the changes of its stage. */
export function staysOf(deal: Deal): { readonly stage: string; readonly days: number }[] {
  const moves = deal.changes.filter((change) => Object.hasOwn(change.before, 'stage') && change.before.stage)
  return moves.map((move, i) => ({
    stage: String(move.before.stage),
    days: (move.at - (i === 0 ? deal.made : moves[i - 1]!.at)) / dayMs,
  }))
}

const fewest = 10

function paceOf(days: readonly number[]): Pace | null {
  if (days.length < fewest) return null
  const sorted = [...days].sort((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1]! * 10) / 10
  return { most: at(0.9), usual: at(0.5), deals: days.length }
}

/** How long won deals stood in each stage, and the longest that nothing happened about them. */
export function pacesOf(deals: readonly Deal[]): { stages: { [stage: string]: Pace }; silence: Pace | null } {
  const won = deals.filter(isWon)
  const stays = Map.groupBy(won.flatMap(staysOf), ({ stage }) => stage)
  const stages = Object.fromEntries(
    [...stays].flatMap(([stage, of]) => {
      const pace = paceOf(of.map(({ days }) => days))
      return pace ? [[stage, pace]] : []
    }),
  )
  const gaps = won.flatMap((deal) => {
    const moments = deal.moments.filter((at) => at <= closedAt(deal))
    // A deal that was only brought in says nothing of how often others were touched.
    return (moments.at(-1) ?? 0) - deal.made < hourMs
      ? []
      : [Math.max(...moments.slice(1).map((at, i) => (at - moments[i]!) / dayMs))]
  })
  return { stages, silence: paceOf(gaps) }
}

import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'

const day = 86_400_000

/** The moments that a question about customers is asked at. */
export interface Moments {
  /** Up to when there are data: today, or the day after the last order where the data end earlier. */
  readonly asOf: string
  readonly horizon: number
  readonly test: string
  /** Each lies at least a horizon before the test, so that no outcome that was learned from reaches beyond it. */
  readonly train: readonly string[]
  /** Days that the data span. */
  readonly span: number
}

const iso = (at: number): string => new Date(at).toISOString()

/** Moments spread over the past. Without a horizon one is taken that the data are long enough for. */
export async function momentsOf(
  db: Runner,
  now: string,
  wanted: number | null,
  most = 6,
): Promise<Moments | undefined> {
  const { since, until } = await db.one<{ since: string | null; until: string | null }>(sql`
    select min(placed_at) as since, max(placed_at) as until from "order"
    where deleted_at is null and status <> 'cancelled' and customer is not null and placed_at <= ${now}`)
  if (since === null || until === null) return undefined
  const [start, last] = [Date.parse(since), Date.parse(until)]
  // One fifth of the span leaves room for a test and for several moments to learn from.
  const span = (last - start) / day
  const horizon = wanted ?? Math.min(180, Math.max(7, Math.floor(span / 5 / 15) * 15 || Math.floor(span / 5)))
  const end = Math.min(Date.parse(now), Math.floor(last / day) * day + day)
  // Data that end long ago are judged as of their end; a shop that sells every week is judged as of today.
  const asOf = Date.parse(now) - end > 7 * day ? end : Date.parse(now)
  // By whole days: what is learned on a day does not hang on the hour at which it was asked for.
  const test = Math.floor(asOf / day) * day - horizon * day
  const step = Math.max(7, Math.round(horizon / 3))
  const train: string[] = []
  for (
    let at = test - horizon * day;
    train.length < most && at > start + Math.max(14, horizon / 2) * day;
    at -= step * day
  )
    train.push(iso(at))
  return { asOf: iso(asOf), horizon, test: iso(test), train: train.reverse(), span }
}

import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import { type Among, sampleOf } from '../features/sample.ts'
import type { Moments } from './moments.ts'

/** Beyond so many cases more of them cost time and memory, and hardly add anything. */
const mostCases = 120_000
/** A version that serves looks back for cases alike, and for nothing else. */
const mostAlike = 6_000

/** The moments of the past that are read, and whom of. */
export interface Past {
  readonly train: readonly string[]
  readonly among: Among
  /** The share of customers that is drawn, 0 to 1. */
  readonly share: number
}

/** Of very many customers a part is drawn by chance for the past; everyone is answered for. `serves` where nothing is learned. */
export async function pastOf(db: Runner, { train }: Moments, serves: boolean, most = mostCases): Promise<Past> {
  const { customers } = await db.one<{ customers: number }>(
    sql`select count(*)::int as customers from customer where deleted_at is null`,
  )
  const cases = customers * (train.length + 1)
  if (cases <= most) return { train, among: sampleOf(1), share: 1 }
  const moments = serves ? train.slice(-1) : train
  const share = Math.min(1, (serves ? Math.min(mostAlike, most) : most) / (customers * (moments.length + 1)))
  return { train: moments, among: sampleOf(share), share }
}

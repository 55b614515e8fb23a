import { refuse } from '@rapport/vocabulary/define/refusal.ts'
import type { Runner } from '../../database/runner.ts'
import type { Call } from '../call.ts'
import type { Given } from './area.ts'
import type { CleanRow, Reason } from './clean.ts'
import type { NodePlan, RoutePlan } from './plan.ts'
import { resolveNode } from './resolve.ts'
import type { Seen } from './seen.ts'

/** A record that rows of a batch speak of: one that is there, or one to be made. */
export interface Entity {
  readonly id: string
  /** What rows gave, merged. */
  readonly given: Given
  readonly current?: Given & { readonly id: string; readonly version: number }
  readonly rows: RowState[]
  /** When it was made, where that is not now. */
  readonly at?: string
  /** What will be written over `current`. */
  changes?: Given
  reason?: Reason
}

export interface RowState {
  readonly row: CleanRow
  readonly entities: (Entity | undefined)[]
  outcome?: 'created' | 'updated' | 'unchanged' | 'refused'
  reasons: readonly Reason[]
}

/** What a batch will do, before anything is written. */
export interface BatchWork {
  readonly rows: readonly RowState[]
  readonly nodes: readonly { readonly node: NodePlan; readonly entities: readonly Entity[] }[]
  /** Rows that may be records that are there already. */
  readonly suspects: readonly Suspect[]
}

export interface Suspect {
  readonly line: number
  readonly record: string
  readonly other: string
  readonly field: string
}

export interface BatchContext {
  readonly call: Call
  readonly tx: Runner
  /** The import's id, which is the batch of its changes. */
  readonly batch: string
  readonly now: string
  /** What batches before have found. */
  readonly seen?: Seen
}

const stateOf = (row: CleanRow): RowState => ({
  row,
  entities: Array<Entity | undefined>(row.route?.nodes.length ?? 0).fill(undefined),
  reasons: row.reasons,
  ...(row.reasons.length > 0 && { outcome: 'refused' as const }),
})

/** A row whose linked record cannot be made is refused with the reason of the link. */
export const refuseRow = (state: RowState, reasons: readonly Reason[]): void => {
  if (state.outcome === 'refused') return
  state.outcome = 'refused'
  state.reasons = reasons
}

const resolveRoute = async (context: BatchContext, route: RoutePlan, rows: readonly RowState[]): Promise<BatchWork> => {
  const nodes: { node: NodePlan; entities: Entity[] }[] = []
  const suspects: Suspect[] = []
  for (const [at, node] of route.nodes.entries()) {
    const live = rows.filter((row) => row.outcome !== 'refused')
    const resolved = await resolveNode(context, route, at, live)
    nodes.push({ node, entities: resolved.entities })
    suspects.push(...resolved.suspects)
  }
  return { rows, nodes: nodes.map(stillNeeded), suspects }
}

/** Linked records whose rows were all refused in the end are not made. */
const stillNeeded = ({ node, entities }: { node: NodePlan; entities: Entity[] }) => ({
  node,
  entities: entities.filter((entity) => entity.rows.some((state) => state.outcome !== 'refused')),
})

/**
 * Says what a batch of cleaned rows will do: which records they mean, which are new, which change, which rows are refused.
 * Routes come one after the other, and each is written before the next looks: what returns take back must stand before them,
 * and a customer whom two routes name is made once.
 */
export const resolveBatch = async (
  context: BatchContext,
  cleaned: readonly CleanRow[],
  write: (work: BatchWork) => Promise<void> = async () => undefined,
): Promise<BatchWork> => {
  const rows = cleaned.map(stateOf)
  const byRoute = Map.groupBy(
    rows.filter((one) => one.outcome !== 'refused'),
    (one) => one.row.route!,
  )
  const ordered = [...byRoute].sort(([a], [b]) => Number(b.name === 'rest') - Number(a.name === 'rest'))
  const works: BatchWork[] = []
  for (const [route, some] of ordered) {
    const work = await resolveRoute(context, route, some)
    await write(work)
    works.push(work)
  }
  return { rows, nodes: works.flatMap((work) => work.nodes), suspects: works.flatMap((work) => work.suspects) }
}

export const required = refuse('required', 'must have a value', '不能为空')

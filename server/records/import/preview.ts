import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { Call } from '../call.ts'
import type { ImportArea } from './area.ts'
import { type Entity, type RowState, resolveBatch } from './batch.ts'
import { batches } from './batches.ts'
import { cleanRow } from './clean.ts'
import type { Mapping } from './mapping.ts'
import { makePlan } from './plan.ts'
import { hasChanges } from './resolve.ts'
import { planContext } from './setting.ts'
import type { DetectedFile } from './store.ts'
import { records } from './table.ts'
import { NewTags } from './tags.ts'

export interface PreviewRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'refused'
  /** Name of the route that took the row; `rest` for the file's main rows. */
  readonly route: string
  readonly reasons: readonly { readonly column?: number; readonly field?: string; readonly say: Label }[]
  /** What the row becomes, by node of its route: the cleaned values, and for a record that is there what changes. */
  readonly records: readonly PreviewRecord[]
}

export interface PreviewRecord {
  readonly node: string
  readonly object: string
  readonly id?: string
  readonly values: { readonly [field: string]: unknown }
  readonly changes?: { readonly [field: string]: { readonly before: unknown; readonly after: unknown } }
}

export interface Preview {
  readonly rows: readonly PreviewRow[]
  /** Of the rows looked at. */
  readonly counts: {
    readonly created: number
    readonly updated: number
    readonly unchanged: number
    readonly refused: number
    readonly suspected: number
  }
  readonly looked: number
  readonly total: number
}

const changesOf = (entity: Entity): PreviewRecord['changes'] =>
  entity.current && hasChanges(entity)
    ? Object.fromEntries(
        Object.entries(entity.changes!).map(([name, after]) => [
          name,
          { before: entity.current![name] ?? null, after },
        ]),
      )
    : undefined

const recordsOf = ({ row, entities }: RowState): PreviewRecord[] =>
  (row.route?.nodes ?? []).flatMap((node, at) => {
    const given = row.given[at]
    if (!given) return []
    const entity = entities[at]
    const changes = entity && changesOf(entity)
    return [
      {
        node: node.path,
        object: node.access.object.name,
        ...(entity?.current && { id: entity.id }),
        values: given,
        ...(changes && { changes }),
      },
    ]
  })

const shown = (state: RowState): PreviewRow => ({
  line: state.row.line,
  cells: state.row.cells.map((cell) => cell.slice(0, 500)),
  outcome: state.outcome ?? 'refused',
  route: state.row.route?.name ?? 'refused',
  reasons: state.reasons,
  records: recordsOf(state),
})

export interface PreviewOptions {
  readonly call: Call
  readonly id: string
  readonly path: string
  readonly area: Required<ImportArea>
  readonly detected: DetectedFile
  readonly mapping: Mapping
  /** Rows to look at; at most as many as one batch holds. */
  readonly look: number
  /** Rows to show; refused ones come first. */
  readonly show: number
}

/** Says what the first rows of a file would become. Nothing is written. */
export const previewImport = async (options: PreviewOptions): Promise<Preview> => {
  const { call, path, detected, show } = options
  const plan = makePlan(await planContext(call, options.area, detected.columns, new NewTags(call)), options.mapping)
  for await (const rows of batches(records(path, detected.format), options.look)) {
    const work = await call.db.transaction(async (tx) => {
      const context = { call, tx, batch: options.id, now: call.engine.clock().toISOString() }
      return resolveBatch(
        context,
        rows.map((row) => cleanRow(plan, row)),
      )
    })
    const counts = { created: 0, updated: 0, unchanged: 0, refused: 0, suspected: work.suspects.length }
    for (const { outcome } of work.rows) counts[outcome ?? 'refused'] += 1
    const refused = work.rows.filter((one) => one.outcome === 'refused')
    const picked = [
      ...refused.slice(0, Math.ceil(show / 2)),
      ...work.rows.filter((one) => one.outcome !== 'refused'),
    ].slice(0, show)
    return {
      rows: picked.map(shown).sort((a, b) => a.line - b.line),
      counts,
      looked: rows.length,
      total: detected.rows,
    }
  }
  return { rows: [], counts: { created: 0, updated: 0, unchanged: 0, refused: 0, suspected: 0 }, looked: 0, total: 0 }
}

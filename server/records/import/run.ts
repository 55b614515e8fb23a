import type { Label } from '@rapport/vocabulary/define/label.ts'
import type { Runner } from '../../database/runner.ts'
import { sql } from '../../database/sql.ts'
import type { Call } from '../call.ts'
import type { ImportArea } from './area.ts'
import { type BatchContext, type BatchWork, type RowState, resolveBatch } from './batch.ts'
import { batches } from './batches.ts'
import { Batch } from './cleaned.ts'
import { arrayText, asStream, chunked, escaped } from './copy.ts'
import { Filing } from './filing.ts'
import { makePlan, type Plan } from './plan.ts'
import { hasChanges } from './resolve.ts'
import { BrokenFile } from './row.ts'
import { Seen } from './seen.ts'
import { planContext } from './setting.ts'
import { type Counts, type ImportRow, noCounts, storable } from './store.ts'
import { records } from './table.ts'
import { NewTags } from './tags.ts'
import { writeBatch } from './write.ts'

const BATCH = 5_000

export interface RunOptions {
  readonly call: Call
  readonly row: ImportRow
  /** Where the file lies. */
  readonly path: string
  readonly area: Required<ImportArea>
  readonly signal: AbortSignal
  /** Rows in one transaction. */
  readonly batch?: number
}

/** Somebody paused or cancelled the import, or another runner took it over. */
class Halted extends Error {}

function* refusedLines(id: string, rows: readonly RowState[]): Generator<string> {
  for (const { row, outcome, reasons } of rows)
    if (outcome === 'refused')
      yield `${id}\t${row.line}\t${arrayText(row.cells.map((cell) => cell.replaceAll('\0', '\ufffd').slice(0, 20_000)))}\t${escaped(JSON.stringify(storable(reasons)))}\n`
}

const keepRefused = async (tx: Runner, id: string, rows: readonly RowState[]): Promise<void> => {
  if (!rows.some((one) => one.outcome === 'refused')) return
  await tx.copyIn(
    sql`copy internal.import_refused (import, line, cells, reasons) from stdin`,
    asStream(chunked(refusedLines(id, rows))),
  )
}

const keepSuspects = async (tx: Runner, id: string, { suspects, nodes }: BatchWork): Promise<void> => {
  if (suspects.length === 0) return
  const object = nodes.at(-1)!.node.access.object.name
  const lines = suspects.map((one) => `${id}\t${one.line}\t${object}\t${one.record}\t${one.other}\t${one.field}\n`)
  await tx.copyIn(
    sql`copy internal.import_suspect (import, line, object, record, other, field) from stdin`,
    asStream(chunked(lines)),
  )
}

const added = (counts: Counts, { rows, nodes, suspects }: BatchWork): Counts => {
  const sum = { ...counts, suspected: counts.suspected + suspects.length }
  for (const { outcome } of rows) if (outcome) sum[outcome] += 1
  const objects: { [object: string]: { created: number; updated: number } } = structuredClone(counts.objects)
  for (const { node, entities } of nodes) {
    const name = node.access.object.name
    const one = objects[name] ?? { created: 0, updated: 0 }
    objects[name] = one
    for (const entity of entities) {
      if (!entity.current) one.created += 1
      else if (hasChanges(entity)) one.updated += 1
    }
  }
  return { ...sum, objects }
}

interface Step {
  readonly tags: NewTags
  readonly seen: Seen
  readonly plan: Plan
  readonly runner: string
  readonly counts: Counts
  readonly done: number
}

/**
 * Settings of one batch. A batch that a power cut takes back takes its place in the import back too, so its commit need not wait for
 * the disk: the commit that ends the import waits for all. Search tokens are filed beside it.
 */
const settle = sql`
  select set_config('synchronous_commit', 'off', true), set_config('gin_pending_list_limit', '262144', true), set_config('work_mem', '65536', true)`

/** Where the import stands, held until the batch is written. */
const hold = async ({ row }: RunOptions, { runner }: Step, tx: Runner): Promise<Pick<ImportRow, 'done' | 'counts'>> => {
  const now = await tx.one<Pick<ImportRow, 'done' | 'counts' | 'state' | 'runner'>>(
    sql`select done, counts, state, runner from internal.import where id = ${row.id} for update`,
  )
  if (now.runner !== runner || now.state !== 'running') throw new Halted()
  return now
}

/** Rows, changes, refused rows and the place where the import stands: all of a batch, or nothing of it. */
const writeStep = async (options: RunOptions, step: Step, batch: Batch, tx: Runner): Promise<Counts> => {
  const { call, row } = options
  const stands = await hold(options, step, tx)
  // The answer to an earlier commit was lost, but the commit was not.
  if (stands.done > step.done) return { ...noCounts, ...stands.counts }
  await tx.run(settle)
  const now = call.engine.clock().toISOString()
  step.seen.begin()
  const context: BatchContext = { call, tx, batch: row.id, now, seen: step.seen }
  await step.tags.write({ ...call, db: tx, inside: true })
  const work = await resolveBatch(context, await batch.take(), (route) => writeBatch(context, route))
  await keepRefused(tx, row.id, work.rows)
  await keepSuspects(tx, row.id, work)
  const counts = added(step.counts, work)
  await tx.run(sql`
    update internal.import set done = ${step.done + batch.size}, counts = ${sql.json(counts)}, updated_at = ${now} where id = ${row.id}`)
  return counts
}

const isTaken = (error: unknown): boolean => (error as { code?: string } | null)?.code === '23505'

/** Somebody may create a record with the same unique value between our look and our write: then the batch looks again. */
const writeAgain = async (options: RunOptions, step: Step, batch: Batch): Promise<Counts> => {
  for (let tries = 1; ; tries++) {
    try {
      const counts = await options.call.db.transaction((tx) => writeStep(options, step, batch, tx))
      step.tags.keep()
      step.seen.keep()
      return counts
    } catch (error) {
      if (!isTaken(error) || tries === 4) throw error
    }
  }
}

const begin = async ({ call, row }: RunOptions, runner: string): Promise<boolean> => {
  const now = call.engine.clock().toISOString()
  const begun = await call.db.run(sql`
    update internal.import set state = 'running', runner = ${runner}, started_at = coalesce(started_at, ${now}::timestamptz), updated_at = ${now}
    where id = ${row.id} and state in ('waiting', 'running')`)
  return begun === 1
}

const end = (
  { call, row }: RunOptions,
  runner: string,
  state: 'done' | 'failed',
  problem: Label | null,
): Promise<number> => {
  const now = call.engine.clock().toISOString()
  return call.db.run(sql`
    update internal.import set state = ${state}, ended_at = ${now}, updated_at = ${now}, problem = ${problem ? sql.json(problem) : null}
    where id = ${row.id} and runner = ${runner} and state = 'running'`)
}

const steps = async (options: RunOptions, runner: string): Promise<void> => {
  const { call, row, path, area, signal } = options
  const { format, columns } = row.detected!
  const tags = new NewTags(call)
  const plan = makePlan(await planContext(call, area, columns, tags), row.mapping!)
  const stand = await call.db.one<Pick<ImportRow, 'done' | 'counts'>>(
    sql`select done, counts from internal.import where id = ${row.id}`,
  )
  let [done, counts]: [number, Counts] = [stand.done, { ...noCounts, ...stand.counts }]
  const filing = new Filing(call.db, plan)
  const seen = new Seen()
  const write = async (batch: Batch | undefined): Promise<void> => {
    if (!batch) return
    signal.throwIfAborted()
    counts = await writeAgain(options, { plan, tags, seen, runner, counts, done }, batch)
    done += batch.size
    call.engine.changed()
    filing.begin()
  }
  let ready: Batch | undefined
  for await (const rows of batches(records(path, format), options.batch ?? BATCH, done)) {
    // The next batch is cleaned while the database writes the one before.
    const next = new Batch(plan, rows)
    await write(ready)
    ready = next
  }
  await write(ready)
  await filing.end()
}

/**
 * Runs an import from where it stands to its end. Each batch is one transaction that also moves the import on, so a crash
 * loses nothing and repeats nothing. Stops early when the import is paused or cancelled; throws when the signal aborts,
 * so that the job is taken up again.
 */
export const runImport = async (options: RunOptions): Promise<void> => {
  const runner = options.call.engine.newId()
  if (!(await begin(options, runner))) return
  try {
    await steps(options, runner)
    await end(options, runner, 'done', null)
  } catch (error) {
    if (error instanceof Halted) return
    if (!(error instanceof BrokenFile)) throw error
    await end(options, runner, 'failed', error.say)
  }
}

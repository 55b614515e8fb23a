import type { Label } from '@rapport/vocabulary/define/label.ts'
import { scopeOf } from '@rapport/vocabulary/define/permission.ts'
import type { Clock } from '../clock.ts'
import type { Address, Database } from '../database/pool.ts'
import { sql } from '../database/sql.ts'
import { Problem } from '../errors.ts'
import type { Run } from '../jobs/define.ts'
import { type Person, writtenId } from '../records/person.ts'
import { Cancelled } from './run/kind.ts'
import { insightKinds } from './run/kinds.ts'
import { InsightFailure, runInsight } from './run/thread.ts'

export interface InsightsParts {
  readonly db: Database
  readonly address: Address
  readonly clock: Clock
  readonly newId: () => string
  /** Sends the job that does this run; nothing happens while one with the same key waits or runs. */
  readonly send: (run: string, key: string) => Promise<string | null>
  readonly tell: (sentence: string) => void
}

type Row = { id: string; kind: string; status: string; input: object }

/** Cancelling is written down, because the work may be done by another process. */
const lookMs = 500

/** Analytic work, as people ask for it, and as the job does it. */
export class Insights {
  readonly #parts: InsightsParts

  constructor(parts: InsightsParts) {
    this.#parts = parts
  }

  /** Begins a piece of work, or answers the one of the same kind about the same thing that is under way. */
  async start(person: Person, kind: string, input: object, about: string | null = null): Promise<string> {
    if (!insightKinds[kind]) throw new Problem('not_found', `There is no analysis of the kind "${kind.slice(0, 60)}".`)
    if (scopeOf(person.grants, { name: 'model' }, 'update') === 'none')
      throw new Problem('forbidden', 'Your role does not let you start analyses.')
    return this.begin(person, kind, input, about)
  }

  /** The same for work that concerns only whoever asks: its own route says who may. */
  async begin(person: Person, kind: string, input: object, about: string | null): Promise<string> {
    const under = await this.#underWay(kind, about)
    if (under) return under.id
    const { db, newId, clock, send } = this.#parts
    const id = newId()
    const now = clock().toISOString()
    const by = writtenId(person)
    await db.run(sql`
      insert into insight_run (id, kind, about, status, progress, input, created_at, created_by, updated_at, version)
      values (${id}, ${kind}, ${about}, 'waiting', 0, ${sql.json({ ...input, person: by })}, ${now}, ${by}, ${now}, 1)`)
    await send(id, `${kind} ${about ?? ''}`)
    return id
  }

  #underWay(kind: string, about: string | null): Promise<{ id: string } | undefined> {
    return this.#parts.db.maybe<{ id: string }>(sql`
      select id from insight_run where kind = ${kind} and about is not distinct from ${about} and status in ('waiting', 'running')
      order by id desc limit 1`)
  }

  async isUnderWay(kind: string, about: string): Promise<boolean> {
    return (await this.#underWay(kind, about)) !== undefined
  }

  async cancel(person: Person, id: string): Promise<void> {
    const own = await this.#parts.db.maybe(
      sql`select 1 from insight_run where id::text = ${id} and created_by = ${person.id}`,
    )
    if (!own && scopeOf(person.grants, { name: 'model' }, 'update') === 'none')
      throw new Problem('forbidden', 'Your role does not let you cancel analyses.')
    const touched = await this.#end(id, 'cancelled', null, null)
    if (touched === 0) throw new Problem('verb_refused', 'The analysis has ended already.')
  }

  /** What the job does: the work in a thread, with its progress and its end written down. */
  async work(id: string, run: Run): Promise<void> {
    const { db, clock } = this.#parts
    const row = await db.maybe<Row>(sql`select id, kind, status, input from insight_run where id = ${id}`)
    if (!row || (row.status !== 'waiting' && row.status !== 'running')) return
    const now = clock().toISOString()
    await db.run(
      sql`update insight_run set status = 'running', started_at = ${now}, updated_at = ${now} where id = ${id}`,
    )
    const cancelled = new AbortController()
    const looking = setInterval(() => void this.#look(id, cancelled), lookMs)
    try {
      const signal = AbortSignal.any([run.signal, cancelled.signal])
      const output = await this.#run(row, now, signal)
      await this.#end(id, 'done', output, null)
    } catch (error) {
      await this.#failed(id, run, error)
    } finally {
      clearInterval(looking)
    }
  }

  #run(row: Row, now: string, signal: AbortSignal): Promise<unknown> {
    const { address, db } = this.#parts
    let last = 0
    const onProgress = (share: number, stage: Label) => {
      const at = performance.now()
      if (at - last < 250 && share < 1) return
      last = at
      db.run(
        sql`update insight_run set progress = ${Math.round(share * 1000) / 10}, stage = ${sql.json(stage)} where id = ${row.id} and status = 'running'`,
      ).catch((error: Error) => this.#parts.tell(`The progress of an analysis was not written: ${error.message}`))
    }
    return runInsight(row.kind, row.input, { address, now, signal, onProgress })
  }

  async #look(id: string, cancelled: AbortController): Promise<void> {
    const row = await this.#parts.db
      .maybe<{ status: string }>(sql`select status from insight_run where id = ${id}`)
      .catch(() => ({ status: 'running' }))
    if (row?.status !== 'running') cancelled.abort()
  }

  async #failed(id: string, run: Run, error: unknown): Promise<void> {
    // The server stops: the work is taken up again at the next start.
    if (run.signal.aborted) throw error
    if (error instanceof Cancelled) return
    const known = error instanceof InsightFailure && error.known
    const sentence = error instanceof Error ? error.message : String(error)
    if (!known) this.#parts.tell(`The analysis ${id} failed: ${error instanceof Error ? error.stack : sentence}`)
    await this.#end(id, 'failed', null, known ? sentence : `It failed: ${sentence}`)
  }

  #end(id: string, status: string, output: unknown, message: string | null): Promise<number> {
    const now = this.#parts.clock().toISOString()
    return this.#parts.db.run(sql`
      update insight_run set status = ${status}, ended_at = ${now}, updated_at = ${now}, message = ${message},
        output = ${sql.json(output)}, progress = case when ${status} = 'done' then 100 else progress end
      where id = ${id} and status in ('waiting', 'running')`)
  }
}

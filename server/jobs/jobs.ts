import { type JobWithMetadata, PgBoss } from 'pg-boss'
import { type Address, clientConfig } from '../database/pool.ts'
import type { Runner, Transaction } from '../database/runner.ts'
import { Sql, sql } from '../database/sql.ts'
import type { JobDefinition, JobReport, JobState, Run } from './define.ts'

export interface JobsOptions {
  /** Not through a pooler: waiting workers are woken by NOTIFY. */
  readonly address: Address
  readonly onError: (error: Error) => void
  readonly newId: () => string
  /** No other process works on this database, so whatever still runs belongs to one that died. */
  readonly alone?: boolean
}

export interface SendOptions {
  /** The job exists if and only if this transaction commits. */
  readonly tx?: Transaction
  /** While a job with the same key waits or runs, no second one is made. */
  readonly key?: string
  /** Not before this moment. */
  readonly after?: Date
  readonly id?: string
}

type Work = (data: object, run: Run) => Promise<unknown>

const schema = 'job'
const states: Readonly<Record<string, JobState>> = {
  created: 'waiting',
  retry: 'waiting',
  active: 'running',
  completed: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
}

/** Statements of pg-boss inside a transaction of ours. */
const through = (tx: Runner) => ({
  executeSql: async (text: string, values: unknown[] = []) => ({
    rows: await tx.query(new Sql([text], values), { prepare: false }),
  }),
})

const moment = (date: Date | string | null | undefined): string | null => (date ? new Date(date).toISOString() : null)

const report = (job: JobWithMetadata<object>): JobReport => ({
  id: job.id,
  name: job.name,
  state: states[job.state] ?? 'waiting',
  created_at: moment(job.createdOn)!,
  started_at: moment(job.startedOn),
  ended_at: moment(job.completedOn),
  attempts: job.retryCount + (job.startedOn ? 1 : 0),
  output: job.output ?? null,
})

/** Verbs run later: kept in the database, so that they survive a restart, and done at least once. */
export class Jobs {
  readonly #boss: PgBoss
  readonly #options: JobsOptions
  readonly #work = new Map<string, { definition: JobDefinition<object>; work: Work }>()
  readonly #workers = new Map<string, string>()
  readonly #stopping = new AbortController()
  #state: 'idle' | 'starting' | 'running' = 'idle'

  constructor(options: JobsOptions) {
    this.#options = options
    const config = clientConfig(options.address)
    this.#boss = new PgBoss({
      ...('url' in options.address
        ? { connectionString: options.address.url }
        : { host: config.host, port: config.port, user: config.user, database: config.database }),
      application_name: 'rapport jobs',
      schema,
      max: 3,
      useListenNotify: true,
      persistWarnings: false,
      superviseIntervalSeconds: 15,
      monitorIntervalSeconds: 15,
    } as ConstructorParameters<typeof PgBoss>[0] & object)
    this.#boss.on('error', options.onError)
  }

  /** Says what does a job. Before or after the start. */
  async handle<Data extends object>(
    definition: JobDefinition<Data>,
    work: (data: Data, run: Run) => Promise<unknown>,
  ): Promise<void> {
    const entry = { definition: definition as JobDefinition<object>, work: work as Work }
    this.#work.set(definition.name, entry)
    if (this.#state === 'running') await this.#begin(entry)
  }

  async start(): Promise<void> {
    this.#state = 'starting'
    await this.#boss.start()
    this.#state = 'running'
    for (const entry of this.#work.values()) await this.#begin(entry)
  }

  /** Runs in hand are told to leave off; what they leave undone is taken up at the next start. */
  async stop(): Promise<void> {
    if (this.#state === 'idle') return
    this.#state = 'idle'
    this.#stopping.abort(new Error('The server stops.'))
    await this.#boss.stop({ graceful: true, timeout: 10_000, close: true })
  }

  /** Answers the id of the job, or null when one with the same key waits or runs already. */
  async send<Data extends object>(
    definition: JobDefinition<Data>,
    data: Data,
    { tx, key, after, id = this.#options.newId() }: SendOptions = {},
  ): Promise<string | null> {
    tx?.afterCommit(() => this.#wake(definition.name))
    return this.#boss.send(definition.name, data, {
      id,
      // The queue keeps one waiting or running job of each key; without one, each job is its own.
      singletonKey: key ?? id,
      ...(after && { startAfter: after }),
      ...(tx && { db: through(tx) }),
    })
  }

  /** Runs a job again and again, by a cron expression in UTC. */
  async schedule<Data extends object>(definition: JobDefinition<Data>, cron: string, data: Data): Promise<void> {
    await this.#boss.schedule(definition.name, cron, data, { tz: 'UTC' })
  }

  async cancel(definition: JobDefinition<object>, id: string): Promise<void> {
    await this.#boss.cancel(definition.name, id)
  }

  async find(definition: JobDefinition<object>, id: string): Promise<JobReport | undefined> {
    const [job] = await this.#boss.findJobs<object>(definition.name, { id })
    return job && report(job)
  }

  /** The job with this id, whatever it is. */
  async look(id: string): Promise<JobReport | undefined> {
    for (const { definition } of this.#work.values()) {
      const found = await this.find(definition, id)
      if (found) return found
    }
    return undefined
  }

  async #begin({ definition, work }: { definition: JobDefinition<object>; work: Work }): Promise<void> {
    const { name } = definition
    const silent = Math.max(10, definition.silentSeconds ?? 30)
    const options = {
      retryLimit: definition.retries ?? 5,
      retryBackoff: true,
      retryDelay: 1,
      retryDelayMax: 300,
      expireInSeconds: definition.mostSeconds ?? 24 * 60 * 60,
      heartbeatSeconds: silent,
      notify: true,
    }
    if (await this.#boss.getQueue(name)) await this.#boss.updateQueue(name, options)
    else await this.#boss.createQueue(name, { ...options, policy: 'exclusive' })
    if (this.#options.alone) await this.#takeOver(name)
    const how = {
      localConcurrency: definition.atOnce ?? 1,
      heartbeatRefreshSeconds: Math.floor(silent / 3),
      includeMetadata: true as const,
      batchSize: 1,
      pollingIntervalSeconds: 5,
      notifyPollingIntervalSeconds: 5,
    }
    const worker = await this.#boss.work<object>(name, how, async ([job]) => {
      if (!job) return
      const signal = AbortSignal.any([job.signal, this.#stopping.signal])
      return work(job.data, { id: job.id, attempt: job.retryCount, signal })
    })
    this.#workers.set(name, worker)
  }

  /** A job that came with a transaction is not announced by pg-boss, and would wait for the next look. */
  #wake(name: string): void {
    const worker = this.#workers.get(name)
    if (worker) this.#boss.notifyWorker(worker)
  }

  /** A job that was running when the only process died would wait for its silence to be noticed: it goes on at once. */
  async #takeOver(name: string): Promise<void> {
    const db = this.#boss.getDb()
    const orphans = sql`select id from job.job where name = ${name} and state = 'active'`
    const { rows } = await db.executeSql(orphans.text, [...orphans.values])
    if (rows.length > 0)
      await this.#boss.fail(
        name,
        rows.map((row: { id: string }) => row.id),
      )
  }
}

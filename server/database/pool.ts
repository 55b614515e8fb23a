import pg from 'pg'
import { Problem } from '../errors.ts'
import { cancelling, within } from './limit.ts'
import { failureKind, type Patience, retrying } from './retry.ts'
import { asking, copyInto, copyOutOf, type QueryOptions, type Runner, type Send } from './runner.ts'
import type { Sql } from './sql.ts'
import { Statements } from './statements.ts'
import { transact } from './transaction.ts'
import { parsedJson, textJson } from './types.ts'

/** Where a database is: a URL, or the socket folder of the embedded server. */
export type Address = { url: string } | { host: string; port: number; user: string; database: string }

export type DatabaseOptions = {
  address: Address
  /** For migrations, LISTEN and session locks; the same as `address` unless a pooler stands between. */
  direct?: Address
  /** A pooler in transaction mode hands each transaction another connection, so no statement may be named. */
  pooled?: boolean
  connections?: number
  /** How long a limited query may take. */
  queryMs?: number
  patience?: Patience
  /** Called for a connection that broke; the pool replaces it by itself. */
  onIdleError?: (error: Error) => void
}

export type Database = Runner & {
  readonly direct: Address
  /** Prepares every statement anew, on new connections: after a change of tables. */
  renew(): void
  close(): Promise<void>
}

const usualMs = 30_000

const session = '-c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=iso_8601 -c search_path=public'

export function clientConfig(address: Address, pooled = false): pg.ClientConfig {
  // Poolers refuse session options; migrations set the same as defaults of the database.
  const options = pooled ? undefined : session
  const common = { application_name: 'rapport', connectionTimeoutMillis: 15_000, keepAlive: true, options }
  return 'url' in address ? { ...common, connectionString: address.url } : { ...common, ...address }
}

/** Connections of one generation: those of an earlier one are let go as soon as nobody works on them. */
function makePool(options: DatabaseOptions) {
  const pool = new pg.Pool({
    ...clientConfig(options.address, options.pooled),
    max: options.connections ?? 10,
    // Two keep what they have prepared, so that whoever comes after a pause does not wait for it.
    min: Math.min(2, options.connections ?? 10),
    idleTimeoutMillis: 60_000,
    allowExitOnIdle: false,
  })
  const born = new WeakMap<pg.ClientBase, number>()
  let generation = 0
  pool.on('connect', (client) => {
    born.set(client, generation)
    // A connection that breaks while it is held tells its query as well; without a listener it would end the process.
    client.on('error', (error) => options.onIdleError?.(error))
  })
  pool.on('error', () => undefined)
  const isOld = (client: pg.ClientBase) => born.get(client) !== generation

  async function connect(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await pool.connect().catch(explainBusy)
      if (!isOld(client)) return client
      client.release(true)
    }
  }
  async function holding<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await connect()
    try {
      return await work(client)
    } finally {
      client.release(isOld(client))
    }
  }
  const renew = () => {
    generation++
  }
  return { holding, renew, close: () => pool.end() }
}

export function openDatabase(options: DatabaseOptions): Database {
  const { holding, close, ...pool } = makePool(options)
  const statements = new Statements(pool.renew)
  const renew = () => {
    statements.forget()
    pool.renew()
  }

  const configOf = (statement: Sql, how?: QueryOptions): pg.QueryConfig => {
    const text = statement.text
    const name = options.pooled || how?.prepare === false ? undefined : statements.nameOf(text)
    const types = how?.json === 'text' ? textJson : parsedJson
    return { name, text, values: statement.values as unknown[], types }
  }
  const sendOn =
    (client: pg.ClientBase): Send =>
    (statement, how) => {
      const config = configOf(statement, how)
      const answer = how?.prepare === 'once' ? plannedOnce(client, config) : client.query(config)
      if (how?.limit === undefined && how?.until === undefined) return answer
      return within({ ms: limitMs(how.limit), until: how.until }, answer, () => cancel(client))
    }
  const cancel = cancelling(clientConfig(options.address, options.pooled))
  const limitMs = (limit: QueryOptions['limit']) => (limit === 'usual' ? (options.queryMs ?? usualMs) : limit)

  async function attempt<T>(sent: { yes: boolean }, work: (client: pg.PoolClient) => Promise<T>) {
    return holding((client) => {
      sent.yes = true
      return work(client)
    })
  }

  /** A single statement whose answer was lost may have happened, so only one that reads is sent again. */
  const single = <T>(text: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const sent = { yes: false }
    return retrying(
      (before) => {
        if (before === 'stale_plan') renew()
        sent.yes = false
        return attempt(sent, work)
      },
      {
        patience: options.patience,
        mayRetry: (kind, error) => kind !== 'lost' || !sent.yes || fromServer(error) || reads(text),
      },
    ).catch(explain)
  }

  return {
    ...asking((statement, how) => single(statement.text, (client) => sendOn(client)(statement, how))),
    copyIn: (statement, source) => holding((client) => copyInto(client, statement, source)).catch(explain),
    copyOut: (statement, read) => holding((client) => copyOutOf(client, statement, read)).catch(explain),
    transaction: (work, how) =>
      retrying(
        (before) => {
          if (before === 'stale_plan') renew()
          return holding((client) => transact(client, sendOn(client), work, how))
        },
        { patience: options.patience },
      ).catch(explain),
    direct: options.direct ?? options.address,
    renew,
    close,
  }
}

/** As a setting of the session and not of a transaction, which would cost one more way to the server and back. */
async function plannedOnce(client: pg.ClientBase, config: pg.QueryConfig): Promise<pg.QueryResult> {
  // A pooler hands out sessions by the transaction, and has no named statements whose plans would be kept.
  if (config.name === undefined) return client.query(config)
  await client.query('set plan_cache_mode = force_generic_plan')
  try {
    return await client.query(config)
  } finally {
    // A transaction that failed takes the setting back itself.
    await client.query('reset plan_cache_mode').catch(() => undefined)
  }
}

const fromServer = (error: unknown) => error instanceof pg.DatabaseError

const reads = (text: string) => /^\s*select\b/i.test(text)

/** What no retry could help, as a problem that a person can act on; all else goes on as it is. */
function explain(error: unknown): never {
  const { code } = (error ?? {}) as { code?: string }
  if (code === '53100')
    throw new Problem(
      'disk_full',
      'The disk of the database is full, so nothing was saved. Free some space.',
      {},
      error,
    )
  if (failureKind(error) === 'lost') throw new Problem('postgres_unreachable', undefined, {}, error)
  throw error
}

function explainBusy(error: unknown): never {
  const waited = error instanceof Error && error.message === 'timeout exceeded when trying to connect'
  throw waited ? new Problem('database_busy', undefined, {}, error) : error
}

import pg from 'pg'
import { Problem } from '../errors.ts'
import { type Patience, retrying } from './retry.ts'
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

const session = '-c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=iso_8601 -c search_path=public'

export function clientConfig(address: Address, pooled = false): pg.ClientConfig {
  // Poolers refuse session options; migrations set the same as defaults of the database.
  const options = pooled ? undefined : session
  const common = { application_name: 'rapport', connectionTimeoutMillis: 15_000, keepAlive: true, options }
  return 'url' in address ? { ...common, connectionString: address.url } : { ...common, ...address }
}

function makePool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(options.address, options.pooled),
    max: options.connections ?? 10,
    idleTimeoutMillis: 60_000,
    allowExitOnIdle: false,
  })
  // A connection that breaks while it is held reports to its query as well; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', (error) => options.onIdleError?.(error)))
  pool.on('error', () => undefined)
  return pool
}

export function openDatabase(options: DatabaseOptions): Database {
  let pool = makePool(options)
  const renew = () => {
    const old = pool
    statements.forget()
    pool = makePool(options)
    old.end().catch((error) => options.onIdleError?.(error))
  }
  const statements = new Statements(renew)

  const configOf = (statement: Sql, how?: QueryOptions): pg.QueryConfig => {
    const text = statement.text
    const name = options.pooled || how?.prepare === false ? undefined : statements.nameOf(text)
    const types = how?.json === 'text' ? textJson : parsedJson
    return { name, text, values: statement.values as unknown[], types }
  }
  const sendOn =
    (client: pg.ClientBase): Send =>
    (statement, how) =>
      client.query(configOf(statement, how))

  async function holding<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect().catch(explainBusy)
    try {
      return await work(client)
    } finally {
      client.release()
    }
  }

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
    )
  }

  return {
    ...asking((statement, how) => single(statement.text, (client) => sendOn(client)(statement, how))),
    copyIn: (statement, source) => holding((client) => copyInto(client, statement, source)),
    copyOut: (statement, read) => holding((client) => copyOutOf(client, statement, read)),
    transaction: (work, how) =>
      retrying(
        (before) => {
          if (before === 'stale_plan') renew()
          return holding((client) => transact(client, sendOn(client), work, how))
        },
        { patience: options.patience },
      ),
    direct: options.direct ?? options.address,
    renew,
    close: () => pool.end(),
  }
}

const fromServer = (error: unknown) => error instanceof pg.DatabaseError

const reads = (text: string) => /^\s*select\b/i.test(text)

function explainBusy(error: unknown): never {
  const waited = error instanceof Error && error.message === 'timeout exceeded when trying to connect'
  throw waited ? new Problem('database_busy', undefined, {}, error) : error
}

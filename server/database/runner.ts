import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { Problem } from '../errors.ts'
import type { Sql } from './sql.ts'

export type QueryOptions = {
  /** `text` leaves json columns as they came, to be placed into an answer without parsing. */
  json?: 'parsed' | 'text'
  /**
   * False for a statement whose best plan depends on its values, so that it is planned each time; `once` for one that is planned alike
   * for all values, and that takes so long to plan that PostgreSQL shall not try it five times on each connection.
   */
  prepare?: boolean | 'once'
  /** Most milliseconds that it may take, or the usual limit of this server; then SQLSTATE 57014. */
  limit?: 'usual' | number
  /** Gives up when told to, with 57014 too. */
  until?: AbortSignal
}

/** What both the database and a transaction can do. Functions that only need to run SQL take this. */
export type Runner = {
  query<Row = Record<string, unknown>>(statement: Sql, options?: QueryOptions): Promise<Row[]>
  /** Exactly the first row; Problem `row_missing` when there is none. */
  one<Row = Record<string, unknown>>(statement: Sql, options?: QueryOptions): Promise<Row>
  maybe<Row = Record<string, unknown>>(statement: Sql, options?: QueryOptions): Promise<Row | undefined>
  /** Runs a change and answers how many rows it touched. */
  run(statement: Sql, options?: QueryOptions): Promise<number>
  /** `copy … from stdin`: feeds the chunks and answers the number of rows. */
  copyIn(statement: Sql, source: AsyncIterable<Buffer | string>): Promise<number>
  /** `copy … to stdout`: hands the chunks to the function, which reads them to their end. */
  copyOut<T>(statement: Sql, read: (chunks: Readable) => Promise<T>): Promise<T>
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>
}

export type TransactionOptions = {
  isolation?: 'read committed' | 'repeatable read' | 'serializable'
  readOnly?: boolean
}

export type Transaction = Runner & {
  /** Runs once the outermost transaction has committed; not at all when it was rolled back. */
  afterCommit(work: () => void): void
}

export type Send = (statement: Sql, options?: QueryOptions) => Promise<pg.QueryResult>

type Ask = Pick<Runner, 'query' | 'one' | 'maybe' | 'run'>

/** The four ways to ask, over whatever sends a statement. */
export const asking = (send: Send): Ask => ({
  query: async <Row>(statement: Sql, options?: QueryOptions) => (await send(statement, options)).rows as Row[],
  one: async <Row>(statement: Sql, options?: QueryOptions) => {
    const { rows } = await send(statement, options)
    if (rows.length === 0) throw new Problem('row_missing')
    return rows[0] as Row
  },
  maybe: async <Row>(statement: Sql, options?: QueryOptions) =>
    (await send(statement, options)).rows[0] as Row | undefined,
  run: async (statement, options) => (await send(statement, options)).rowCount ?? 0,
})

function copyText(statement: Sql): string {
  if (statement.values.length > 0) throw new TypeError('COPY takes no parameters: write them into rows instead.')
  return statement.text
}

export async function copyInto(client: pg.ClientBase, statement: Sql, source: AsyncIterable<Buffer | string>) {
  const sink = client.query(copyFrom(copyText(statement)))
  await pipeline(source, sink)
  return sink.rowCount
}

export async function copyOutOf<T>(client: pg.ClientBase, statement: Sql, read: (chunks: Readable) => Promise<T>) {
  const source = client.query(copyTo(copyText(statement)))
  const failed = new Promise<never>((_, reject) => source.once('error', reject))
  try {
    return await Promise.race([read(source), failed])
  } finally {
    // A COPY left half read would block its connection for ever, so the connection goes with it.
    if (!source.readableEnded) await (client as pg.Client).end()
  }
}

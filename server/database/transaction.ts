import type pg from 'pg'
import { asking, copyInto, copyOutOf, type Send, type Transaction, type TransactionOptions } from './runner.ts'

const modes = {
  'read committed': 'read committed',
  'repeatable read': 'repeatable read',
  serializable: 'serializable',
} as const

function beginText({ isolation, readOnly }: TransactionOptions): string {
  const level = isolation ? ` isolation level ${modes[isolation]}` : ''
  return `begin${level}${readOnly ? ' read only' : ''}`
}

/** Begins, works, commits; rolls back when the work throws. */
export async function transact<T>(
  client: pg.ClientBase,
  send: Send,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const after: (() => void)[] = []
  await client.query(beginText(options))
  let result: T
  try {
    result = await work(transactionOn(client, send, after, 0))
    await client.query('commit')
  } catch (error) {
    // A connection that is gone cannot roll back, and need not: the first error is the one that matters.
    await client.query('rollback').catch(() => undefined)
    throw error
  }
  for (const run of after) run()
  return result
}

function transactionOn(client: pg.ClientBase, send: Send, after: (() => void)[], depth: number): Transaction {
  return {
    ...asking(send),
    copyIn: (statement, source) => copyInto(client, statement, source),
    copyOut: (statement, read) => copyOutOf(client, statement, read),
    afterCommit: (work) => after.push(work),
    transaction: (work) => within(client, send, after, depth + 1, work),
  }
}

/** A transaction inside a transaction is a savepoint: its failure undoes its own part only. */
async function within<T>(
  client: pg.ClientBase,
  send: Send,
  after: (() => void)[],
  depth: number,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const kept = after.length
  await client.query(`savepoint s${depth}`)
  try {
    const result = await work(transactionOn(client, send, after, depth))
    await client.query(`release savepoint s${depth}`)
    return result
  } catch (error) {
    after.length = kept
    await client.query(`rollback to savepoint s${depth}`).catch(() => undefined)
    throw error
  }
}

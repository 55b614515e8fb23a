import pg from 'pg'
import { type Address, clientConfig } from './pool.ts'
import { asking, copyInto, copyOutOf, type Runner, type Send } from './runner.ts'
import { transact } from './transaction.ts'
import { parsedJson, textJson } from './types.ts'

/** One connection of its own, for what must stay on one: session locks, LISTEN, snapshots, migrations. */
export type Session = Runner & {
  readonly client: pg.Client
  /** Several statements at once, without values: a migration file. */
  script(text: string): Promise<void>
  close(): Promise<void>
}

export async function openSession(address: Address): Promise<Session> {
  const client = new pg.Client(clientConfig(address))
  // Without a listener a broken connection would end the process; whoever uses the session hears of it from its query.
  client.on('error', () => undefined)
  await client.connect()
  const send: Send = (statement, how) =>
    client.query({
      text: statement.text,
      values: statement.values as unknown[],
      types: how?.json === 'text' ? textJson : parsedJson,
    })
  return {
    ...asking(send),
    client,
    copyIn: (statement, source) => copyInto(client, statement, source),
    copyOut: (statement, read) => copyOutOf(client, statement, read),
    transaction: (work, how) => transact(client, send, work, how),
    script: async (text) => {
      await client.query(text)
    },
    close: () => client.end(),
  }
}

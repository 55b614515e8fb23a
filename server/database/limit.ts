import pg from 'pg'

type Cancel = (client: pg.ClientBase) => Promise<void>

/** What `pg` has and says in no type: the two numbers that PostgreSQL takes for a request to cancel, and how it is sent. */
type Known = { readonly processID: number | null; readonly secretKey: number | null }
type Caller = pg.Connection & {
  connect(portOrSocket: number | string, host?: string): void
  cancel(processID: number, secretKey: number): void
}

/**
 * Cancels what a connection is doing, by a message of the protocol over a connection of its own: that needs no free place in the
 * pool and goes through poolers, and PostgreSQL takes it before it asks who is there.
 */
export const cancelling =
  (config: pg.ClientConfig): Cancel =>
  (client) => {
    const { processID, secretKey } = client as unknown as Known
    if (processID === null || secretKey === null) return Promise.resolve()
    const { host, port } = new pg.Client(config)
    const connection = new pg.Connection() as Caller
    return new Promise((resolve) => {
      // Whoever waits hears of it from the query itself, which then goes on to its own end.
      connection.on('error', () => resolve())
      connection.on('end', () => resolve())
      connection.on('connect', () => connection.cancel(processID, secretKey))
      if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`)
      else connection.connect(port, host)
    })
  }

type Limits = { readonly ms?: number; readonly until?: AbortSignal }

/** An answer that has to come within a time or before a signal, else the connection gives up and the answer fails with 57014. */
export async function within<T>({ ms, until }: Limits, answer: Promise<T>, cancel: () => Promise<void>): Promise<T> {
  let cancelled: Promise<void> | undefined
  const giveUp = () => {
    cancelled ??= cancel()
  }
  const timer = ms === undefined ? undefined : setTimeout(giveUp, ms)
  until?.addEventListener('abort', giveUp)
  if (until?.aborted) giveUp()
  try {
    return await answer
  } finally {
    clearTimeout(timer)
    until?.removeEventListener('abort', giveUp)
    // Before the connection goes on to somebody else, whom a late message would hit.
    await cancelled
  }
}

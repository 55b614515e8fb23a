import pg from 'pg'
import { pause } from './embedded/process.ts'
import { type Address, clientConfig } from './pool.ts'
import type { Runner } from './runner.ts'
import { sql } from './sql.ts'

/** The ids that changed, or `many` when they were too many to name or some may have been missed: then read on from the cursor. */
export type News = readonly string[] | 'many'

export type Bell = {
  /** Collects ids and sends them together, at most once in 100 ms for each channel. */
  ring(channel: string, id: string): void
  /** Sends at once, for what must not wait for others; fulfils when it has been sent. */
  ringNow(channel: string): Promise<void>
  /** Hears every process, this one included. The answer takes the listener away again. */
  listen(channel: string, hear: (news: News) => void): Promise<() => void>
  close(): Promise<void>
}

const GATHER_MS = 100
// A NOTIFY carries at most 8,000 bytes.
const LARGEST = 7_900

/** One coalesced NOTIFY per process and 100 ms, ids only. A lost one costs delay, never data. */
export function openBell(db: Runner, direct: Address, tell: (sentence: string) => void): Bell {
  const sender = gathering(db, tell)
  const ear = listening(direct, tell)
  const close = async () => {
    await ear.close()
    await sender.flush()
  }
  const ringNow = async (channel: string) => {
    await db.query(sql`select pg_notify(${channel}, '*')`)
  }
  return { ring: sender.ring, ringNow, listen: ear.listen, close }
}

function gathering(db: Runner, tell: (sentence: string) => void) {
  let waiting = new Map<string, Set<string>>()
  let timer: NodeJS.Timeout | undefined

  const flush = async () => {
    clearTimeout(timer)
    timer = undefined
    const full = [...waiting]
    waiting = new Map()
    for (const [channel, ids] of full) await db.query(sql`select pg_notify(${channel}, ${payloadOf([...ids])})`)
  }
  const ring = (channel: string, id: string) => {
    const ids = waiting.get(channel)
    if (ids) ids.add(id)
    else waiting.set(channel, new Set([id]))
    timer ??= setTimeout(() => {
      flush().catch((error) => tell(`Other processes hear of changes later than usual: ${error.message}`))
    }, GATHER_MS)
  }
  return { ring, flush }
}

export function payloadOf(ids: string[]): string {
  const text = ids.join(' ')
  return text.length > LARGEST ? '*' : text
}

export const newsIn = (payload: string): News => (payload === '*' ? 'many' : payload.split(' '))

type Hear = (news: News) => void

function listening(address: Address, tell: (sentence: string) => void) {
  const hearers = new Map<string, Set<Hear>>()
  let connecting: Promise<pg.Client> | undefined
  let closed = false

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client(clientConfig(address))
    client.on('error', () => undefined)
    client.on('notification', ({ channel, payload }) => {
      for (const hear of hearers.get(channel) ?? []) hear(newsIn(payload ?? '*'))
    })
    await client.connect()
    for (const channel of hearers.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    client.once('end', () => {
      connecting = undefined
      if (!closed) void reconnect()
    })
    return client
  }

  // What was said while nobody listened is unknown, so everyone is told to catch up.
  const reconnect = async () => {
    for (let tries = 0; !closed; tries++) {
      try {
        connecting ??= connect()
        await connecting
        for (const heard of hearers.values()) for (const hear of heard) hear('many')
        return
      } catch (error) {
        connecting = undefined
        if (tries === 3) tell(`Listening for changes of other processes is interrupted: ${(error as Error).message}`)
        await pause(Math.min(5_000, 50 * 2 ** tries))
      }
    }
  }

  const listen = async (channel: string, hear: Hear) => {
    const known = hearers.get(channel)
    if (known) known.add(hear)
    else {
      hearers.set(channel, new Set([hear]))
      connecting ??= connect()
      const client = await connecting
      await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    }
    return () => {
      hearers.get(channel)?.delete(hear)
    }
  }

  const close = async () => {
    closed = true
    const client = await connecting?.catch(() => undefined)
    await client?.end()
  }
  return { listen, close }
}

import { join } from 'node:path'
import type pg from 'pg'
import type { Config } from '../config.ts'
import { Problem } from '../errors.ts'
import { finishRestore } from './backup/swap.ts'
import { startCluster } from './embedded/cluster.ts'
import { openDataFolder } from './embedded/folder.ts'
import { livingOwner, own } from './embedded/owner.ts'
import { migrate } from './migrate.ts'
import { type Address, type Database, openDatabase } from './pool.ts'
import { failureKind } from './retry.ts'
import { openSession } from './session.ts'
import { sql } from './sql.ts'

export type Running = {
  db: Database
  /** Tells a second start on this data folder where this one answers. */
  announce(url: string): void
  stop(): Promise<void>
}

type Tell = (sentence: string) => void
/** A database server that answers, whatever it holds. */
export type Place = { address: Address; direct: Address; announce(url: string): void; stop(): Promise<void> }

/** Brings up the database that the configuration names, migrated, and holds it until `stop`. */
export async function startDatabase(config: Config, tell: Tell): Promise<Running> {
  const place = await openPlace(config, tell)
  try {
    await finishRestore(place.direct, join(config.dataFolder, 'files'), tell)
    await migrate(place.direct, { tell })
    return running(config, place, tell)
  } catch (error) {
    await place.stop()
    throw error
  }
}

/** The server that the configuration names, up and fit for us, not migrated. A restore begins here. */
export async function openPlace(config: Config, tell: Tell): Promise<Place> {
  const place = config.databaseUrl ? outside(config, config.databaseUrl) : await embedded(config, tell)
  try {
    await checkServer(place.direct)
    return place
  } catch (error) {
    await place.stop()
    throw error
  }
}

/** For the command line: joins the server that runs on the data folder, or starts the database for the while. */
export async function joinDatabase(config: Config, tell: Tell): Promise<Running> {
  const owner = config.databaseUrl ? undefined : livingOwner(config.dataFolder)
  if (!owner?.database) return startDatabase(config, tell)
  const nothing = { announce: () => undefined, stop: async () => undefined }
  return running(config, { address: owner.database, direct: owner.database, ...nothing }, tell)
}

function running(config: Config, place: Place, tell: Tell): Running {
  const db = openDatabase({
    address: place.address,
    direct: place.direct,
    pooled: config.pooled,
    connections: config.connections,
    queryMs: config.querySeconds * 1_000,
    onIdleError: (error) => {
      if (failureKind(error) === 'final') tell(`A connection to the database broke: ${error.message}`)
    },
  })
  const stop = async () => {
    await db.close()
    await place.stop()
  }
  return { db, announce: place.announce, stop }
}

function outside(config: Config, url: string): Place {
  const direct = { url: config.databaseDirectUrl ?? url }
  return { address: { url }, direct, announce: () => undefined, stop: async () => undefined }
}

async function embedded(config: Config, tell: Tell): Promise<Place> {
  const folder = openDataFolder(config.dataFolder)
  const ownership = await own(folder)
  try {
    const cluster = await startCluster({ dataFolder: folder, tell })
    const address = cluster.address()
    ownership.announce({ database: address })
    const stop = async () => {
      await cluster.stop()
      ownership.release()
    }
    return {
      address,
      direct: address,
      announce: (url) => ownership.announce({ database: address, address: url }),
      stop,
    }
  } catch (error) {
    ownership.release()
    throw error
  }
}

const OLDEST = 150_000

async function checkServer(address: Address) {
  const session = await openSession(address).catch((error) => {
    throw unreachable(address, error)
  })
  try {
    const { version, encoding } = await session.one<{ version: number; encoding: string }>(
      sql`select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    )
    if (version < OLDEST)
      throw new Problem(
        'postgres_version',
        `The PostgreSQL server is version ${Math.floor(version / 10_000)}; Rapport needs 15 to 18. Update the server, or leave out DATABASE_URL to use the embedded one.`,
      )
    if (encoding !== 'UTF8')
      throw new Problem(
        'postgres_version',
        `The database is encoded in ${encoding}, but Rapport needs UTF8. Create it with \`create database … encoding 'UTF8' template template0\`.`,
      )
  } finally {
    await session.close()
  }
}

const reasons: Record<string, string> = {
  '28P01': 'the password is not accepted',
  '28000': 'the user is not accepted',
  '3D000': 'the database does not exist; create it first',
  '53300': 'it takes no more connections',
  ENOTFOUND: 'the host name is not known',
  ECONNREFUSED: 'nothing listens at that address',
  ETIMEDOUT: 'the host does not answer',
}

function unreachable(address: Address, error: unknown): Problem {
  const where = 'url' in address ? address.url.replace(/:\/\/([^:@/]*):[^@/]*@/, '://$1:…@') : address.host
  const code = (error as pg.DatabaseError).code ?? ''
  const reason = reasons[code] ?? (error as Error).message
  return new Problem(
    'postgres_unreachable',
    `PostgreSQL at ${where} cannot be used: ${reason}.`,
    { sqlstate: code },
    error,
  )
}

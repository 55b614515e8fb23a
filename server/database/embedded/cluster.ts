import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../../errors.ts'
import type { Address } from '../pool.ts'
import { barrierFor, type Identity, identityFor } from './identity.ts'
import { initialise } from './initialise.ts'
import { postmaster, stopLeftover, stopPostmaster } from './leftover.ts'
import { openLog, type StartLog, whyItFailed } from './log.ts'
import { isRunning, pause } from './process.ts'
import { findPrograms, type Programs } from './programs.ts'
import { settingsFor, thisMachine } from './settings.ts'

export const MAJOR = 18
const PORT = 5432
const USER = 'rapport'
export const DATABASE = 'rapport'

export type ClusterOptions = {
  dataFolder: string
  /** Given to PostgreSQL over the settings sized to this machine. */
  settings?: Record<string, string>
  tell?: (sentence: string) => void
}

export type Cluster = {
  address(database?: string): Address
  readonly database: string
  pid(): number | undefined
  stop(): Promise<void>
}

type Place = { folder: string; database: string; socket: string; identity: Identity | undefined; programs: Programs }

/** Brings up PostgreSQL on the data folder, which the caller owns (see owner.ts), and keeps it up until `stop`. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const tell = options.tell ?? (() => undefined)
  const place = await prepare(options.dataFolder)
  if (!existsSync(join(place.database, 'PG_VERSION'))) await initialise(place, DATABASE, USER)
  checkVersion(place.database)
  if (await stopLeftover(place.database)) tell('A PostgreSQL left behind by an earlier run was found and stopped.')
  const keeper = keepUp(place, { ...settingsFor(thisMachine(place.folder)), ...options.settings }, tell)
  await keeper.start()
  return {
    address: (database = DATABASE) => ({ host: place.socket, port: PORT, user: USER, database }),
    database: place.database,
    pid: keeper.pid,
    stop: keeper.stop,
  }
}

async function prepare(dataFolder: string): Promise<Place> {
  const folder = realpathSync(dataFolder)
  const database = join(folder, 'database')
  const identity = identityFor(database)
  chmodSync(folder, identity ? 0o711 : 0o700)
  const barrier = barrierFor(identity, database)
  if (barrier) throw unreachable(folder, barrier)
  return {
    folder,
    database,
    socket: socketFolder(folder, identity),
    identity,
    programs: findPrograms(folder, identity),
  }
}

const unreachable = (folder: string, barrier: string) =>
  new Problem(
    'data_folder_unreachable',
    `PostgreSQL may not run as root, and its user cannot pass ${barrier} on the way to ${folder}. Set RAPPORT_DATA to a folder that everyone may pass, for example /var/lib/rapport, or start Rapport as a normal user.`,
    { folder, barrier },
  )

// A socket's path may be 107 bytes long, whatever the disk allows.
function socketFolder(folder: string, identity: Identity | undefined): string {
  const inside = join(folder, 'run')
  const short = Buffer.byteLength(inside) <= 85
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  const socket = short ? inside : join(tmpdir(), `rapport-${name}`)
  mkdirSync(socket, { recursive: true, mode: 0o700 })
  chmodSync(socket, 0o700)
  if (identity) chownSync(socket, identity.uid, identity.gid)
  return socket
}

function checkVersion(database: string) {
  const found = readFileSync(join(database, 'PG_VERSION'), 'utf8').trim()
  if (found === String(MAJOR)) return
  throw new Problem(
    'data_version',
    `The data in ${database} was written by PostgreSQL ${found}; this Rapport brings PostgreSQL ${MAJOR}, which cannot read it. Start the Rapport version that wrote it, run \`npx rapport backup\`, and restore that backup into a new data folder with this version.`,
    { found, needed: MAJOR },
  )
}

const argumentsFor = (place: Place, settings: Record<string, string>) => [
  '-D',
  place.database,
  '-p',
  String(PORT),
  '-k',
  place.socket,
  ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
]

function launch(place: Place, settings: Record<string, string>, log: StartLog): ChildProcess {
  return spawn(place.programs.postgres, argumentsFor(place, settings), {
    ...place.identity,
    cwd: place.database,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    // Its own process group, so that Ctrl-C reaches it through us, after the last request.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
}

async function ready(child: ChildProcess, place: Place, log: StartLog, tell: (sentence: string) => void) {
  let failure: Error | undefined
  child.once('error', (error) => {
    failure = error
  })
  for (let waited = 0; ; waited += 5) {
    if (failure || child.exitCode !== null || child.signalCode !== null) throw whyItFailed(place, log, failure)
    const now = postmaster(place.database)
    if (now?.ready && now.pid === child.pid) return
    if (waited === 5_000)
      tell('PostgreSQL takes longer to start than usual; after a sudden stop it repairs its data first.')
    await pause(5)
  }
}

/** Restarts PostgreSQL when it dies under us: the pool's retries bridge the gap. */
function keepUp(place: Place, settings: Record<string, string>, tell: (sentence: string) => void) {
  let child: ChildProcess | undefined
  let stopping = false
  let restarting: Promise<void> = Promise.resolve()

  const start = async () => {
    // Nobody else is left here by now, but PostgreSQL would take any living process under the recorded pid for one.
    for (const name of [`.s.PGSQL.${PORT}`, `.s.PGSQL.${PORT}.lock`]) rmSync(join(place.socket, name), { force: true })
    const log = openLog(place.folder, place.identity)
    child = launch(place, settings, log)
    child.unref()
    try {
      await ready(child, place, log, tell)
    } finally {
      log.close()
    }
    child.once('exit', () => {
      if (!stopping) restarting = restart()
    })
    if (child.exitCode !== null || child.signalCode !== null) throw whyItFailed(place, log, undefined)
  }

  const restart = async () => {
    tell('PostgreSQL ended unexpectedly and is being started again.')
    for (let tries = 0; !stopping; tries++) {
      try {
        await stopLeftover(place.database)
        return await start()
      } catch (error) {
        tell(`PostgreSQL did not start again: ${(error as Error).message}`)
        await pause(Math.min(10_000, 200 * 2 ** tries))
      }
    }
  }

  const stop = async () => {
    stopping = true
    await restarting
    if (child?.pid && isRunning(child.pid)) await stopPostmaster(child.pid)
  }

  return { start, stop, pid: () => child?.pid }
}

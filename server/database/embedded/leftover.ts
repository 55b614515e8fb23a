import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../../errors.ts'
import { isPostgresIn, isRunning, postgresIn, signal, until } from './process.ts'

const pidFile = (database: string) => join(database, 'postmaster.pid')

/** The lines of postmaster.pid: 1 pid, 2 directory, 3 start, 4 port, 5 socket folder, 6 address, 7 memory key, 8 state. */
export function postmaster(database: string): { pid: number; ready: boolean } | undefined {
  if (!existsSync(pidFile(database))) return undefined
  const lines = readFileSync(pidFile(database), 'utf8').split('\n')
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined
}

/** Ends what a killed server left running on this data directory, gently first. True when there was something. */
export async function stopLeftover(database: string): Promise<boolean> {
  const left = postmaster(database)
  const found = left !== undefined && isPostgresIn(left.pid, database)
  if (found) await stopPostmaster(left.pid)
  const orphans = await endOrphans(database)
  disarm(database)
  return found || orphans
}

export async function stopPostmaster(pid: number) {
  const gone = () => !isRunning(pid)
  signal(pid, 'SIGINT')
  if (await until(gone, 60_000)) return
  signal(pid, 'SIGQUIT')
  if (await until(gone, 10_000)) return
  signal(pid, 'SIGKILL')
  if (await until(gone, 5_000)) return
  throw new Problem(
    'postgres_failed',
    `A PostgreSQL left behind (process ${pid}) does not end. End it with \`kill ${pid}\` and start again.`,
  )
}

// Children of a killed postmaster end by themselves as soon as they notice; a busy one may take its time.
async function endOrphans(database: string): Promise<boolean> {
  if (postgresIn(database).length === 0) return false
  const gone = () => postgresIn(database).length === 0
  if (await until(gone, 2_000, 20)) return true
  for (const pid of postgresIn(database)) signal(pid, 'SIGKILL')
  await until(gone, 5_000, 20)
  return true
}

const NO_SUCH_PID = '2147483646'

// PostgreSQL takes any living process under the recorded pid for itself: after a reboot or in a new container that is
// often someone else. We know better here, so we write a pid that cannot live, and leave it the rest of its checks.
function disarm(database: string) {
  const left = postmaster(database)
  if (!left || isPostgresIn(left.pid, database)) return
  const lines = readFileSync(pidFile(database), 'utf8').split('\n')
  writeFileSync(pidFile(database), [NO_SUCH_PID, ...lines.slice(1)].join('\n'))
}

import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** When a process began, as the kernel counts: with the pid it names one process for ever. Undefined when it is gone. */
export function startedAt(pid: number): string | undefined {
  const fields = statFields(pid)
  if (fields) return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${bootId()}/${fields[19]}`
  return hasProc() || !answersSignal(pid) ? undefined : 'running'
}

export const isRunning = (pid: number) => startedAt(pid) !== undefined

// The second field is the program's name in brackets and may hold spaces, so counting begins after it.
function statFields(pid: number): string[] | undefined {
  const stat = readOrUndefined(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
}

const bootId = () => readOrUndefined('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
const hasProc = () => readOrUndefined('/proc/self/stat') !== undefined

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Processes of PostgreSQL that work in this data directory, the postmaster and its children alike. */
export function postgresIn(directory: string): number[] {
  const pids = hasProc()
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
    : []
  return pids.filter((pid) => isPostgresIn(pid, directory))
}

export function isPostgresIn(pid: number, directory: string): boolean {
  if (!isRunning(pid)) return false
  if (!hasProc()) return true
  if (readOrUndefined(`/proc/${pid}/comm`)?.trim() !== 'postgres') return false
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory
  } catch {
    // It ended this moment, or belongs to someone whose processes we may not see into, and so not to our folder.
    return false
  }
}

export function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Waits in small steps until something holds; false when it did not within the time. */
export async function until(holds: () => boolean, withinMs: number, stepMs = 10): Promise<boolean> {
  for (let waited = 0; waited <= withinMs; waited += stepMs) {
    if (holds()) return true
    await pause(stepMs)
  }
  return holds()
}

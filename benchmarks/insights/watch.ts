import { readFileSync } from 'node:fs'
import type { Runner } from '@rapport/server/database/runner.ts'
import { sql } from '@rapport/server/database/sql.ts'

export interface Cost {
  readonly seconds: number
  /** Seconds of CPU: of this process with all its threads, and of the sessions of this database in PostgreSQL where it runs on this machine. */
  readonly own: number
  readonly postgres: number
  /** Megabytes that this process held at most. */
  readonly memory: number
}

const perSecond = 100
const lookMs = 200

const secondsOf = (pid: number): number => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [user, system] = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number)
    return (user! + system!) / perSecond
  } catch {
    // It ended, or runs on another machine.
    return 0
  }
}

/** What the sessions of the database have used since they were first seen; parallel ones come and go, so it is looked at often. */
class Sessions {
  readonly #first = new Map<number, number>()
  readonly #last = new Map<number, number>()
  readonly #db: Runner
  constructor(db: Runner) {
    this.#db = db
  }

  async look(fresh = 0): Promise<void> {
    const rows = await this.#db.query<{ pid: number }>(
      sql`select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    for (const { pid } of rows) {
      const used = secondsOf(pid)
      if (!this.#first.has(pid)) this.#first.set(pid, fresh === 0 ? used : 0)
      this.#last.set(pid, used)
    }
  }

  used = (): number => [...this.#last].reduce((sum, [pid, used]) => sum + used - this.#first.get(pid)!, 0)
}

/** What work costs; `db` has a connection of its own, for looking. */
export async function costOf<T>(db: Runner, work: () => Promise<T>): Promise<{ cost: Cost; answer: T }> {
  const sessions = new Sessions(db)
  await sessions.look()
  let most = process.memoryUsage.rss()
  let looking = Promise.resolve()
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
    looking = looking.then(() => sessions.look(1))
  }, lookMs)
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const answer = await work()
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - began) / 1_000
  clearInterval(watching)
  await looking
  await sessions.look(1)
  const cost = { seconds, own: (user + system) / 1e6, postgres: sessions.used(), memory: Math.round(most / 1_048_576) }
  return { cost, answer }
}

export const told = ({ seconds, own, postgres, memory }: Cost): string =>
  `${seconds.toFixed(1)} s; CPU ${own.toFixed(1)} s + ${postgres.toFixed(1)} s of PostgreSQL; ${memory} MB at most`

import { Worker } from 'node:worker_threads'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database, DatabaseOptions } from './database/pool.ts'
import type { Task } from './records/import/imports.ts'

/** What the thread is given: plain data. */
export interface Errand {
  readonly task: Task
  readonly database: Pick<DatabaseOptions, 'address' | 'direct' | 'pooled'>
  /** The time of the moment at which it begins, in milliseconds. */
  readonly now: number
}

/** What the thread says. */
export type Word = 'changed' | 'done'

/** Memory of the thread: small enough for a small server; spreadsheets keep the texts of their cells beside. */
const limits = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 48 }
const limitsOfSheets = { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 48 }

const threadFile = new URL('./import-desk.thread.ts', import.meta.url)

export interface ImportDesk {
  readonly db: Database
  readonly config: Config
  readonly clock: Clock
  readonly changed: () => void
}

/** Does an import on a thread of its own with its own connections, so that the thread that serves stays free. */
export const importDesk =
  ({ db, config, clock, changed }: ImportDesk) =>
  (task: Task, signal: AbortSignal): Promise<void> => {
    const address = config.databaseUrl ? { url: config.databaseUrl } : db.direct
    const database = { address, direct: db.direct, pooled: config.pooled }
    const errand: Errand = { task, database, now: clock().getTime() }
    const resourceLimits = task.sheet ? limitsOfSheets : limits
    return new Promise<void>((resolve, reject) => {
      const thread = new Worker(threadFile, { workerData: errand, resourceLimits })
      const stop = () => thread.postMessage('stop')
      signal.addEventListener('abort', stop, { once: true })
      thread.on('message', (word: Word) => {
        if (word === 'changed') changed()
        else resolve()
      })
      thread.once('error', reject)
      thread.once('exit', () => {
        signal.removeEventListener('abort', stop)
        reject(new Error('The thread of the import ended early.'))
      })
      if (signal.aborted) stop()
    })
  }

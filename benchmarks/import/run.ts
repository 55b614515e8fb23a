import { createReadStream } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { OpenHouse } from '@rapport/server/house.ts'
import { theSystem } from '@rapport/server/records/person.ts'
import { cpuSeconds } from '../http/cpu.ts'

export interface Measured {
  readonly seconds: number
  /** Microseconds of CPU a row: of the server with all its threads, and of its PostgreSQL. */
  readonly server: number
  readonly postgres: number
  /** Megabytes that the server held at most. */
  readonly memory: number
  /** Milliseconds for which the thread that serves kept others waiting, in 99 of 100 looks at most. */
  readonly kept: number
}

/** What work costs, in time, CPU and memory. */
export const measure = async (rows: number, work: () => Promise<unknown>): Promise<Measured> => {
  let most = 0
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 50)
  const waiting = monitorEventLoopDelay({ resolution: 2 })
  waiting.enable()
  const [began, own, all] = [performance.now(), process.cpuUsage(), cpuSeconds(process.pid)]
  await work()
  clearInterval(watching)
  const { user, system } = process.cpuUsage(own)
  const server = (user + system) / rows
  const postgres = ((cpuSeconds(process.pid) - all) * 1e6) / rows - server
  waiting.disable()
  const [seconds, memory] = [(performance.now() - began) / 1_000, Math.round(most / 1_048_576)]
  return { seconds, server, postgres, memory, kept: waiting.percentile(99) / 1e6 }
}

/** Imports a file as the server does, and says what it cost; throws when more rows were refused than are known to be bad. */
export const importFile = async (house: OpenHouse, path: string, name: string, bad = 0): Promise<Measured> => {
  const me = theSystem('command')
  const stored = await house.files.put(createReadStream(path), name, Number.MAX_SAFE_INTEGER)
  const row = await house.imports.begin(me, { name, ...stored })
  const rows = row.total!
  const cost = await measure(rows, () => house.imports.take(me, row.id, new AbortController().signal))
  const done = await house.imports.get(me, row.id)
  if (done.state !== 'done' || done.counts.refused > bad)
    throw new Error(`The import is ${done.state}: ${JSON.stringify(done.counts)} ${done.problem?.en ?? ''}`)
  return cost
}

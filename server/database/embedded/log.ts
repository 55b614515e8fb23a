import { chownSync, closeSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../../errors.ts'
import type { Identity } from './identity.ts'

const LARGEST = 10 * 1024 * 1024

/** The log of PostgreSQL, opened for one start and remembering where that start begins. */
export type StartLog = { path: string; fd: number; from: number; close(): void }

export function openLog(folder: string, identity: Identity | undefined): StartLog {
  const path = join(folder, 'database.log')
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST) renameSync(path, `${path}.old`)
  const fd = openSync(path, 'a+', 0o600)
  if (identity) chownSync(path, identity.uid, identity.gid)
  const from = fstatSync(fd).size
  return { path, fd, from, close: () => closeSync(fd) }
}

function linesSince(log: StartLog): string[] {
  const buffer = Buffer.alloc(64 * 1024)
  const read = readSync(log.fd, buffer, 0, buffer.length, log.from)
  return buffer.toString('utf8', 0, read).split('\n')
}

/** PostgreSQL says why it did not start only in words, so here, and nowhere else, words are read. */
export function whyItFailed(place: { folder: string; database: string }, log: StartLog, failure?: Error): Problem {
  if (failure) return cannotRun(failure)
  const said = linesSince(log).filter((line) => /FATAL|PANIC|ERROR|HINT|could not/.test(line))
  return fromWords(said.join('\n'), place.folder, log.path)
}

export function fromWords(said: string, folder: string, logPath: string): Problem {
  if (/No space left on device|Disk quota exceeded/.test(said)) return diskFull(folder)
  const lines = said.split('\n')
  const telling = lines.find((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? ''
  const reason = telling.replace(/^.*?(FATAL|PANIC|ERROR|HINT):\s*/, '').trim()
  const detail = reason ? `PostgreSQL did not start: ${reason}.` : 'PostgreSQL did not start.'
  return new Problem('postgres_failed', `${detail} Its log is ${logPath}.`, { said, log: logPath })
}

export const diskFull = (folder: string) =>
  new Problem('disk_full', `The disk that holds ${folder} is full. Free some space and start again; no data is lost.`, {
    folder,
  })

function cannotRun(failure: Error): Problem {
  return new Problem(
    'postgres_failed',
    `The PostgreSQL program could not be run (${failure.message}). It needs Linux with glibc; elsewhere set DATABASE_URL to a PostgreSQL server of your own (15 to 18).`,
    {},
    failure,
  )
}

import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../../errors.ts'
import type { Address } from '../pool.ts'
import { explainFolder } from './folder.ts'
import { pause, startedAt } from './process.ts'

/** Who owns a data folder: one process of one machine, and where it answers once it listens. */
export type Owner = {
  pid: number
  started: string
  host: string
  /** Where the database answers, for commands that join it, and where people do. */
  database?: Address
  address?: string
}

export type Ownership = { announce(news: Pick<Owner, 'database' | 'address'>): void; release(): void }

const BEAT_MS = 5_000
const SILENT_MS = 4 * BEAT_MS

const lockFile = (folder: string) => join(folder, 'owner.json')

export function readOwner(folder: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(lockFile(folder), 'utf8')) as Owner
  } catch {
    return undefined
  }
}

/** The living owner of a folder, if there is one. */
export function livingOwner(folder: string): Owner | undefined {
  const owner = readOwner(folder)
  return owner && isAlive(owner, folder) ? owner : undefined
}

// The process of another machine (a container sharing the disk) cannot be seen, so its owner touches the file.
function isAlive(owner: Owner, folder: string): boolean {
  if (owner.host === hostname()) return startedAt(owner.pid) === owner.started
  const touched = statSync(lockFile(folder), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return ageOf(touched) < SILENT_MS
}

const ageOf = (touchedMs: number) => performance.timeOrigin + performance.now() - touchedMs

/** Makes this process the one owner of the folder, or says who is. A dead owner's claim is taken over. */
export async function own(folder: string): Promise<Ownership> {
  const me: Owner = { pid: process.pid, started: startedAt(process.pid) ?? '', host: hostname() }
  for (let tries = 0; ; tries++) {
    if (claim(folder, me)) return keep(folder, me)
    const owner = livingOwner(folder)
    if (owner) {
      const foreign = owner.host !== me.host && tries < SILENT_MS / 500
      if (!foreign) throw inUse(folder, owner)
      await pause(500)
    } else setAside(folder)
  }
}

// A link to a finished file either appears whole or not at all, and only for one of those who try.
function claim(folder: string, me: Owner): boolean {
  const draft = `${lockFile(folder)}.${me.pid}`
  try {
    writeFileSync(draft, JSON.stringify(me), { mode: 0o644 })
    linkSync(draft, lockFile(folder))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw explainFolder(folder, error)
  } finally {
    rmSync(draft, { force: true })
  }
}

// Between judging a claim dead and removing it, another start may have put its own there: that one is put back.
function setAside(folder: string) {
  const aside = `${lockFile(folder)}.dead.${process.pid}`
  try {
    renameSync(lockFile(folder), aside)
    const taken = JSON.parse(readFileSync(aside, 'utf8')) as Owner
    if (startedAt(taken.pid) === taken.started && taken.host === hostname()) linkSync(aside, lockFile(folder))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'ENOENT' && code !== 'EEXIST' && !(error instanceof SyntaxError)) throw explainFolder(folder, error)
  } finally {
    rmSync(aside, { force: true })
  }
}

function keep(folder: string, me: Owner): Ownership {
  const beat = setInterval(() => touch(folder), BEAT_MS)
  beat.unref()
  return {
    announce(news) {
      const draft = `${lockFile(folder)}.${me.pid}`
      writeFileSync(draft, JSON.stringify({ ...me, ...news }), { mode: 0o644 })
      renameSync(draft, lockFile(folder))
    },
    release() {
      clearInterval(beat)
      if (readOwner(folder)?.pid === me.pid) rmSync(lockFile(folder), { force: true })
    },
  }
}

function touch(folder: string) {
  const now = (performance.timeOrigin + performance.now()) / 1000
  try {
    utimesSync(lockFile(folder), now, now)
  } catch (error) {
    // A full or vanished disk is told by the next write that matters; the beat alone must not end the server.
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
  }
}

function inUse(folder: string, owner: Owner): Problem {
  const where = owner.address ? ` at ${owner.address}` : ', and is just starting'
  return new Problem(
    'data_folder_in_use',
    `Rapport already runs on ${folder}${where} (process ${owner.pid} on ${owner.host}). Use that one, stop it first, or set RAPPORT_DATA to another folder.`,
    { ...owner, folder },
  )
}

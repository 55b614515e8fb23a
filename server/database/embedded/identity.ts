import { readFileSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Whom PostgreSQL runs as. It refuses to be root, so under root someone else is found for it. */
export type Identity = { uid: number; gid: number }

const NOBODY: Identity = { uid: 65534, gid: 65534 }

/** Undefined when we are not root: then PostgreSQL runs as we do. Under root: the owner of the data, else nobody. */
export function identityFor(database: string): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = [database, dirname(database)].map(statOrUndefined).find((stat) => stat && stat.uid !== 0)
  return owner ? { uid: owner.uid, gid: owner.gid } : fromPasswd('nobody')
}

function fromPasswd(name: string): Identity {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : NOBODY
}

function statOrUndefined(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false })
}

/** The first folder on the way to the path that this identity may not pass, or undefined when all are open. */
export function barrierFor(identity: Identity | undefined, path: string): string | undefined {
  if (!identity) return undefined
  const folders: string[] = []
  for (let at = dirname(path); ; at = dirname(at)) {
    folders.unshift(at)
    if (at === dirname(at)) break
  }
  return folders.find((folder) => {
    const stat = statOrUndefined(folder)
    return stat !== undefined && !mayPass(identity, stat)
  })
}

function mayPass(identity: Identity, { uid, gid, mode }: Stats): boolean {
  if (uid === identity.uid) return (mode & 0o100) !== 0
  return gid === identity.gid ? (mode & 0o010) !== 0 : (mode & 0o001) !== 0
}

import { createHash } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { basename, join } from 'node:path'
import { barrierFor, identityFor } from './identity.ts'

/**
 * `.rapport` in the clone. Under root PostgreSQL runs as somebody else, who may not pass a private folder such as
 * /root: for a clone there, a folder of /var/lib/rapport that carries the clone's name and a mark of its path.
 */
export function defaultDataFolder(root: string): string {
  const inClone = join(root, '.rapport')
  const real = existsSync(inClone) ? realpathSync(inClone) : inClone
  const database = join(real, 'database')
  if (!barrierFor(identityFor(database), real)) return real
  const mark = createHash('sha256').update(root).digest('hex').slice(0, 8)
  return join('/var/lib/rapport', `${basename(root)}-${mark}`)
}

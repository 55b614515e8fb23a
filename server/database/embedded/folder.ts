import { accessSync, chmodSync, constants, mkdirSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { Problem } from '../../errors.ts'
import { diskFull } from './log.ts'

/** Makes sure that the data folder is there and ours to write; answers its real path. */
export function openDataFolder(path: string): string {
  try {
    const first = mkdirSync(dirname(path), { recursive: true })
    if (first) openWay(first, dirname(path))
    mkdirSync(path, { recursive: true, mode: 0o700 })
    accessSync(path, constants.W_OK | constants.X_OK)
    return realpathSync(path)
  } catch (error) {
    throw explainFolder(path, error)
  }
}

// PostgreSQL may run as another user than we do, who has to pass the folders that were made just now.
function openWay(first: string, last: string) {
  for (let at = last; at.startsWith(first); at = dirname(at)) chmodSync(at, 0o755)
}

export function explainFolder(path: string, error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path)
  const reason =
    code === 'EROFS'
      ? 'the disk is mounted read-only'
      : code === 'EACCES' || code === 'EPERM'
        ? `user ${whoWeAre()} may not write there`
        : String((error as Error).message)
  return new Problem(
    'data_folder_not_writable',
    `The data folder ${path} cannot be written: ${reason}. Give this user the folder (\`chown -R\`), or set RAPPORT_DATA to another one.`,
    { folder: path },
    error,
  )
}

const whoWeAre = () => process.env.USER ?? process.getuid?.() ?? ''

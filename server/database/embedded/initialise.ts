import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import type { Identity } from './identity.ts'
import { fromWords } from './log.ts'
import type { Programs } from './programs.ts'

type Place = { folder: string; database: string; identity: Identity | undefined; programs: Programs }

/** Makes the data directory beside its final place and moves it there whole, so that a broken attempt leaves nothing. */
export async function initialise(place: Place, database: string, user: string) {
  const making = `${place.database}.new`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  if (place.identity) chownSync(making, place.identity.uid, place.identity.gid)
  await run(place, place.programs.initdb, initdbArguments(making, user))
  const single = ['--single', '-D', making, 'postgres']
  await run(place, place.programs.postgres, single, `create database ${database}\n`)
  if (existsSync(place.database)) rmSync(place.database, { recursive: true })
  renameSync(making, place.database)
}

// Letters sort by code point and change case by Unicode, the same on every machine and in every version.
const initdbArguments = (folder: string, user: string) => [
  ...['-D', folder, '-U', user, '-A', 'trust', '--encoding=UTF8', '--locale=C'],
  ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
]

function run(place: Place, program: string, args: string[], input = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
    const child = spawn(program, args, { ...place.identity, cwd: '/', env })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(fromWords(said.trim(), place.folder, place.folder))))
    child.stdin.end(input)
  })
}

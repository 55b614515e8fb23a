import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findPrograms, nativeFolder } from './programs.ts'

const top = mkdtempSync(join(tmpdir(), 'rapport-programs-'))
chmodSync(top, 0o755)
afterAll(() => rmSync(top, { recursive: true }))

/** The package as npm leaves it when install scripts are not allowed: without its links. */
function unlinked(folder: string): string {
  const from = nativeFolder()
  cpSync(dirname(from), folder, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() })
  return join(folder, 'native')
}

const versionOf = (program: string) => execFileSync(program, ['--version'], { encoding: 'utf8' })

test('the programs run where npm put them', () => {
  const { postgres, initdb } = findPrograms(join(top, 'data'), undefined)
  expect(versionOf(postgres)).toContain('(PostgreSQL) 18')
  expect(versionOf(initdb)).toContain('(PostgreSQL) 18')
})

test('links that an install script could not make are made', () => {
  const native = unlinked(join(top, 'package'))
  const links = () =>
    readdirSync(join(native, 'lib')).filter((name) => lstatSync(join(native, 'lib', name)).isSymbolicLink())
  expect(links()).toEqual([])
  const { postgres } = findPrograms(join(top, 'data'), undefined, native)
  expect(postgres.startsWith(native)).toBe(true)
  expect(links().length).toBeGreaterThan(0)
  expect(versionOf(postgres)).toContain('(PostgreSQL) 18')
})

test('programs that their user cannot reach are laid to where the data is, once', () => {
  const closed = join(top, 'closed')
  const native = unlinked(join(closed, 'package'))
  chmodSync(closed, 0o700)
  const data = join(top, 'data')
  mkdirSync(data)
  const stranger = { uid: 54_321, gid: 54_321 }
  const { postgres } = findPrograms(data, stranger, native)
  expect(postgres.startsWith(join(data, 'programs'))).toBe(true)
  const asStranger = process.getuid?.() === 0 ? stranger : {}
  expect(execFileSync(postgres, ['--version'], { ...asStranger, encoding: 'utf8', cwd: '/' })).toContain(
    '(PostgreSQL) 18',
  )
  // One disk, one file: nothing is copied.
  expect(lstatSync(postgres).ino).toBe(lstatSync(join(native, 'bin', 'postgres')).ino)
  const made = lstatSync(postgres).ctimeMs
  findPrograms(data, stranger, native)
  expect(lstatSync(postgres).ctimeMs).toBe(made)
})

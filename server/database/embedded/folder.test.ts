import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { explainFolder, openDataFolder } from './folder.ts'
import { defaultDataFolder } from './home.ts'
import { barrierFor, identityFor } from './identity.ts'

const top = mkdtempSync(join(tmpdir(), 'rapport-folder-'))
chmodSync(top, 0o755)
afterAll(() => rmSync(top, { recursive: true }))

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
const root = process.getuid?.() === 0

test('the folders on the way to the data are open to pass, the data is not open to read', () => {
  const before = process.umask(0o077)
  const path = openDataFolder(join(top, 'a', 'b', 'data'))
  process.umask(before)
  expect(['a', 'a/b', 'a/b/data'].map((name) => modeOf(join(top, name)))).toEqual(['755', '755', '700'])
  expect(openDataFolder(path)).toBe(path)
})

test('folders that were there keep their rights', () => {
  mkdirSync(join(top, 'mine'), { mode: 0o700 })
  openDataFolder(join(top, 'mine', 'data'))
  expect(modeOf(join(top, 'mine'))).toBe('700')
})

test('every reason that a folder cannot be written has its sentence', () => {
  const because = (code: string) => explainFolder('/data', Object.assign(new Error(code), { code }))
  expect(because('ENOSPC')).toMatchObject({ code: 'disk_full' })
  expect(because('EDQUOT')).toMatchObject({ code: 'disk_full' })
  expect(because('EROFS').message).toContain('the disk is mounted read-only')
  expect(because('EACCES').message).toContain('may not write there')
  writeFileSync(join(top, 'file'), '')
  expect(() => openDataFolder(join(top, 'file', 'data'))).toThrow('cannot be written')
})

test('a folder that others may not pass is a barrier to them', () => {
  mkdirSync(join(top, 'closed', 'inner'), { recursive: true })
  chmodSync(join(top, 'closed'), 0o700)
  const stranger = { uid: 54_321, gid: 54_321 }
  expect(barrierFor(stranger, join(top, 'closed', 'inner', 'data'))).toBe(join(top, 'closed'))
  expect(barrierFor(stranger, join(top, 'open'))).toBeUndefined()
  expect(barrierFor(undefined, join(top, 'closed', 'inner'))).toBeUndefined()
})

test('the data lies in the clone, also through a link', () => {
  const clone = join(top, 'clone')
  mkdirSync(clone)
  expect(defaultDataFolder(clone)).toBe(join(clone, '.rapport'))
  mkdirSync(join(top, 'elsewhere'))
  symlinkSync(join(top, 'elsewhere'), join(clone, '.rapport'))
  expect(defaultDataFolder(clone)).toBe(join(top, 'elsewhere'))
})

test.runIf(root)(
  'under root the data of a private clone lies where PostgreSQL can reach it, apart for each clone',
  () => {
    const clones = ['one', 'two'].map((name) => join(top, 'private', name, 'rapport'))
    for (const clone of clones) mkdirSync(clone, { recursive: true })
    chmodSync(join(top, 'private'), 0o700)
    const [one = '', two = ''] = clones.map(defaultDataFolder)
    expect(basename(one)).toMatch(/^rapport-[0-9a-f]{8}$/)
    expect(one.startsWith('/var/lib/rapport/')).toBe(true)
    expect(one).not.toBe(two)
  },
)

test.runIf(root)('under root PostgreSQL runs as the owner of its data', () => {
  expect(identityFor(join(top, 'none', 'database'))?.uid).not.toBe(0)
  expect(identityFor('/var/lib/postgresql/nothing/database')?.uid).not.toBe(0)
})

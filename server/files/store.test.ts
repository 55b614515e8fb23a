import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mayShow, sniffType } from './sniff.ts'
import { Files } from './store.ts'

let folder: string
let files: Files
let made = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapport-files-'))
  files = new Files({ folder, newId: () => `id${made++}` })
})
afterAll(() => rm(folder, { recursive: true }))

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}
const read = async (sha256: string) => {
  const parts: Buffer[] = []
  for await (const part of await files.read(sha256)) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

test('a file lies under its checksum and comes back as it was', async () => {
  const stored = await files.put(chunks('name,', 'city\nAda,London\n'), 'people.csv', 1_000)
  expect(stored).toEqual({
    sha256: createHash('sha256').update('name,city\nAda,London\n').digest('hex'),
    size: 21,
    type: 'text/csv',
  })
  expect(await read(stored.sha256)).toBe('name,city\nAda,London\n')
})

test('the same contents lie there once', async () => {
  const first = await files.put(chunks('same'), 'a.txt', 1_000)
  const second = await files.put(chunks('sa', 'me'), 'b.txt', 1_000)
  expect(second.sha256).toBe(first.sha256)
  expect(await readdir(join(folder, first.sha256.slice(0, 2)))).toEqual([first.sha256])
})

test('a file over the limit, an empty one and one that breaks off leave nothing behind', async () => {
  await expect(files.put(chunks('12345', '67890'), 'x', 9)).rejects.toMatchObject({ code: 'file_too_large' })
  await expect(files.put(chunks(), 'x', 9)).rejects.toMatchObject({ code: 'file_empty' })
  const broken = async function* () {
    yield Buffer.from('half')
    throw new Error('gone')
  }
  await expect(files.put(broken(), 'x', 9)).rejects.toThrow('gone')
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
})

test('contents that are not there are a problem, and a path is not a checksum', async () => {
  await expect(files.read('0'.repeat(64))).rejects.toMatchObject({ code: 'file_missing' })
  await expect(files.read('../../etc/passwd')).rejects.toThrow(TypeError)
})

test.each([
  ['%PDF-1.7', 'a.pdf', 'application/pdf', true],
  ['\x89PNG\r\n\x1a\n....', 'a.html', 'image/png', true],
  ['<svg xmlns="x"><script>', 'a.png', 'image/svg+xml', false],
  ['  <!DOCTYPE html><b>', 'a.txt', 'text/html', false],
  ['<?xml version="1.0"?><svg>', 'a.xml', 'image/svg+xml', false],
  ['PK\x03\x04....', 'a.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', false],
  ['hello', 'a.html', 'text/plain', true],
  ['a\0b', 'a.txt', 'application/octet-stream', false],
])('%j named %s is %s', (text, name, type, shown) => {
  const found = sniffType(Buffer.from(text, 'latin1'), name)
  expect(found).toBe(type)
  expect(mayShow(found)).toBe(shown)
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { livingOwner, own } from './owner.ts'
import { startedAt } from './process.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-owner-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const claim = (owner: object) => writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner))

test('a second owner is told where the first one answers', async () => {
  const first = await own(folder)
  first.announce({ address: 'http://localhost:3300' })
  await expect(own(folder)).rejects.toMatchObject({
    code: 'data_folder_in_use',
    message: expect.stringContaining(`at http://localhost:3300 (process ${process.pid} on ${hostname()})`),
  })
  first.release()
  expect(readdirSync(folder)).toEqual([])
})

test('a second owner hears that the first is just starting', async () => {
  const first = await own(folder)
  await expect(own(folder)).rejects.toThrow('is just starting')
  first.release()
})

test('the claim of a dead process is taken over', async () => {
  claim({ pid: 2_000_000_000, started: 'x', host: hostname() })
  expect(livingOwner(folder)).toBeUndefined()
  const owner = await own(folder)
  expect(livingOwner(folder)?.pid).toBe(process.pid)
  owner.release()
})

test('a pid that someone else carries by now is no owner', async () => {
  claim({ pid: process.ppid, started: 'another boot/1', host: hostname() })
  expect(startedAt(process.ppid)).toBeDefined()
  const owner = await own(folder)
  owner.release()
})

test('an unreadable claim is taken over', async () => {
  writeFileSync(join(folder, 'owner.json'), '{"pid":')
  const owner = await own(folder)
  expect(livingOwner(folder)?.pid).toBe(process.pid)
  owner.release()
})

test('an owner on another machine lives as long as it touches its claim', () => {
  claim({ pid: 1, started: 'x', host: 'another-machine' })
  expect(livingOwner(folder)?.host).toBe('another-machine')
})

test('of many that start at the same moment over a dead claim exactly one becomes the owner', async () => {
  const racer = fileURLToPath(new URL('./owner.racer.ts', import.meta.url))
  const race = () => spawn(process.execPath, [racer, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  for (let round = 0; round < 3; round++) {
    claim({ pid: 2_000_000_000, started: 'x', host: hostname() })
    const racers = Array.from({ length: 6 }, race)
    const ended = Promise.all(racers.map((one) => once(one, 'close')))
    const lines = await Promise.all(racers.map(({ stdout }) => once(stdout, 'data')))
    const said = lines.map(([line]) => String(line).trim())
    for (const one of racers) one.stdin.end()
    await ended
    expect(said.sort()).toEqual(['data_folder_in_use', ...Array(4).fill('data_folder_in_use'), 'mine'])
  }
})

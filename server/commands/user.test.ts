import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Config, readConfig } from '../config.ts'
import { openHouse } from '../house.ts'
import { createRoles } from '../http/furniture.ts'
import { openWorld, type World } from '../test/world.ts'
import { Misuse } from './command.ts'
import { user } from './user.ts'

let world: World
let config: Config
const dataFolder = mkdtempSync(join(tmpdir(), 'rapport-user-'))
const clock = () => new Date('2026-11-23T12:00:00Z')

beforeAll(async () => {
  world = await openWorld()
  // The command joins its database as an outside one, over the socket of the test run.
  const { address } = world
  const url =
    'url' in address
      ? address.url
      : `postgres://${address.user}@/${address.database}?host=${address.host}&port=${address.port}`
  config = { ...readConfig({ RAPPORT_DATA: dataFolder }, dataFolder), databaseUrl: url }
  const house = await openHouse({ db: world.db, config, clock })
  await createRoles(house)
  await house.close()
})
afterAll(async () => {
  await world.close()
  rmSync(dataFolder, { recursive: true })
})

async function run(args: string[], options = {}) {
  const said: string[] = []
  const quiet = () => undefined
  await user.run({ args, options, config, clock, chance: () => 0.5, say: (line) => said.push(line), tell: quiet })
  return said
}

test('a person is added with a role and gets a link, which a second time is renewed', async () => {
  const [link] = await run(['add', 'li@example.com'], { name: 'Li Na', role: 'admin' })
  expect(link).toMatch(/\/accept\?token=/)
  expect(await run(['list'])).toEqual(['li@example.com\tLi Na\tinvited\tadmin'])
  expect(await run(['add', 'LI@example.com'])).not.toEqual([link])
  expect(await run(['list'])).toHaveLength(1)
})

test('a password is renewed by a link', async () => {
  expect(await run(['reset-password', 'li@example.com'])).toEqual([expect.stringMatching(/\/reset\?token=/)])
})

test.each([
  [['reset-password', 'nobody@example.com'], 'Nobody has the address nobody@example.com'],
  [['add', 'no-address'], 'takes one e-mail address'],
  [['add'], 'takes one e-mail address'],
  [['remove', 'li@example.com'], 'Say what to do: list, add, reset-password.'],
  [[], 'Say what to do'],
])('%j is met with what would be right', async (args, sentence) => {
  await expect(run(args)).rejects.toThrow(sentence)
  await expect(run(args)).rejects.toBeInstanceOf(Misuse)
})

test('a role that is not there is met with those that are', async () => {
  await expect(run(['add', 'wu@example.com'], { role: 'boss' })).rejects.toThrow(
    /There is no role "boss"\. There are: admin/,
  )
})

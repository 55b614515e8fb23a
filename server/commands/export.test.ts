import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Config, readConfig } from '../config.ts'
import { theSystem } from '../records/person.ts'
import { openOffice } from '../test/office.ts'
import { openWorld, type World } from '../test/world.ts'
import { exportCommand } from './export.ts'

let world: World
let config: Config
const folder = mkdtempSync(join(tmpdir(), 'rapport-export-'))

beforeAll(async () => {
  world = await openWorld()
  const { address } = world
  const url =
    'url' in address
      ? address.url
      : `postgres://${address.user}@/${address.database}?host=${address.host}&port=${address.port}`
  config = { ...readConfig({ RAPPORT_DATA: folder }, folder), databaseUrl: url }
  const office = await openOffice(world.db)
  const records = office.as(theSystem('command'))
  await records.create('customer', { name: 'Ada', emails: [{ value: 'ada@example.com' }], lifecycle: 'active' })
  await records.create('customer', { name: '=1+1' })
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

const run = (args: string[], options = {}) => {
  const quiet = () => undefined
  const clock = () => new Date('2026-11-23T12:00:00Z')
  return exportCommand.run({ args, options, config, clock, chance: () => 0.5, say: quiet, tell: quiet })
}

test('records become a file, whose cells no spreadsheet runs', async () => {
  const file = join(folder, 'customers.csv')
  expect(await run(['customers', file], { sort: 'name', fields: 'name,emails,lifecycle' })).toBe(0)
  const lines = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  expect(lines[0]).toContain('Name')
  expect(lines.join()).toContain('ada@example.com')
  expect(lines.some((line) => line.startsWith('='))).toBe(false)
})

test('a filter chooses, and the ending says the format', async () => {
  const file = join(folder, 'active.jsonl')
  await run(['customer', file], { filter: '{"field":"lifecycle","op":"eq","value":"active"}' })
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows.map((row) => row.name)).toEqual(['Ada'])
})

test('what is wrong is said, and no file is left behind', async () => {
  const before = readdirSync(folder)
  await expect(run(['dragons', join(folder, 'd.csv')])).rejects.toMatchObject({ code: 'not_found' })
  await expect(run(['customers', join(folder, 'd.pdf')])).rejects.toThrow('not a format')
  await expect(run(['customers', join(folder, 'd.csv')], { filter: '{' })).rejects.toThrow('not JSON')
  await expect(run(['customers', join(folder, 'd.csv')], { fields: 'nonsense' })).rejects.toThrow()
  await expect(run([])).rejects.toThrow('which object')
  expect(readdirSync(folder)).toEqual(before)
})

import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { Problem } from '../errors.ts'
import { settings } from '../settings.ts'
import { nearest } from './help.ts'
import { commands } from './index.ts'
import { runCommand } from './run.ts'

async function run(...argv: string[]) {
  const said: string[] = []
  const told: string[] = []
  const code = await runCommand(argv, {
    readConfig: () => readConfig({ RAPPORT_DATA: '/nowhere' }, '/clone'),
    clock: () => new Date(0),
    chance: () => 0.5,
    say: (line) => said.push(line),
    tell: (line) => told.push(line),
  })
  return { code, said: said.join('\n'), told: told.join('\n') }
}

test('without a command the list of all commands is shown', async () => {
  for (const argv of [[], ['help'], ['--help'], ['-h']]) {
    const { code, said } = await run(...argv)
    expect(code).toBe(0)
    for (const name of Object.keys(commands)) expect(said).toContain(`  ${name} `)
  }
})

test.each(Object.entries(commands))('%s is what its name says, and helps', async (name, load) => {
  const command = await load()
  expect(command.name).toBe(name)
  expect(command.summary).toMatch(/^[A-Z].*\.$/)
  const asked = await run(name, '--help')
  expect(asked).toEqual(await run('help', name))
  expect(asked.said).toContain(`npx rapport ${name}`)
  for (const option of Object.keys(command.options ?? {})) expect(asked.said).toContain(`--${option}`)
})

test('every setting is in the help', async () => {
  const { said } = await run('help', 'settings')
  for (const { name } of settings) expect(said).toContain(name)
})

test('a misspelt command is met with the one that was meant', async () => {
  expect(await run('strat')).toEqual({
    code: 2,
    said: '',
    told: 'There is no command "strat". Did you mean "start"? See `npx rapport help`.',
  })
  expect((await run('constructor')).code).toBe(2)
  expect((await run('help', 'nonsense')).code).toBe(2)
})

test('a misspelt option shows the help of its command', async () => {
  const { code, told } = await run('restore', '--replcae', 'x.zip')
  expect(code).toBe(2)
  expect(told).toContain("'--replcae'")
  expect(told).toContain('--replace')
})

test('names far from every command are met with none', () => {
  expect(nearest('xyzzy', ['start', 'user'])).toBeUndefined()
  expect(nearest('bakcup', ['backup', 'restore'])).toBe('backup')
})

test('settings are read, and each wrong one is told of', () => {
  const config = readConfig({ RAPPORT_DATA: 'data', PORT: '8080', RAPPORT_URL: 'https://crm.example.com/' }, '/clone')
  expect(config).toMatchObject({ dataFolder: '/clone/data', port: 8080, url: 'https://crm.example.com', pooled: false })
  expect(readConfig({ DATABASE_URL: 'postgres://a/b', DATABASE_DIRECT_URL: 'postgres://c/b' }, '/clone').pooled).toBe(
    true,
  )
  expect(() => readConfig({ DATABASE_DIRECT_URL: 'postgres://a/b' }, '/clone')).toThrow('set both')
  expect(() => readConfig({ PORT: '70000' }, '/clone')).toThrow(Problem)
  expect(() => readConfig({ DATABASE_URL: 'http://me:secret@x' }, '/clone')).toThrow('http://me:…@x')
})

import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { Problem } from '../errors.ts'
import { type Call, type Command, Misuse, type Option } from './command.ts'
import { helpFor, helpForSettings, nearest, overview } from './help.ts'
import { commands } from './index.ts'

/** What the world outside gives to a command. */
export type Surroundings = Omit<Call, 'args' | 'options' | 'config'> & { readConfig: () => Config }

/** Finds the command, reads its options, runs it; answers the exit code. */
export async function runCommand(argv: string[], around: Surroundings): Promise<number> {
  const [name = 'help', ...rest] = argv
  if (['help', '--help', '-h'].includes(name)) return help(rest[0], around)
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) return unknown(name, around)
  const command = await load()
  if (rest.includes('--help') || rest.includes('-h')) return help(name, around)
  try {
    const call: Call = { ...around, ...readOptions(command, rest), config: around.readConfig() }
    return (await command.run(call)) ?? 0
  } catch (error) {
    return failed(command, error, around)
  }
}

type Read = Pick<Call, 'args' | 'options'>

function readOptions(command: Command, args: string[]): Read {
  const known = Object.entries(command.options ?? {}).map(([name, { type, short }]) => [
    name,
    short ? { type, short } : { type },
  ])
  try {
    const options = Object.fromEntries(known) as Record<string, Pick<Option, 'type' | 'short'>>
    const read = parseArgs({ args, options, allowPositionals: true, strict: true })
    return { args: read.positionals, options: read.values as Read['options'] }
  } catch (error) {
    throw new Misuse((error as Error).message)
  }
}

function failed(command: Command, error: unknown, { tell }: Surroundings): number {
  if (error instanceof Misuse) {
    tell(`${error.message}\n\n${helpFor(command)}`)
    return 2
  }
  if (!(error instanceof Problem)) throw error
  tell(error.message)
  return 1
}

function unknown(name: string, { tell }: Surroundings): number {
  const meant = nearest(name, Object.keys(commands))
  tell(`There is no command "${name}".${meant ? ` Did you mean "${meant}"?` : ''} See \`npx rapport help\`.`)
  return 2
}

async function help(name: string | undefined, around: Surroundings): Promise<number> {
  const load = name && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load) around.say(helpFor(await load()))
  else if (name === 'settings') around.say(helpForSettings())
  else if (name) return unknown(name, around)
  else around.say(overview(await Promise.all(Object.values(commands).map((command) => command()))))
  return 0
}

import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'

/** A command of `npx rapport`: data for the help, and the function that does it. */
export type Command = {
  name: string
  /** One line for the list of commands. */
  summary: string
  /** What stands after the name: `<file>`, `add <email>`. */
  usage?: string
  /** Longer help: what it does, an example. */
  details?: string
  options?: Record<string, Option>
  /** Answers the exit code; nothing means 0. Failures are thrown as a Problem and printed as a sentence. */
  run(call: Call): Promise<number | undefined>
}

export type Option = { type: 'string' | 'boolean'; short?: string; summary: string; value?: string }

export type Call = {
  args: string[]
  options: Readonly<Record<string, string | boolean | undefined>>
  config: Config
  clock: Clock
  chance: () => number
  /** Results go to `say`, everything about the way there to `tell`, so that results can be piped. */
  say: (line: string) => void
  tell: (line: string) => void
}

/** The command was not asked for as it can be: its help follows. */
export class Misuse extends Error {}

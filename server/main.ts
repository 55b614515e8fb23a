import { fileURLToPath } from 'node:url'
import { runCommand } from './commands/run.ts'
import { readConfig } from './config.ts'

// The only place where the real clock and real chance enter; everyone else is given them.
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

process.exitCode = await runCommand(process.argv.slice(2), {
  readConfig: () => readConfig(process.env, root),
  clock: () => new Date(),
  chance: Math.random,
  say: (line) => process.stdout.write(`${line}\n`),
  tell: (line) => process.stderr.write(`${line}\n`),
})

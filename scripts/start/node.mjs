import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { root, Sentence } from './root.mjs'

const NEEDED = 24

/** The project's own Node, which npm brought; else the one that runs now, when it is new enough. */
export function nodeProgram() {
  const own = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath
  throw new Sentence(
    `There is no Node ${NEEDED} for ${process.platform} ${process.arch} among the dependencies, and this is Node ${process.versions.node}. Install Node ${NEEDED} or newer and start again.`,
  )
}

/** Runs Node in place of this process: same terminal, signals passed on, same exit code. */
export function runNode(program, args) {
  const child = spawn(program, args, { stdio: 'inherit', env: environment() })
  const pass = (name) => child.kill(name)
  for (const name of ['SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(name, pass)
  // The terminal sends Ctrl-C to both of us; this one only has to outlive it.
  process.on('SIGINT', () => undefined)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      process.exitCode = signal ? 128 + constants.signals[signal] : code
      resolve()
    })
  })
}

// Compiled code is kept beside the dependencies, so that the next start need not compile it again.
export const compiled = join(root, 'node_modules', '.cache', 'compiled')
const environment = () => ({ ...process.env, NODE_COMPILE_CACHE: compiled })

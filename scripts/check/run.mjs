import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from '../start/root.mjs'

/** Runs one program of the project, its own Node first on the path; answers the exit code. */
export function run(program, args, { cwd = root, env = {} } = {}) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: 'inherit', env: { ...process.env, PATH: path, ...env } })
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

export const heading = (text) => process.stdout.write(`\n— ${text}\n`)

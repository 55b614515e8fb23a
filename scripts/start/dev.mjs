import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nodeProgram } from './node.mjs'
import { root } from './root.mjs'

/** For development: the server restarts when its files change, and Vite serves the web app as it is being written. */
export async function develop(args) {
  const main = ['--watch', '--watch-preserve-output', join(root, 'server', 'main.ts'), 'start', ...args]
  const children = [run(main, root)]
  const web = join(root, 'web')
  if (existsSync(join(web, 'vite.config.ts'))) children.push(run([join(root, 'node_modules/vite/bin/vite.js')], web))
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(name, () => {
      for (const child of children) child.kill('SIGTERM')
    })
  await Promise.all(children.map((child) => new Promise((resolve) => child.once('close', resolve))))
}

const run = (args, cwd) => spawn(nodeProgram(), args, { cwd, stdio: 'inherit' })

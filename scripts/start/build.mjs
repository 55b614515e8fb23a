import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compressAll } from './compress.mjs'
import { compiled, nodeProgram } from './node.mjs'
import { root, Sentence } from './root.mjs'

const dist = join(root, 'web', 'dist')
const stamp = join(dist, '.built-from')

/** Builds the web app unless it was built from these very sources. */
export async function ensureBuilt() {
  if (!existsSync(join(root, 'web', 'vite.config.ts'))) return
  const mark = markOf(['web', 'vocabulary', 'package-lock.json'].map((name) => join(root, name)))
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === mark) return
  process.stderr.write('Building the web app …\n')
  await build()
  compressAll(dist)
  writeFileSync(stamp, mark)
}

/**
 * Lets Node keep the server's code compiled, whenever the code is new: a server that compiles for itself starts later
 * and stays 20 MB larger, for the compiler stays in it.
 */
export async function ensureCompiled() {
  const done = join(compiled, '.compiled-from')
  const mark = markOf(['server', 'vocabulary', 'package-lock.json'].map((name) => join(root, name)))
  if (existsSync(done) && readFileSync(done, 'utf8') === mark) return
  const app = JSON.stringify(pathToFileURL(join(root, 'server', 'app.ts')).href)
  const main = JSON.stringify(pathToFileURL(join(root, 'server', 'commands', 'start.ts')).href)
  const code = `await import(${main}); await import(${app}); process.exit(0)`
  const ended = await exitCode(nodeProgram(), ['--input-type=module', '-e', code], { NODE_COMPILE_CACHE: compiled })
  if (ended === 0) writeFileSync(done, mark)
}

function exitCode(program, args, env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', env: { ...process.env, ...env } })
    child.once('error', () => resolve(1))
    child.once('close', resolve)
  })
}

/** Names, sizes and times of all sources in one mark: cheap to take, and different after any edit. */
function markOf(paths) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const stat = statSync(path)
    if (!stat.isDirectory()) return hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`)
    for (const name of readdirSync(path).sort()) {
      if (name !== 'node_modules' && name !== 'dist' && !name.startsWith('.') && !/\.test\.tsx?$/.test(name))
        visit(join(path, name))
    }
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

function build() {
  return new Promise((resolve, reject) => {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const child = spawn(nodeProgram(), [vite, 'build', '--logLevel', 'warn'], {
      cwd: join(root, 'web'),
      stdio: ['ignore', 2, 2],
    })
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Sentence('The web app could not be built; what Vite said stands above.')),
    )
  })
}

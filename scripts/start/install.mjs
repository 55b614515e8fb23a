import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, Sentence } from './root.mjs'

const modules = join(root, 'node_modules')
const stamp = join(modules, '.rapport-installed')

/** Installs the dependencies unless what package-lock.json asks for is there already. */
export async function ensureInstalled() {
  const wanted = readFileSync(join(root, 'package-lock.json'))
  const mark = createHash('sha256').update(wanted).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === mark) return
  if (!matches(JSON.parse(wanted.toString()))) await install()
  linkCommand()
  writeFileSync(stamp, mark)
}

// npm keeps its own record of what it installed, which spares a second install to those who ran npm themselves.
function matches(lock) {
  const record = join(modules, '.package-lock.json')
  if (!existsSync(record)) return false
  const there = JSON.parse(readFileSync(record, 'utf8')).packages ?? {}
  return Object.entries(lock.packages).every(([path, { version, link, optional }]) => {
    if (path === '' || link || !path.includes('node_modules/')) return true
    return there[path] ? there[path].version === version : optional === true
  })
}

async function install() {
  process.stderr.write('Installing the dependencies; this happens once …\n')
  const code = await new Promise((resolve, reject) => {
    const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, NODE_ENV: '' },
    })
    child.once('error', reject)
    child.once('close', resolve)
  }).catch((error) => {
    throw new Sentence(`npm could not be run (${error.message}). Rapport needs git, npm and Node 20 or newer.`)
  })
  if (code === 0) return
  throw new Sentence(
    `\`npm ci\` failed with code ${code}; what it said stands above. Check the network and the space on the disk, then start again.`,
  )
}

// So that `npx rapport` finds the clone's own command at once.
function linkCommand() {
  const link = join(modules, '.bin', 'rapport')
  if (!existsSync(link)) symlinkSync('../../scripts/rapport.mjs', link)
}

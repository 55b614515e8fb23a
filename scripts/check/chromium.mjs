import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

const onPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

/** The program of a Chromium: the machine's own, else Debian's, else Playwright's; undefined when none can be had. */
export async function findChromium() {
  const given = process.env.RAPPORT_TEST_CHROMIUM
  if (given && existsSync(given)) return given
  const there = onPath() ?? (await playwrights())
  if (there) return there
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await installDebians()
  return onPath() ?? (await installPlaywrights())
}

async function installDebians() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  if ((await quietly('apt-get', ['update', '-q'], env)) !== 0) return
  await quietly('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], env)
}

const quietly = (program, args, env) => run(program, args, { env }).catch(() => 1)

async function playwrights() {
  const { chromium } = await import('playwright-core')
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : undefined
}

async function installPlaywrights() {
  await quietly('playwright', ['install', 'chromium'], {})
  return playwrights()
}

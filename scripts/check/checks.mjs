import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../start/root.mjs'
import { heading, run } from './run.mjs'

const checks = [
  ['format and lint', 'biome', ['ci', '--error-on-warnings', '--max-diagnostics=50']],
  ['types', 'tsc', ['-p', '.']],
  ['types of the web app', 'tsc', ['-p', 'web'], 'web/tsconfig.json'],
  ['boundaries', 'node', ['scripts/boundaries.ts']],
  ['documents in step', 'node', ['scripts/documents.ts']],
  ['texts in both languages', 'node', ['scripts/web-messages.ts'], 'web/locales/zh.po'],
  ['size of the web app', 'node', ['scripts/web-size.ts'], 'web/vite.config.ts'],
]

/** Each check counts as one test. */
export async function runChecks() {
  const count = { passed: 0, failed: 0 }
  for (const [name, program, args, only] of checks) {
    if (only && !existsSync(join(root, only))) continue
    heading(name)
    const code = await run(program, args)
    count[code === 0 ? 'passed' : 'failed'] += 1
    if (code !== 0) process.stderr.write(`✗ ${name} failed\n`)
  }
  return count
}

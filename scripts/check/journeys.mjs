import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from '../start/build.mjs'
import { root } from '../start/root.mjs'
import { findChromium } from './chromium.mjs'
import { heading, run } from './run.mjs'

/** Journeys through the built web app, in Chromium. */
export async function runJourneys(files = []) {
  heading('journeys in the browser')
  if (!existsSync(join(root, 'e2e', 'playwright.config.ts'))) {
    process.stdout.write('skipped: there is no e2e/playwright.config.ts\n')
    return { passed: 0, failed: 0 }
  }
  const chromium = await findChromium()
  if (!chromium) {
    process.stdout.write(
      'skipped: there is no Chromium and none could be installed; install one and run `npm test journeys`\n',
    )
    return { passed: 0, failed: 0 }
  }
  await ensureBuilt()
  const folder = mkdtempSync(join(tmpdir(), 'rapport-journeys-'))
  const report = join(folder, 'report.json')
  try {
    const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, RAPPORT_TEST_CHROMIUM: chromium }
    const code = await run('playwright', ['test', '--reporter=list,json', ...files], { cwd: join(root, 'e2e'), env })
    return countJourneys(JSON.parse(readFileSync(report, 'utf8')), code)
  } catch (error) {
    process.stderr.write(`✗ playwright gave no report: ${error.message}\n`)
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A journey that passed only at the second try is a failure that was not understood yet. */
export function countJourneys({ stats, errors = [] }, code) {
  const failed = stats.unexpected + stats.flaky + errors.length
  return { passed: stats.expected, failed: code !== 0 && failed === 0 ? 1 : failed }
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { heading, run } from './run.mjs'

/** Unit and integration tests, on the embedded PostgreSQL or on the one of RAPPORT_TEST_DATABASE_URL. */
export async function runUnits(files = []) {
  heading('unit and integration tests')
  const folder = mkdtempSync(join(tmpdir(), 'rapport-units-'))
  const report = join(folder, 'report.json')
  try {
    const code = await run('vitest', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...files,
    ])
    return countUnits(JSON.parse(readFileSync(report, 'utf8')), code)
  } catch (error) {
    process.stderr.write(`✗ vitest gave no report: ${error.message}\n`)
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A file that could not even be loaded has no tests to fail, so it counts as one itself. */
export function countUnits(report, code) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
  )
  const failed = report.numFailedTests + broken.length
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed }
}

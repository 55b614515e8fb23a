#!/usr/bin/env node
// Plain JavaScript for any Node from 20 on: brings what is missing, then checks, tests and journeys, and one last line.
//   npm test                  everything          npm test checks           format, types, boundaries, documents
//   npm test unit [files]     vitest              npm test journeys [files] the browser
import { runChecks } from './check/checks.mjs'
import { runJourneys } from './check/journeys.mjs'
import { runUnits } from './check/units.mjs'
import { ensureInstalled } from './start/install.mjs'

const parts = { checks: runChecks, unit: runUnits, journeys: runJourneys }
const [asked, ...files] = process.argv.slice(2)

if (asked !== undefined && !Object.hasOwn(parts, asked)) {
  process.stderr.write(`There is no part "${asked}". There are: ${Object.keys(parts).join(', ')}.\n`)
  process.exit(2)
}

try {
  await ensureInstalled()
  const total = { passed: 0, failed: 0 }
  for (const [name, run] of Object.entries(parts)) {
    if (asked !== undefined && asked !== name) continue
    const { passed, failed } = await run(files)
    total.passed += passed
    total.failed += failed
  }
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
  process.exitCode = total.failed > 0 ? 1 : 0
} catch (error) {
  if (!(error instanceof Error) || error.name !== 'Sentence') throw error
  process.stderr.write(`${error.message}\n`)
  process.stdout.write('0 passed, 1 failed\n')
  process.exitCode = 1
}

import { expect, test } from 'vitest'
import { countJourneys } from './journeys.mjs'
import { countUnits } from './units.mjs'

const file = (status, ...tests) => ({ status, assertionResults: tests.map((one) => ({ status: one })) })

test('passed and failed tests are counted as they are', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    testResults: [file('passed', 'passed'), file('failed', 'failed')],
  }
  expect(countUnits(report, 1)).toEqual({ passed: 3, failed: 1 })
})

test('a file that could not be loaded is a failure', () => {
  const report = { numPassedTests: 3, numFailedTests: 0, testResults: [file('passed', 'passed'), file('failed')] }
  expect(countUnits(report, 1)).toEqual({ passed: 3, failed: 1 })
})

test('an exit code that no test explains is a failure', () => {
  expect(countUnits({ numPassedTests: 3, numFailedTests: 0, testResults: [] }, 1)).toEqual({ passed: 3, failed: 1 })
  expect(countJourneys({ stats: { expected: 3, unexpected: 0, flaky: 0 } }, 1)).toEqual({ passed: 3, failed: 1 })
})

test('a journey that passed at the second try only is a failure', () => {
  expect(countJourneys({ stats: { expected: 3, unexpected: 1, flaky: 1 } }, 1)).toEqual({ passed: 3, failed: 2 })
})

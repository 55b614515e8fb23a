import { expect, test } from 'vitest'
import { answersOf } from '../data/target.ts'
import { takeValues } from '../matrix.ts'
import { auc } from '../metrics/ranking.ts'
import { dataset, sharedDataIsThere } from '../test/shared-data.ts'
import { choose } from './choose.ts'
import { positiveOf } from './scores.ts'

// The other three tables are measured by benchmarks/analytics/accuracy-choice.ts: together they cost minutes.
test.skipIf(!sharedDataIsThere)(
  'the automatic choice on Telco is no worse than the best single reference − .002 (needs ../shared)',
  { timeout: 900_000 },
  () => {
    const { table, target, train, test } = dataset('telco')
    const answers = answersOf(table, target)
    const { fitted } = choose({ table, answers, rows: train }, { features: { textWidth: 64 } })
    const probability = positiveOf(fitted.predictProbability(table, test))
    expect(auc(takeValues(answers.y, test), probability)).toBeGreaterThan(0.8554 - 0.002)
  },
)

import { analyze } from '@rapport/analytics/analyze/index.ts'
import { parseCsv } from '@rapport/analytics/data/index.ts'
import { g1Csv } from './generators.ts'
import type { Task } from './measure.ts'

const rows = 1_000_000

/** The file is made in memory; reading it from a disk is not part of either figure's difference. */
const reading: Task = {
  name: 'reading a file of 1,000,000 rows and 21 columns',
  referenceSeconds: 1.3,
  prepare: () => {
    const bytes = g1Csv(rows, 20)
    return () => `${parseCsv(bytes).rows} rows of ${Math.round(bytes.length / 1e6)} MB`
  },
}

const whole: Task = {
  name: 'from 1,000,000 rows of text to accuracy',
  referenceSeconds: 2.9,
  prepare: () => {
    const bytes = g1Csv(rows, 20)
    return () => {
      const { baseline } = analyze(bytes, { target: 'y', split: 'numpy:42', compare: false })
      return `accuracy ${baseline.scores.accuracy!.toFixed(5)}`
    }
  },
}

export const pipelineTasks: Task[] = [reading, whole]

import type { Report } from '@rapport/vocabulary/insights/report.ts'
import type { Proof } from '@rapport/vocabulary/insights/scores.ts'
import { level } from './answerer.ts'

type Told = Pick<Report, 'task' | 'labels' | 'calibration' | 'confusion' | 'intervals'>

/** The part of the calibration that a score falls into. */
function came({ calibration }: Told, percent: number): Proof | null {
  if (calibration.length === 0) return null
  const off = ({ predicted }: { predicted: number }) => Math.abs(predicted - percent / 100)
  const bin = calibration.reduce((a, b) => (off(b) < off(a) ? b : a))
  return { is: 'came', rows: bin.rows, share: bin.observed }
}

/** Of the later cases that were given a label, how many had it. */
function right({ labels, confusion }: Told, label: string): Proof | null {
  const given = labels.indexOf(label)
  const column = (confusion ?? []).map((row) => row[given] ?? 0)
  const rows = column.reduce((a, b) => a + b, 0)
  return rows === 0 ? null : { is: 'right', rows, share: (column[given] ?? 0) / rows }
}

/** Between what later cases with such an answer ended. */
function between({ intervals }: Told, answer: number): Proof | null {
  const bands = intervals?.bands ?? []
  const band = bands.find(({ upTo }) => answer <= upTo) ?? bands.at(-1)
  return band ? { is: 'between', level: intervals?.level ?? level, low: band.low, high: band.high } : null
}

/** What later cases that the model had not seen say of an answer like this. */
export function proofOf(report: Told, value: unknown): Proof | null {
  if (report.task === 'choice') return right(report, String(value))
  const number = Number(value)
  if (Number.isNaN(number)) return null
  return report.task === 'yes_no' ? came(report, number) : between(report, number)
}
